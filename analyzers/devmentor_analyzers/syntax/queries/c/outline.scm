(function_definition declarator: (_) @name) @function
(preproc_function_def name: (identifier) @name) @function
(preproc_def name: (identifier) @name value: (_)) @constant
(struct_specifier name: (_) @name body: (_)) @struct
(union_specifier name: (_) @name body: (_)) @struct
(enum_specifier name: (_) @name body: (_)) @enum
(enumerator name: (identifier) @name) @enummember
(type_definition type: (struct_specifier body: (_)) declarator: (_) @name) @struct
(type_definition type: (enum_specifier body: (_)) declarator: (_) @name) @enum
(type_definition declarator: (_) @name) @class
(field_declaration declarator: (_) @name) @field
(declaration declarator: (_) @name) @variable
