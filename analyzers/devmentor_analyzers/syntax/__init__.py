"""What the text alone tells, by tree-sitter: errors, outline, folds, occurrences."""
