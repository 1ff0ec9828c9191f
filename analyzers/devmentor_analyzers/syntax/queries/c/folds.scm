[(compound_statement) (field_declaration_list) (enumerator_list) (initializer_list)] @bracket
[(parameter_list) (argument_list) (preproc_if) (preproc_ifdef)] @bracket
(preproc_include) @import
(comment) @comment
(preproc_function_def) @text
