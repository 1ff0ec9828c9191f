["as" "break" "case" "catch" "class" "clone" "const" "continue" "declare" "default" "do" "echo" "else"
 "elseif" "enum" "extends" "finally" "fn" "for" "foreach" "function" "global" "if" "implements"
 "include" "include_once" "instanceof" "interface" "match" "namespace" "new" "print" "require"
 "require_once" "return" "switch" "throw" "trait" "try" "unset" "use" "while" "yield"] @keyword
[(visibility_modifier) (static_modifier) (abstract_modifier) (final_modifier) (readonly_modifier)
 (boolean) (null)] @keyword
(comment) @comment
[(string) (encapsed_string) (heredoc) (nowdoc)] @string
[(integer) (float)] @number
(primitive_type) @type.defaultLibrary
(class_declaration name: (name) @class.definition)
(interface_declaration name: (name) @interface.definition)
(trait_declaration name: (name) @class.definition)
(enum_declaration name: (name) @enum.definition)
(function_definition name: (name) @function.definition)
(method_declaration name: (name) @method.definition)
(function_call_expression function: (name) @function)
(member_call_expression name: (name) @method)
(scoped_call_expression name: (name) @method)
(member_access_expression name: (name) @property)
(object_creation_expression (name) @class)
(named_type (name) @type)
(namespace_name (name) @namespace)
(simple_parameter name: (variable_name) @parameter)
(variable_name) @variable
