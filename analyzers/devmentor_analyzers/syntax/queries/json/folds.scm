[(object) (array)] @bracket
(comment) @comment
