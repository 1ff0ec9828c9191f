-- A streamed answer in a Markdown buffer beside the code.
local M = {}

---@class devmentor.Stream
---@field buffer integer
---@field client vim.lsp.Client
---@field request integer?

---@type table<string, devmentor.Stream>
local streams = {}
local next_token = 0

local function open_buffer()
  vim.cmd('botright vsplit')
  local buffer = vim.api.nvim_create_buf(false, true)
  vim.api.nvim_win_set_buf(0, buffer)
  vim.bo[buffer].filetype = 'markdown'
  vim.bo[buffer].bufhidden = 'wipe'
  vim.wo.wrap = true
  vim.wo.linebreak = true
  vim.keymap.set('n', 'q', '<cmd>close<cr>', { buffer = buffer, desc = 'Close the answer' })
  vim.cmd('wincmd p')
  return buffer
end

local function append(buffer, text)
  if not vim.api.nvim_buf_is_valid(buffer) then
    return
  end
  local last = vim.api.nvim_buf_line_count(buffer) - 1
  local column = #vim.api.nvim_buf_get_lines(buffer, last, last + 1, true)[1]
  vim.api.nvim_buf_set_text(buffer, last, column, last, column, vim.split(text, '\n'))
end

local function receipt_line(receipt)
  local parts = { receipt.rung, receipt.model or 'no model' }
  if receipt.completionTokens > 0 then
    table.insert(parts, receipt.promptTokens .. '+' .. receipt.completionTokens .. ' tokens')
  end
  return '\n\n---\n_' .. table.concat(vim.list_extend(parts, receipt.notes), ' · ') .. '_\n'
end

---Stop every answer that is still being written.
function M.stop()
  for _, stream in pairs(streams) do
    if stream.request then
      stream.client:cancel_request(stream.request)
    end
  end
end

---Explain the code at `target` ({ uri, position }) and stream the answer into a buffer.
---@param client vim.lsp.Client
---@param target table
function M.explain(client, target)
  next_token = next_token + 1
  local token = 'devmentor-answer-' .. next_token
  local stream = { buffer = open_buffer(), client = client }
  streams[token] = stream
  vim.api.nvim_create_autocmd('BufWipeout', {
    buffer = stream.buffer,
    once = true,
    callback = function()
      if streams[token] and stream.request then
        client:cancel_request(stream.request)
      end
    end,
  })
  local params = { target = target, partialResultToken = token }
  local _, request = client:request('devmentor/explain', params, function(failure, answer)
    streams[token] = nil
    if failure then
      append(stream.buffer, '\n\n_' .. failure.message .. '_\n')
      return
    end
    append(stream.buffer, receipt_line(answer.receipt))
  end)
  stream.request = request
end

---Takes our own stream items and leaves all other progress to Neovim.
function M.on_progress(failure, params, context)
  local stream = params and streams[params.token]
  if stream then
    append(stream.buffer, params.value.text)
    return
  end
  return vim.lsp.handlers['$/progress'](failure, params, context)
end

return M
