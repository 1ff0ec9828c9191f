[(compound_statement) (subshell) (do_group) (if_statement) (case_statement) (array)] @bracket
(comment) @comment
(redirected_statement redirect: (heredoc_redirect)) @text
