(namespace_definition name: (namespace_name) @name) @namespace
(class_declaration name: (name) @name) @class
(interface_declaration name: (name) @name) @interface
(trait_declaration name: (name) @name) @class
(enum_declaration name: (name) @name) @enum
(enum_case name: (name) @name) @enummember
(method_declaration name: (name) @name) @method
(function_definition name: (name) @name) @function
(property_declaration (property_element name: (variable_name) @name)) @field
(const_declaration (const_element . (name) @name)) @constant
(program (expression_statement (assignment_expression left: (variable_name) @name)) @variable)
