#!/usr/bin/env bash
# See that the browser tests find a system Chromium: install one when root, else leave it to them to say so.
set -euo pipefail

for candidate in chromium chromium-browser google-chrome google-chrome-stable; do
    command -v "$candidate" >/dev/null && exit 0
done

# Recommended packages bring services that a browser without a screen never needs, so they stay out.
install() {
    apt-get update -qq && DEBIAN_FRONTEND=noninteractive \
        apt-get install -qq -y --no-install-recommends --no-remove chromium
}

if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    echo "Installing Chromium, a system package, for the browser tests …" >&2
    install >/dev/null && exit 0
fi

echo "Chromium is missing and cannot be installed here, so the browser tests will fail: install chromium." >&2
