#!/usr/bin/env bash
# Make .venv if it is missing, put the pins of FILE and the house itself into it, and leave a STAMP.
#     scripts/install.sh FILE STAMP
set -euo pipefail
cd "$(dirname "$0")/.."
pins=$1 stamp=$2

python=$(scripts/python.sh)
uv=$(scripts/uv.sh)

if ! .venv/bin/python -c '' 2>/dev/null; then
    rm -rf .venv
    "$uv" venv --quiet --python "$python" .venv
fi

echo "Installing $pins into .venv …" >&2
"$uv" pip install --quiet --python .venv/bin/python -r "$pins"
"$uv" pip install --quiet --python .venv/bin/python --no-deps -e .
touch "$stamp"
