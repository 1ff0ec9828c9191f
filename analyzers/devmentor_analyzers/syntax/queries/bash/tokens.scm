["case" "declare" "do" "done" "elif" "else" "esac" "export" "fi" "for" "function" "if" "in" "local"
 "readonly" "select" "then" "typeset" "unset" "until" "while"] @keyword
(comment) @comment
[(string) (raw_string) (ansi_c_string)] @string
(number) @number
(function_definition name: (word) @function.definition)
(command_name (word) @function)
[(variable_name) (special_variable_name)] @variable
