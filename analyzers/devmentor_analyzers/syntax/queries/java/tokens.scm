["abstract" "assert" "break" "case" "catch" "class" "continue" "default" "do" "else" "enum"
 "extends" "final" "finally" "for" "if" "implements" "import" "instanceof" "interface" "native" "new"
 "package" "permits" "private" "protected" "public" "record" "return" "sealed" "static" "strictfp"
 "switch" "synchronized" "throw" "throws" "transient" "try" "volatile" "while" "yield"] @keyword
[(true) (false) (null_literal) (this) (super)] @keyword
[(line_comment) (block_comment)] @comment
[(string_literal) (character_literal)] @string
[(decimal_integer_literal) (hex_integer_literal) (decimal_floating_point_literal)] @number
[(integral_type) (floating_point_type) (boolean_type) (void_type)] @type.defaultLibrary
(marker_annotation) @decorator
(annotation name: (identifier) @decorator)
(class_declaration name: (identifier) @class.definition)
(record_declaration name: (identifier) @class.definition)
(interface_declaration name: (identifier) @interface.definition)
(enum_declaration name: (identifier) @enum.definition)
(enum_constant name: (identifier) @enumMember.definition)
(type_parameter (type_identifier) @typeParameter.definition)
(type_identifier) @type
(method_declaration name: (identifier) @method.definition)
(constructor_declaration name: (identifier) @method.definition)
(method_invocation name: (identifier) @method)
(formal_parameter name: (identifier) @parameter)
(catch_formal_parameter name: (identifier) @parameter)
(field_declaration declarator: (variable_declarator name: (identifier) @property.definition))
(field_access field: (identifier) @property)
(identifier) @variable
