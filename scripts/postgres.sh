#!/bin/sh
# Puts PostgreSQL's server where tests/postgres.py finds it, unless it is there already. Starts nothing, makes no cluster.
# As root it is installed by the package manager; as an ordinary user Debian's packages are unpacked into .cache/postgres.
# Usage: sh scripts/postgres.sh
set -eu
for initdb in "$(command -v initdb || :)" /usr/lib/postgresql/*/bin/initdb .cache/postgres/usr/lib/postgresql/*/bin/initdb; do
    if [ -x "$initdb" ]; then
        exit 0
    fi
done
if ! command -v apt-get >/dev/null || ! command -v dpkg-deb >/dev/null; then
    echo "postgres: there is no PostgreSQL server, and no apt-get to install one with; install postgresql" >&2
    exit 1
fi
if [ "$(id -u)" = 0 ]; then
    # The package would make a cluster, and a service of it. What says that it does not is taken away again.
    never=/etc/postgresql-common/createcluster.d/onrecord-tests.conf
    mkdir -p "${never%/*}"
    trap 'rm -f "$never"' EXIT
    echo "create_main_cluster = false" >"$never"
    apt-get update -qq
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends postgresql
    exit 0
fi
cache=$PWD/.cache/apt
mkdir -p "$cache/lists/partial" "$cache/archives/partial"
apt="apt-get -qq -o Dir::State::lists=$cache/lists -o Dir::Cache=$cache -o Debug::NoLocking=1"
$apt update
# What this machine lacks of it, without what the server itself does not load: the just-in-time compiler and
# the scripts around clusters. The C library is the machine's own.
missing=$($apt -s install --no-install-recommends postgresql | sed -n 's/^Inst \([^ ]*\) .*/\1/p' |
    grep -v -E '^(libllvm|libc6|libc-|locales|.*perl)')
rm -rf .cache/postgres .cache/postgres.new
mkdir -p .cache/postgres.new/packages
cd .cache/postgres.new/packages
# shellcheck disable=SC2086 # one word a package
$apt download $missing
for deb in *.deb; do
    dpkg-deb -x "$deb" ..
done
cd ../../..
rm -r .cache/postgres.new/packages
mv .cache/postgres.new .cache/postgres
