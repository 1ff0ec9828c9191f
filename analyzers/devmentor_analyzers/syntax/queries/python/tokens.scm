["import" "from" "as" "assert" "return" "del" "raise" "pass" "break" "continue" "if" "elif" "else"
 "match" "case" "async" "for" "in" "while" "try" "except" "finally" "with" "def" "global" "nonlocal"
 "type" "class" "not" "and" "or" "is" "lambda" "yield" "await" "is not" "not in"] @keyword
[(true) (false) (none)] @keyword
(comment) @comment
(string) @string
[(integer) (float)] @number
(class_definition name: (identifier) @class.definition)
(class_definition body: (block (function_definition name: (identifier) @method.definition)))
(class_definition
  body: (block (decorated_definition (function_definition name: (identifier) @method.definition))))
(function_definition name: (identifier) @function.definition)
(decorator ["@" (identifier)] @decorator)
(call function: (identifier) @function)
(call function: (attribute attribute: (identifier) @method))
(parameters (identifier) @parameter)
(lambda_parameters (identifier) @parameter)
(typed_parameter . (identifier) @parameter)
(default_parameter name: (identifier) @parameter)
(typed_default_parameter name: (identifier) @parameter)
(keyword_argument name: (identifier) @parameter)
(type (identifier) @type)
(attribute attribute: (identifier) @property)
(interpolation (identifier) @variable)
(import_statement (dotted_name (identifier) @namespace))
(import_from_statement module_name: (dotted_name (identifier) @namespace))
