#!/usr/bin/env bash
# Sells things.
set -euo pipefail

readonly LIMIT=3
total=0

# Add up the prices.
sum() {
  local item
  for item in "$@"; do
    if [[ "$item" -gt "$LIMIT" ]]; then
      total=$((total + item))
    fi
  done
  echo "$total"
}

function label {
  case "$1" in
    open) echo "Open" ;;
    *) echo "Closed" ;;
  esac
}

cat <<TEXT
one
two
TEXT

sum 1 2 3
