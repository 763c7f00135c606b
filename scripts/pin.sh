#!/usr/bin/env bash
# Pin requirements*.in into requirements*.txt. Arguments (--upgrade, -P NAME) go to uv.
set -euo pipefail
cd "$(dirname "$0")/.."
uv=$(scripts/uv.sh)

pin() {
    # No address of a package index may reach the pinned file, and its header must not depend on the machine.
    "$uv" pip compile -q --no-emit-index-url --no-emit-find-links --python-version 3.11 \
        --custom-compile-command "make requirements" "$@"
}

pin "$@" requirements.in -o requirements.txt
pin "$@" requirements-dev.in -o requirements-dev.txt
