(create_table . (keyword_create) (object_reference) @name) @struct
(create_view (object_reference) @name) @class
(create_materialized_view (object_reference) @name) @class
(create_function (object_reference) @name) @function
(create_procedure (object_reference) @name) @function
(create_type (object_reference) @name) @struct
(create_index column: (identifier) @name) @key
(create_trigger . (keyword_create) (object_reference) @name) @event
(create_sequence (object_reference) @name) @variable
(create_schema (identifier) @name) @namespace
(column_definition name: (identifier) @name) @field
