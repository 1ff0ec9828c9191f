(pair key: (string (string_content) @name) value: (object)) @module
(pair key: (string (string_content) @name) value: (array)) @array
(pair key: (string (string_content) @name)) @property
