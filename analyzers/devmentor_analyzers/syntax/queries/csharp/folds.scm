[(block) (declaration_list) (enum_member_declaration_list) (accessor_list)] @bracket
[(switch_body) (initializer_expression) (argument_list) (parameter_list)] @bracket
(switch_expression) @bracket
(using_directive) @import
(comment) @comment
[(raw_string_literal) (verbatim_string_literal)] @text
