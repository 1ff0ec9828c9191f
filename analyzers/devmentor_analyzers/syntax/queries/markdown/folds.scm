[(fenced_code_block) (list) (block_quote) (pipe_table) (html_block) (minus_metadata)] @text
[(atx_heading) (setext_heading)] @heading
