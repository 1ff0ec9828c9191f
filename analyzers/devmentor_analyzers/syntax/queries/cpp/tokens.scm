["catch" "class" "co_await" "co_return" "co_yield" "concept" "constexpr" "delete" "explicit" "final"
 "friend" "mutable" "namespace" "new" "noexcept" "operator" "override" "private" "protected" "public"
 "requires" "template" "throw" "try" "typename" "using" "virtual"] @keyword
(this) @keyword
(raw_string_literal) @string
(namespace_identifier) @namespace
(class_specifier name: (type_identifier) @class.definition)
(type_parameter_declaration (type_identifier) @typeParameter.definition)
(function_declarator declarator: (field_identifier) @method.definition)
(function_declarator declarator: (qualified_identifier name: (identifier) @method.definition))
(call_expression function: (qualified_identifier name: (identifier) @function))
(parameter_declaration declarator: (reference_declarator (identifier) @parameter))
(optional_parameter_declaration declarator: (identifier) @parameter)
