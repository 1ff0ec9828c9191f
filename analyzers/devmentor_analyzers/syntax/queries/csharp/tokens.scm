["abstract" "as" "async" "await" "base" "break" "case" "catch" "class" "const" "continue" "default"
 "delegate" "do" "else" "enum" "event" "explicit" "extern" "finally" "fixed" "for" "foreach" "get"
 "goto" "if" "implicit" "in" "init" "interface" "internal" "is" "lock" "namespace" "new" "not"
 "operator" "out" "override" "params" "partial" "private" "protected" "public" "readonly" "record"
 "ref" "required" "return" "sealed" "set" "sizeof" "stackalloc" "static" "struct" "switch" "this"
 "throw" "try" "typeof" "unchecked" "unsafe" "using" "virtual" "volatile" "when" "where" "while"
 "with" "yield"] @keyword
[(boolean_literal) (null_literal)] @keyword
(comment) @comment
[(string_literal) (verbatim_string_literal) (raw_string_literal) (character_literal)
 (interpolated_string_expression)] @string
[(integer_literal) (real_literal)] @number
(predefined_type) @type.defaultLibrary
(attribute name: (identifier) @decorator)
(class_declaration name: (identifier) @class.definition)
(record_declaration name: (identifier) @class.definition)
(struct_declaration name: (identifier) @struct.definition)
(interface_declaration name: (identifier) @interface.definition)
(enum_declaration name: (identifier) @enum.definition)
(enum_member_declaration name: (identifier) @enumMember.definition)
(namespace_declaration name: (identifier) @namespace.definition)
(type_parameter name: (identifier) @typeParameter.definition)
(method_declaration name: (identifier) @method.definition)
(constructor_declaration name: (identifier) @method.definition)
(local_function_statement name: (identifier) @function.definition)
(property_declaration name: (identifier) @property.definition)
(invocation_expression function: (identifier) @function)
(invocation_expression function: (member_access_expression name: (identifier) @method))
(object_creation_expression type: (identifier) @class)
(parameter type: (identifier) @type)
(parameter name: (identifier) @parameter)
(variable_declaration type: (identifier) @type)
(member_access_expression name: (identifier) @property)
(identifier) @variable
