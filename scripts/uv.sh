#!/usr/bin/env bash
# Print a uv that runs. Where none is installed, pip fetches one into .tools/, which touches nothing else.
set -euo pipefail
cd "$(dirname "$0")/.."

works() {
    "$1" --version >/dev/null 2>&1
}

with_pip() {
    "$1" -m pip --version >/dev/null 2>&1 && "$1" -m pip install --quiet --target .tools uv >&2
}

with_venv() {
    "$1" -m venv .tools/venv >/dev/null 2>&1 && .tools/venv/bin/python -m pip install --quiet --target .tools uv >&2
}

fetched() {
    { with_pip "$1" || with_venv "$1"; } && works .tools/bin/uv
}

from_the_system() {
    [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null || return 1
    echo "Installing python3-pip and python3-venv, which fetch uv." >&2
    apt-get update -qq >&2 && DEBIAN_FRONTEND=noninteractive \
        apt-get install -qq -y --no-install-recommends --no-remove python3-pip python3-venv >&2
}

for candidate in uv .tools/bin/uv; do
    if works "$candidate"; then
        command -v "$candidate"
        exit 0
    fi
done

python=$(scripts/python.sh)
# The system's own python3 takes the packages apt-get brings; uv from any Python's pip serves all of them.
if fetched "$python" || { from_the_system && { fetched "$python" || fetched /usr/bin/python3; }; }; then
    echo .tools/bin/uv
    exit 0
fi

echo "uv is missing and $python could not fetch it: install uv, or python3-pip and python3-venv, and check the network." >&2
exit 1
