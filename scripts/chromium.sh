#!/bin/sh
# Puts a Chromium where tests/serve/browser.py finds it, unless it is there already. Starts nothing.
# As root it is installed by the package manager; as an ordinary user Debian's packages are unpacked into .cache/chromium.
# Usage: sh scripts/chromium.sh
set -eu
for browser in "$(command -v chromium || :)" .cache/chromium/usr/bin/chromium; do
    if [ -x "$browser" ]; then
        exit 0
    fi
done
if ! command -v apt-get >/dev/null || ! command -v dpkg-deb >/dev/null; then
    echo "chromium: there is no chromium, and no apt-get to install one with; install chromium" >&2
    exit 1
fi
if [ "$(id -u)" = 0 ]; then
    apt-get update -qq
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium fonts-dejavu-core
    exit 0
fi
cache=$PWD/.cache/apt
mkdir -p "$cache/lists/partial" "$cache/archives/partial"
apt="apt-get -qq -o Dir::State::lists=$cache/lists -o Dir::Cache=$cache -o Debug::NoLocking=1"
$apt update
# What this machine lacks of it; the C library is the machine's own.
missing=$($apt -s install --no-install-recommends chromium fonts-dejavu-core | sed -n 's/^Inst \([^ ]*\) .*/\1/p' |
    grep -v -E '^(libc6|libc-|locales|.*perl)')
rm -rf .cache/chromium .cache/chromium.new
mkdir -p .cache/chromium.new/packages
cd .cache/chromium.new/packages
# shellcheck disable=SC2086 # one word a package
$apt download $missing
for deb in *.deb; do
    dpkg-deb -x "$deb" ..
done
cd ../../..
rm -r .cache/chromium.new/packages
mv .cache/chromium.new .cache/chromium
