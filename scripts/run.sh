#!/bin/sh
# From a bare Debian to a served system: install what is missing, migrate, load the demonstration into an
# empty database, start web server and worker. Safe to repeat. PORT, HOST, DATABASE_URL, CELERY_BROKER_URL and
# GOVREPORT_DEMO=0 are honoured. Ctrl-C stops everything it started.
set -eu
root=$(cd "$(dirname "$0")/.." && pwd)
cd "$root"
. scripts/lib.sh

# Background jobs lead process groups of their own, so that they can be stopped with their children.
jobs=
stop_jobs() { for job in $jobs; do kill -TERM -- "-$job" 2>/dev/null || true; done; }
trap 'stop_jobs; exit 130' INT TERM HUP
trap stop_jobs EXIT

say "govreport: setting up in $root"
mkdir -p "$var/log"
need_run_time
install_missing

# The document fonts take half a minute of computing, and no page waits for them: fetched and built beside the rest.
setsid sh scripts/fonts.sh fetch >"$var/log/fonts-fetch.log" 2>&1 &
jobs=$!
packages runtime
setsid nice -n 10 sh scripts/fonts.sh >"$var/log/fonts.log" 2>&1 &
FONTS_JOB=$!
jobs="$jobs $FONTS_JOB"

compile_messages
step "database" "$python" manage.py migrate --no-input --verbosity 0
collect_static

# Accounts are shown only where the demonstration was loaded by this script, into this very database.
accounts=$var/demonstration-$(printf %s "${DATABASE_URL:-}" | sha256sum | cut -c1-8).txt
if [ "${GOVREPORT_DEMO:-1}" != 0 ]; then
    step "demonstration data" load_demonstration "$accounts"
    [ ! -s "$accounts" ] || export GOVREPORT_DEMO_SHOWN=1 GOVREPORT_ACCOUNTS="$accounts"
fi

# From here one process looks after web server, worker and the font job, under this process id.
trap - INT TERM HUP EXIT
export FONTS_JOB FONTS="${GOVREPORT_FONTS:-$var/fonts}" GOVREPORT_BEGAN="$began"
exec "$python" scripts/serve.py
