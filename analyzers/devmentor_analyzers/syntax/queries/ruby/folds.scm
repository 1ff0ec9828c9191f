[(module) (class) (singleton_class) (method) (singleton_method) (do_block) (block)] @bracket
[(if) (unless) (case) (while) (until) (for) (begin) (array) (hash) (argument_list)] @bracket
[(heredoc_body) (comment)] @comment
((call method: (identifier) @_method) @import (#match? @_method "^require(_relative)?$"))
