-- User commands; nothing is loaded until one is used.
local function client()
  return vim.lsp.get_clients({ bufnr = 0, name = 'devmentor' })[1]
end

vim.api.nvim_create_user_command('DevMentorExplain', function()
  local devmentor = client()
  if not devmentor then
    vim.notify('DevMentor is not attached to this buffer (:checkhealth vim.lsp).', vim.log.levels.WARN)
    return
  end
  local at = vim.lsp.util.make_position_params(0, devmentor.offset_encoding)
  require('devmentor.answer').explain(devmentor, {
    uri = at.textDocument.uri,
    position = at.position,
  })
end, { desc = 'Explain the code under the cursor' })

vim.api.nvim_create_user_command('DevMentorStop', function()
  require('devmentor.answer').stop()
end, { desc = 'Stop the answer that is being written' })

vim.api.nvim_create_user_command('DevMentorStatus', function()
  require('devmentor.status').show()
end, { desc = 'Show what DevMentor is connected to' })
