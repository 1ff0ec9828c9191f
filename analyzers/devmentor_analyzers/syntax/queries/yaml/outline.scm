(block_mapping_pair key: (_) @name value: (block_node (block_mapping))) @module
(block_mapping_pair key: (_) @name value: (block_node (block_sequence))) @array
(block_mapping_pair key: (_) @name) @property
