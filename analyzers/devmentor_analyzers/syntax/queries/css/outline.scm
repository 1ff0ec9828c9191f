(rule_set (selectors) @name) @key
(declaration (property_name) @name (#match? @name "^--")) @variable
(keyframes_statement (keyframes_name) @name) @namespace
(media_statement . (_) @name) @namespace
(supports_statement . (_) @name) @namespace
