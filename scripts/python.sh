#!/usr/bin/env bash
# Print a Python of at least 3.11: $PYTHON if it is set, else the first one found.
set -euo pipefail

recent() {
    "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null
}

# 3.11 first: it is the version the pins are made for.
for candidate in ${PYTHON:-python3.11 python3.12 python3.13 python3 python3.14}; do
    if recent "$candidate"; then
        command -v "$candidate"
        exit 0
    fi
done

echo "Hỏi Y Tế needs Python 3.11 or newer: install it, or name one with 'make PYTHON=/path/to/python3.11 …'." >&2
exit 1
