[(table) (table_array_element)] @text
[(array) (inline_table)] @bracket
(comment) @comment
