[(element) (script_element) (style_element)] @bracket
(comment) @comment
