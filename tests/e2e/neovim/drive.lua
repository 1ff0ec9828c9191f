-- Drives a headless Neovim as a person would and writes what it saw to $RESULT as JSON.
local file, server, result = vim.env.FILE, vim.env.SERVER, vim.env.RESULT
local seen = {}

local function finish(failure)
  seen.failure = failure
  vim.fn.writefile({ vim.json.encode(seen) }, result)
  vim.cmd('qall!')
end

local function wait_for(what, seconds, ready)
  if not vim.wait(seconds * 1000, ready, 50) then
    finish('timed out waiting for ' .. what .. '\n' .. vim.fn.execute('messages'))
  end
end

vim.opt.runtimepath:append(vim.env.PLUGIN)
vim.cmd('runtime plugin/devmentor.lua')
vim.lsp.config('devmentor', { cmd = { server, 'lsp' } })
vim.lsp.enable('devmentor')
vim.cmd.edit(file)

local function client()
  return vim.lsp.get_clients({ bufnr = 0, name = 'devmentor' })[1]
end

wait_for('the server', 20, function() return client() ~= nil and client().initialized end)
wait_for('diagnostics', 30, function() return #vim.diagnostic.get(0) >= 2 end)
seen.diagnostics = vim.tbl_map(function(diagnostic)
  return { code = diagnostic.code, line = diagnostic.lnum, source = diagnostic.source }
end, vim.diagnostic.get(0))

-- completion, through Neovim's own completion and the keys a person presses
vim.bo.omnifunc = 'v:lua.vim.lsp.omnifunc'
vim.api.nvim_win_set_cursor(0, { tonumber(vim.env.COMPLETE_LINE), 0 })
local position = vim.lsp.util.make_position_params(0, client().offset_encoding)
position.position.character = tonumber(vim.env.COMPLETE_COLUMN)
local completed = client():request_sync('textDocument/completion', position, 20000, 0)
local items = completed and completed.result and (completed.result.items or completed.result) or {}
seen.completions = vim.tbl_map(function(item) return item.label end, items)

local hover = client():request_sync('textDocument/hover', vim.tbl_extend('force', position, {
  position = { line = tonumber(vim.env.HOVER_LINE), character = tonumber(vim.env.HOVER_COLUMN) },
}), 20000, 0)
seen.hover = hover and hover.result and hover.result.contents.value

wait_for('the tier', 20, function()
  return require('devmentor.status').text() == vim.env.EXPECTED_STATUS
end)
seen.status = require('devmentor.status').text()

-- explain, through the code action a person would pick
local code = vim.api.nvim_get_current_buf()
vim.api.nvim_win_set_cursor(0, { tonumber(vim.env.EXPLAIN_LINE), 4 })
vim.lsp.buf.code_action({
  apply = true,
  filter = function(action) return action.title:find('Explain') ~= nil end,
})

local function answer()
  for _, buffer in ipairs(vim.api.nvim_list_bufs()) do
    if buffer ~= code and vim.bo[buffer].filetype == 'markdown' then
      return table.concat(vim.api.nvim_buf_get_lines(buffer, 0, -1, false), '\n')
    end
  end
  return ''
end

local sizes = {}
wait_for('the answer', 60, function()
  local text = answer()
  if #text > 0 and sizes[#sizes] ~= #text then
    table.insert(sizes, #text)
  end
  return text:find('\n%-%-%-\n') ~= nil
end)
seen.answer = answer()
seen.growth = #sizes
finish(nil)
