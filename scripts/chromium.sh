#!/usr/bin/env bash
# See that the browser tests find a system Chromium: install one when root, else leave it to them to say so.
set -euo pipefail

for candidate in chromium chromium-browser google-chrome google-chrome-stable; do
    command -v "$candidate" >/dev/null && exit 0
done

if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    echo "Installing Chromium for the browser tests …" >&2
    if apt-get update -qq >&2 && DEBIAN_FRONTEND=noninteractive apt-get install -qq -y chromium >&2; then
        exit 0
    fi
fi

echo "Chromium is missing and cannot be installed here, so the browser tests will fail: install chromium." >&2
