[(block) (literal_value) (field_declaration_list) (interface_type) (import_spec_list)] @bracket
[(const_declaration) (var_spec_list) (argument_list) (parameter_list)] @bracket
[(expression_switch_statement) (type_switch_statement) (select_statement)] @bracket
(comment) @comment
(raw_string_literal) @text
