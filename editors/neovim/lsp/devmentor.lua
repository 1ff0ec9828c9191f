-- Neovim 0.11 reads this file for `vim.lsp.enable('devmentor')`.
local answer = require('devmentor.answer')
local status = require('devmentor.status')

return {
  cmd = { 'devmentor', 'lsp' },
  filetypes = {
    'python', 'javascript', 'javascriptreact', 'typescript', 'typescriptreact', 'go', 'rust',
    'java', 'c', 'cpp', 'cs', 'ruby', 'php', 'sh', 'bash', 'json', 'jsonc', 'yaml', 'toml', 'html', 'css',
    'markdown', 'sql',
  },
  root_markers = { 'pyproject.toml', 'setup.cfg', 'package.json', 'go.mod', 'Cargo.toml', '.git' },
  init_options = { clientCommands = { 'devmentor.explain' }, status = true },
  commands = {
    ['devmentor.explain'] = function(command, context)
      answer.explain(vim.lsp.get_client_by_id(context.client_id), command.arguments[1])
    end,
  },
  handlers = {
    ['$/progress'] = answer.on_progress,
    ['devmentor/status'] = status.on_status,
  },
}
