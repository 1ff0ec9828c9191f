(abstract_class_declaration name: (_) @name) @class
(public_field_definition name: (_) @name) @field
(function_signature name: (_) @name) @function
(method_signature name: (_) @name) @method
(abstract_method_signature name: (_) @name) @method
(interface_declaration name: (_) @name) @interface
(property_signature name: (_) @name) @property
(type_alias_declaration name: (_) @name) @class
(enum_declaration name: (_) @name) @enum
(enum_body (property_identifier) @name @enummember)
(enum_assignment name: (_) @name) @enummember
(internal_module name: (_) @name) @namespace
(module name: (_) @name) @namespace
