[(statement_block) (class_body) (switch_body) (object) (object_pattern) (array)] @bracket
[(arguments) (formal_parameters) (named_imports) (export_clause)] @bracket
(import_statement) @import
(comment) @comment
(template_string) @text
