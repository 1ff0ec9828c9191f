[(block) (declaration_list) (field_declaration_list) (ordered_field_declaration_list)] @bracket
[(enum_variant_list) (match_block) (use_list) (arguments) (parameters) (token_tree)] @bracket
[(array_expression) (field_initializer_list) (tuple_expression)] @bracket
(use_declaration) @import
[(line_comment) (block_comment)] @comment
