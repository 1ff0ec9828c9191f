(module name: (_) @name) @module
(class name: (_) @name) @class
(program (method name: (_) @name) @function)
(method name: (_) @name) @method
(singleton_method name: (_) @name) @method
(assignment left: (constant) @name) @constant
(call
  method: (identifier) @_method
  arguments: (argument_list (simple_symbol) @name)
  (#match? @_method "^(attr_(reader|writer|accessor)|has_(many|one)|belongs_to)$")) @property
