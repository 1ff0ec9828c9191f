["package" "import" "const" "var" "func" "type" "struct" "interface" "map" "chan" "fallthrough"
 "break" "continue" "goto" "return" "go" "defer" "if" "else" "for" "range" "switch" "case" "default"
 "select"] @keyword
[(true) (false) (nil) (iota)] @keyword
(comment) @comment
[(interpreted_string_literal) (raw_string_literal) (rune_literal)] @string
[(int_literal) (float_literal) (imaginary_literal)] @number
(package_identifier) @namespace
(type_spec name: (type_identifier) @type.definition)
(type_identifier) @type
(function_declaration name: (identifier) @function.definition)
(method_declaration name: (field_identifier) @method.definition)
(call_expression function: (identifier) @function)
(call_expression function: (selector_expression field: (field_identifier) @method))
(parameter_declaration name: (identifier) @parameter)
(variadic_parameter_declaration name: (identifier) @parameter)
(const_spec name: (identifier) @variable.readonly)
(field_identifier) @property
(identifier) @variable
