["as" "async" "await" "break" "const" "continue" "default" "enum" "fn" "for" "if" "impl" "let"
 "loop" "match" "mod" "pub" "return" "static" "struct" "trait" "type" "union" "unsafe" "use" "where"
 "while" "extern" "ref" "else" "in" "dyn" "yield" "move"] @keyword
[(crate) (self) (super) (mutable_specifier) (boolean_literal)] @keyword
[(line_comment) (block_comment)] @comment
[(string_literal) (raw_string_literal) (char_literal)] @string
[(integer_literal) (float_literal)] @number
(attribute_item) @decorator
(primitive_type) @type.defaultLibrary
(struct_item name: (type_identifier) @struct.definition)
(enum_item name: (type_identifier) @enum.definition)
(trait_item name: (type_identifier) @interface.definition)
(enum_variant name: (identifier) @enumMember.definition)
(type_parameter name: (type_identifier) @typeParameter.definition)
(type_identifier) @type
(mod_item name: (identifier) @namespace.definition)
(declaration_list (function_item name: (identifier) @method.definition))
(function_item name: (identifier) @function.definition)
(call_expression function: (identifier) @function)
(call_expression function: (scoped_identifier name: (identifier) @function))
(call_expression function: (field_expression field: (field_identifier) @method))
(macro_invocation macro: (identifier) @macro)
(macro_invocation macro: (scoped_identifier name: (identifier) @macro))
(macro_definition name: (identifier) @macro.definition)
(parameter pattern: (identifier) @parameter)
(closure_parameters (identifier) @parameter)
(scoped_identifier path: (identifier) @namespace)
[(const_item name: (identifier) @variable.readonly) (static_item name: (identifier) @variable.readonly)]
[(field_identifier) (shorthand_field_identifier)] @property
(identifier) @variable
