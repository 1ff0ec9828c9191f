[(declaration_list) (template_parameter_list) (lambda_capture_specifier)] @bracket
(raw_string_literal) @text
