(statement) @text
[(column_definitions) (subquery) (cte)] @bracket
[(comment) (marginalia)] @comment
