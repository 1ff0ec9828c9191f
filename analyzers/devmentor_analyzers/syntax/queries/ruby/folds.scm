[(module) (class) (singleton_class) (method) (singleton_method) (do_block) (block)] @bracket
[(if) (unless) (case) (while) (until) (for) (begin) (array) (hash) (argument_list)] @bracket
(comment) @comment
(heredoc_body) @text
(program
  (call method: (identifier) @_method) @import (#match? @_method "^require(_relative)?$"))
