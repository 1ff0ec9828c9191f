(class_specifier name: (_) @name body: (_)) @class
(namespace_definition name: (_) @name) @namespace
(concept_definition name: (identifier) @name) @interface
(alias_declaration name: (type_identifier) @name) @class
