-- Asks a language server of `recommend` everything that an editor asks, with Neovim as the client.
--
--   mkdir /tmp/work && cp -r Rules Profiles /tmp/work
--   WORK=/tmp/work RECOMMEND=.build/debug/recommend nvim --headless --clean -c "luafile Scripts/editors/neovim.lua"
--
-- It changes the files in $WORK, prints a line for each answer and ends with status 1 if one is missing.

local recommend = os.getenv("RECOMMEND") or "recommend"
local work = os.getenv("WORK")
local failed = false

local function tell(what, answer)
  if answer == nil or answer == "" then
    failed = true
    answer = "NO ANSWER"
  end
  io.stdout:write(string.format("%-14s %s\n", what, answer))
end

local function wait(condition)
  return vim.wait(20000, condition, 20)
end

local told = {}
local client = vim.lsp.start_client({
  name = "recommend",
  cmd = { recommend, "lsp" },
  root_dir = work,
  handlers = {
    ["textDocument/publishDiagnostics"] = function(error, result, context, config)
      told[vim.uri_to_fname(result.uri)] = result.diagnostics
      vim.lsp.diagnostic.on_publish_diagnostics(error, result, context, config)
    end,
  },
})

local function open(path)
  vim.cmd("edit " .. vim.fn.fnameescape(work .. "/" .. path))
  vim.lsp.buf_attach_client(0, client)
  wait(function() return told[work .. "/" .. path] ~= nil end)
end

-- The cursor goes to the first place of a pattern, and so many bytes further.
local function go(pattern, further)
  for number, line in ipairs(vim.api.nvim_buf_get_lines(0, 0, -1, false)) do
    local column = line:find(pattern)
    if column then
      vim.api.nvim_win_set_cursor(0, { number, column - 1 + (further or 0) })
      return
    end
  end
  tell("go", nil)
end

local function ask(method, more)
  local params = vim.tbl_extend("force", vim.lsp.util.make_position_params(0, "utf-16"), more or {})
  local answers = vim.lsp.buf_request_sync(0, method, params, 20000) or {}
  local answer = answers[client] or {}
  if answer.error then return nil, answer.error.message end
  return answer.result
end

local function name(uri) return vim.uri_to_fname(uri):sub(#work + 2) end

local rules = "Rules/career-method/rules/what-can-i-do.yaml"
open("Rules/ecommerce-operations/roles/store-operations.yaml")
local file = work .. "/Rules/ecommerce-operations/roles/store-operations.yaml"
tell("diagnostics", tostring(#told[file]) .. " in a good file")

go("paid%-advertising", 2)
local hover = ask("textDocument/hover")
tell("hover", hover and hover.contents.value:gsub("\n+", " / "))
local found = ask("textDocument/definition")
tell("definition", found and found[1] and name(found[1].uri) .. ":" .. found[1].range.start.line + 1)
found = ask("textDocument/references", { context = { includeDeclaration = true } })
tell("references", found and #found .. " places")

go("uses: %[product%-selection", 7)
vim.api.nvim_feedkeys("a", "x", false)
local list = ask("textDocument/completion")
tell("completion", list and #list.items .. " of them, the first " .. list.items[1].label .. " (" .. list.items[1].detail .. ")")

local edit, refusal = ask("textDocument/rename", { newName = "copywriting" })
tell("refused", refusal)
go("paid%-advertising", 2)
edit = ask("textDocument/rename", { newName = "advertising-for-money" })
if edit then
  local files, places = 0, 0
  for _, edits in pairs(edit.changes) do
    files = files + 1
    places = places + #edits
  end
  tell("rename", places .. " places in " .. files .. " files")
  vim.lsp.util.apply_workspace_edit(edit, "utf-16")
  -- What another editor would do: save all, and the server looks at the disk.
  vim.cmd("silent wall")
  wait(function() return told[file] ~= nil and #told[file] == 0 end)
  tell("after it", told[file] and #told[file] .. " mistakes")
  tell("renamed", vim.api.nvim_buf_get_lines(0, 0, -1, false)[16])
end

-- A mistake, and what to do about it.
told[file] = nil
go("customer%-service", 0)
vim.cmd("normal! x")
wait(function() return told[file] ~= nil and #told[file] > 0 end)
local mistake = (told[file] or {})[1]
tell("mistake", mistake and mistake.message:gsub("\n", " / "))
if mistake then
  local actions = ask("textDocument/codeAction", { range = mistake.range, context = { diagnostics = { mistake } } })
  tell("action", actions and actions[1] and actions[1].title)
  if actions and actions[1] then
    told[file] = nil
    vim.lsp.util.apply_workspace_edit(actions[1].edit, "utf-16")
    wait(function() return told[file] ~= nil and #told[file] == 0 end)
    tell("after it", told[file] and tostring(#told[file]) .. " mistakes")
  end
end

local symbols = ask("textDocument/documentSymbol")
tell("symbols", symbols and #symbols .. " parts, " .. #(symbols[2].children or {}) .. " in " .. symbols[2].name)
vim.api.nvim_buf_set_lines(0, 0, 0, false, { "frame:   {  }" })
local edits = ask("textDocument/formatting", { options = { tabSize = 2, insertSpaces = true } })
tell("formatting", edits and #edits .. " edit")

open(rules)
go("%$role", 1)
hover = ask("textDocument/hover")
tell("variable", hover and hover.contents.value:gsub("\n+", " / "))

open("Profiles/me.yaml")
go("^skills", 1)
hover = ask("textDocument/hover")
tell("profile", hover and hover.contents.value:gsub("\n+", " / "))

vim.lsp.stop_client(client)
wait(function() return vim.lsp.client_is_stopped(client) end)
tell("stopped", tostring(vim.lsp.client_is_stopped(client)))
vim.cmd(failed and "cquit 1" or "qall!")
