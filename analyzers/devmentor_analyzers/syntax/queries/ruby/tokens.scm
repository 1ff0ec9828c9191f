["alias" "and" "begin" "break" "case" "class" "def" "do" "else" "elsif" "end" "ensure" "for" "if"
 "in" "module" "next" "not" "or" "redo" "rescue" "retry" "return" "then" "undef" "unless" "until"
 "when" "while" "yield"] @keyword
[(true) (false) (nil) (self) (super)] @keyword
(comment) @comment
[(string) (simple_symbol) (hash_key_symbol)] @string
(regex) @regexp
[(integer) (float)] @number
(class name: (constant) @class.definition)
(module name: (constant) @namespace.definition)
(method name: (identifier) @method.definition)
(singleton_method name: (identifier) @method.definition)
(call method: (identifier) @method)
(method_parameters (identifier) @parameter)
(block_parameters (identifier) @parameter)
(keyword_parameter name: (identifier) @parameter)
(optional_parameter name: (identifier) @parameter)
[(instance_variable) (class_variable)] @property
(constant) @type
(identifier) @variable
