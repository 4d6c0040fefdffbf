#!/bin/sh
# The browser test needs Chromium. Installs Debian's where that is possible, else says how.
set -eu

for browser in chromium chromium-browser google-chrome; do
    command -v "$browser" >/dev/null && exit 0
done
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    printf '  → installing Chromium for the browser test\n'
    apt-get update -qq && apt-get install -qq --yes --no-install-recommends chromium >/dev/null && exit 0
fi
printf 'dom360: the browser test needs Chromium: sudo apt-get install chromium (or your system'"'"'s way)\n' >&2
