[(compound_statement) (declaration_list) (enum_declaration_list) (switch_block)] @bracket
[(match_block) (array_creation_expression) (arguments) (formal_parameters)] @bracket
(namespace_use_declaration) @import
(comment) @comment
[(heredoc) (nowdoc)] @text
