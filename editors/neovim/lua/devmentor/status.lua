-- The rung DevMentor is on, for a status line: `%{v:lua.require'devmentor.status'.text()}`.
local M = {}

---@type { rung: string, detail: string }?
local current

function M.on_status(_, status)
  current = status
  vim.api.nvim_exec_autocmds('User', { pattern = 'DevMentorStatus', data = status })
end

---@return string
function M.text()
  return current and ('DevMentor: ' .. current.rung) or ''
end

---Show what is connected, or why not and what to do.
function M.show()
  vim.notify(current and current.detail or 'DevMentor is not running in this buffer.')
end

return M
