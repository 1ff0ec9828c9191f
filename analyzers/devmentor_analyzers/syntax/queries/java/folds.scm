[(block) (constructor_body) (class_body) (interface_body) (annotation_type_body)] @bracket
[(enum_body) (switch_block) (array_initializer) (element_value_array_initializer)] @bracket
[(argument_list) (formal_parameters)] @bracket
(import_declaration) @import
[(line_comment) (block_comment)] @comment
(string_literal) @text
