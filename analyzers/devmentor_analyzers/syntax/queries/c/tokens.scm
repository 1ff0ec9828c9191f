["break" "case" "const" "continue" "default" "do" "else" "enum" "extern" "for" "goto" "if" "inline"
 "register" "restrict" "return" "sizeof" "static" "struct" "switch" "typedef" "union" "volatile"
 "while"] @keyword
[(true) (false) (null)] @keyword
(comment) @comment
[(string_literal) (char_literal) (system_lib_string)] @string
(number_literal) @number
(primitive_type) @type.defaultLibrary
(preproc_def name: (identifier) @macro.definition)
(preproc_function_def name: (identifier) @macro.definition)
(struct_specifier name: (type_identifier) @struct)
(enum_specifier name: (type_identifier) @enum)
(enumerator name: (identifier) @enumMember.definition)
(type_identifier) @type
(function_definition declarator: (function_declarator declarator: (identifier) @function.definition))
(function_declarator declarator: (identifier) @function)
(call_expression function: (identifier) @function)
(call_expression function: (field_expression field: (field_identifier) @method))
(parameter_declaration declarator: (identifier) @parameter)
(parameter_declaration declarator: (pointer_declarator declarator: (identifier) @parameter))
(field_identifier) @property
(identifier) @variable
