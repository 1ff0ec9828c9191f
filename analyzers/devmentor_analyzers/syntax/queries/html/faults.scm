(erroneous_end_tag) @tag
