[(block_mapping_pair) (block_sequence_item)] @text
[(flow_mapping) (flow_sequence)] @bracket
(comment) @comment
