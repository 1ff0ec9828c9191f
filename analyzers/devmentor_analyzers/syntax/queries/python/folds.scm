(block) @body
[(import_statement) (import_from_statement) (future_import_statement)] @import
(comment) @comment
(string) @text
[(list) (dictionary) (set) (tuple) (argument_list) (parameters) (parenthesized_expression)] @bracket
[(list_comprehension) (dictionary_comprehension) (set_comprehension) (generator_expression)] @bracket
