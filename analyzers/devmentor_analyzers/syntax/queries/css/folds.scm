[(block) (keyframe_block_list)] @bracket
(import_statement) @import
(comment) @comment
