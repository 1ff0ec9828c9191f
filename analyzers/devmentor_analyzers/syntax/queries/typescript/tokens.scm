["export" "default" "as" "import" "from" "var" "let" "const" "await" "of" "else" "if" "switch" "for"
 "in" "while" "do" "try" "break" "continue" "debugger" "return" "throw" "case" "catch" "finally"
 "yield" "class" "extends" "async" "function" "new" "instanceof" "typeof" "void" "delete" "static"
 "get" "set"] @keyword
[(true) (false) (null) (undefined) (this) (super)] @keyword
(comment) @comment
[(string) (template_string)] @string
(regex) @regexp
(number) @number
(decorator) @decorator
(function_declaration name: (identifier) @function.definition)
(generator_function_declaration name: (identifier) @function.definition)
(function_expression name: (identifier) @function.definition)
(variable_declarator
  name: (identifier) @function.definition
  value: [(arrow_function) (function_expression) (generator_function)])
(method_definition name: (property_identifier) @method.definition)
(call_expression function: (identifier) @function)
(call_expression function: (member_expression property: (property_identifier) @method))
(new_expression constructor: (identifier) @class)
(arrow_function parameter: (identifier) @parameter)
[(property_identifier) (private_property_identifier) (shorthand_property_identifier)] @property
(identifier) @variable
["type" "namespace" "satisfies" "readonly" "declare" "public" "private" "protected" "override"
 "module" "abstract" "implements" "interface" "enum" "infer" "is" "keyof" "asserts"] @keyword
(predefined_type) @type.defaultLibrary
(class_declaration name: (type_identifier) @class.definition)
(abstract_class_declaration name: (type_identifier) @class.definition)
(interface_declaration name: (type_identifier) @interface.definition)
(enum_declaration name: (identifier) @enum.definition)
(enum_body (property_identifier) @enumMember.definition)
(enum_assignment name: (property_identifier) @enumMember.definition)
(type_alias_declaration name: (type_identifier) @type.definition)
(type_parameter name: (type_identifier) @typeParameter.definition)
(type_identifier) @type
(required_parameter pattern: (identifier) @parameter)
(optional_parameter pattern: (identifier) @parameter)
(required_parameter pattern: (rest_pattern (identifier) @parameter))
