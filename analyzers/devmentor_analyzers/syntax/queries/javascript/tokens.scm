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
(class_declaration name: (identifier) @class.definition)
(class_heritage (identifier) @class)
(formal_parameters (identifier) @parameter)
(formal_parameters (assignment_pattern left: (identifier) @parameter))
(formal_parameters (rest_pattern (identifier) @parameter))
