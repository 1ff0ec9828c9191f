-- Uses a headless Neovim as a person would, feature by feature, and writes what it saw to $RESULT.
local folder, result = vim.env.FOLDER, vim.env.RESULT
local seen = {}

local function finish(failure)
  seen.failure = failure
  vim.fn.writefile({ vim.json.encode(seen) }, result)
  vim.cmd('qall!')
end

local function wait_for(what, ready, seconds)
  if not vim.wait((seconds or 30) * 1000, ready, 20) then
    finish('timed out waiting for ' .. what .. '\n' .. vim.fn.execute('messages'))
  end
end

vim.opt.runtimepath:append(vim.env.PLUGIN)
vim.lsp.config('devmentor', { cmd = { vim.env.SERVER, 'lsp' } })
vim.lsp.enable('devmentor')

local function client()
  return vim.lsp.get_clients({ bufnr = 0, name = 'devmentor' })[1]
end

local function text() return table.concat(vim.api.nvim_buf_get_lines(0, 0, -1, false), '\n') end

local function open(name)
  vim.cmd.edit(folder .. '/' .. name)
  wait_for('the server', function() return client() ~= nil and client().initialized end)
end

-- Put the cursor on the first character of a text.
local function go(needle, extra)
  vim.api.nvim_win_set_cursor(0, { 1, 0 })
  local found = vim.fn.searchpos('\\V' .. needle, 'cW')
  vim.api.nvim_win_set_cursor(0, { found[1], found[2] - 1 + (extra or 0) })
end

local function answers(method, params)
  params = vim.tbl_extend('keep', params or {}, vim.lsp.util.make_position_params(0, client().offset_encoding))
  local answer = client():request_sync(method, params, 30000, 0)
  if not answer or answer.err then finish(method .. ': ' .. vim.inspect(answer)) end
  return answer.result
end

-- Choose a code action by its title, as `gra` does, and wait for its edit.
local function act(title, options)
  local before = text()
  vim.lsp.buf.code_action(vim.tbl_extend('force', {
    apply = true,
    filter = function(action) return action.title:find(title, 1, true) ~= nil end,
  }, options or {}))
  wait_for('the action ' .. title, function() return text() ~= before end)
  return text()
end

local function quickfix_after(what, ask)
  vim.fn.setqflist({}, 'r')
  ask()
  wait_for(what, function() return #vim.fn.getqflist() > 0 end)
  vim.cmd.cclose()
  local found = {}
  for _, item in ipairs(vim.fn.getqflist()) do
    table.insert(found, vim.fs.basename(vim.fn.bufname(item.bufnr)) .. ':' .. item.lnum)
  end
  table.sort(found)
  return found
end

open('app.py')
wait_for('diagnostics', function() return #vim.diagnostic.get(0) >= 1 end)
seen.diagnostics = vim.tbl_map(function(each) return each.code end, vim.diagnostic.get(0))

-- hover, as K shows it
go('cheapest(')
vim.lsp.buf.hover()
local function float()
  for _, window in ipairs(vim.api.nvim_list_wins()) do
    if vim.api.nvim_win_get_config(window).relative ~= '' then
      return window, table.concat(vim.api.nvim_buf_get_lines(vim.api.nvim_win_get_buf(window), 0, -1, false), '\n')
    end
  end
end
local function shown(what)
  wait_for(what, function() return float() ~= nil end)
  local window, words = float()
  vim.api.nvim_win_close(window, true)
  return words
end
seen.hover = shown('hover')

go('apple, pear])')
vim.lsp.buf.signature_help()
seen.signature = shown('signature help')

-- definition, as CTRL-] goes there
go('cheapest(')
vim.lsp.buf.definition()
wait_for('definition', function() return vim.fs.basename(vim.api.nvim_buf_get_name(0)) == 'shop.py' end)
seen.definition = vim.api.nvim_get_current_line()

seen.references = (function()
  go('def total', 4)
  return quickfix_after('references', function() vim.lsp.buf.references() end)
end)()
seen.workspace_symbols = quickfix_after('workspace symbols', function()
  wait_for('the index', function() return #(answers('workspace/symbol', { query = 'cheapest' }) or {}) > 0 end)
  vim.lsp.buf.workspace_symbol('cheapest')
end)
vim.fn.setloclist(0, {}, 'r')
vim.lsp.buf.document_symbol()
wait_for('document symbols', function() return #vim.fn.getloclist(0) + #vim.fn.getqflist() > 1 end)
vim.cmd.lclose()
vim.cmd.cclose()
seen.document_symbols = vim.tbl_map(function(each) return each.text end, vim.fn.getloclist(0))
go('def total', 4)
seen.callers = quickfix_after('call hierarchy', function() vim.lsp.buf.incoming_calls() end)

-- folds
vim.wo.foldmethod = 'expr'
vim.wo.foldexpr = 'v:lua.vim.lsp.foldexpr()'
wait_for('folds', function()
  go('class Fruit')
  return vim.fn.foldlevel('.') > 0
end)
seen.fold = { first = vim.fn.foldlevel(1), class = vim.fn.foldlevel('.') }
vim.cmd('normal! zR')

-- semantic tokens and inlay hints, as they are drawn
open('app.py')
local function tokens_at(needle)
  go(needle)
  local cursor = vim.api.nvim_win_get_cursor(0)
  return vim.lsp.semantic_tokens.get_at_pos(0, cursor[1] - 1, cursor[2]) or {}
end
wait_for('semantic tokens', function() return #tokens_at('cheapest(') > 0 end)
seen.token = tokens_at('cheapest(')[1].type
vim.lsp.inlay_hint.enable(true, { bufnr = 0 })
wait_for('inlay hints', function() return #vim.lsp.inlay_hint.get({ bufnr = 0 }) > 0 end)
seen.hints = vim.tbl_map(function(each)
  local label = each.inlay_hint.label
  return type(label) == 'string' and label or table.concat(vim.tbl_map(function(part) return part.value end, label))
end, vim.lsp.inlay_hint.get({ bufnr = 0 }))

-- fix what is wrong, extract, rename, format
go('import os', #'import ')
seen.fixed = act('Remove unused import')
go('best.total(3)')
seen.extracted = act('Extract variable', {
  range = (function()
    local cursor = vim.api.nvim_win_get_cursor(0)
    return { start = cursor, ['end'] = { cursor[1], cursor[2] + #'best.total(3)' - 1 } }
  end)(),
})
go('best = ')
vim.lsp.buf.rename('winner')
wait_for('rename', function() return text():find('winner = ', 1, true) ~= nil end)
seen.renamed = text()
vim.api.nvim_buf_set_lines(0, -1, -1, false, { 'x   =   1' })
vim.lsp.buf.format({ timeout_ms = 30000 })
seen.formatted = text()

-- completion as one types, its documentation, and the import it brings
local function completed(typed, label)
  vim.api.nvim_buf_set_lines(0, -2, -1, false, { typed })
  vim.api.nvim_win_set_cursor(0, { vim.api.nvim_buf_line_count(0), #typed })
  local place = vim.lsp.util.make_position_params(0, client().offset_encoding)
  place.position.character = #typed
  local item
  wait_for('completion of ' .. typed, function()
    for _, each in ipairs((answers('textDocument/completion', place) or {}).items or {}) do
      if each.label == label then item = each end
    end
    return item ~= nil
  end)
  return answers('completionItem/resolve', item)
end
seen.documentation = completed('cheapes', 'cheapest').documentation.value
local imported = completed('most_expensi', 'most_expensive')
local edits = vim.list_extend({ imported.textEdit }, imported.additionalTextEdits or {})
vim.lsp.util.apply_text_edits(edits, vim.api.nvim_get_current_buf(), client().offset_encoding)
seen.completed = text()
finish(nil)
