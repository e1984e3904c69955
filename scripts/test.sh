#!/bin/sh
# Every test there is: first those that use the database on a private PostgreSQL, then all of them on SQLite,
# with a private Redis, real workers and Debian's Chromium. Installs what they need. Arguments go to pytest.
# Ends with pytest's own summary line.
set -eu
root=$(cd "$(dirname "$0")/.." && pwd)
cd "$root"
. scripts/lib.sh

postgres_programs=
find_postgres() {
    for postgres_programs in /usr/lib/postgresql/*/bin; do
        [ ! -x "$postgres_programs/initdb" ] || return 0
    done
    return 1
}

need_run_time
need has_command chromium -- chromium
# Playwright's driver does not start without it.
need has_library libatomic.so.1 -- libatomic1
need find_postgres -- postgresql
need has_command redis-server -- redis-server
# It lies in /usr/sbin, which is not on everybody's path.
need test -x /usr/sbin/nginx -- nginx-light
need has_command openssl -- openssl
need has_command pdftotext -- poppler-utils
need has_command qpdf -- qpdf
# The archive's checks: the pages in a third viewer, and PDFBox's preflight.
need has_command mutool -- mupdf-tools
need has_command java -- default-jre-headless
need test -e /usr/share/java/preflight.jar -- libpdfbox2-java libactivation-java libjaxb-api-java libcommons-io-java
need has_command tesseract -- tesseract-ocr tesseract-ocr-chi-sim
install_missing
find_postgres
packages dev
step "document fonts" sh scripts/fonts.sh
compile_messages

# PostgreSQL refuses to run as root; everything of it lies in one folder that vanishes at the end.
private=$(mktemp -d "${TMPDIR:-/tmp}/govreport-postgres.XXXXXX")
as_postgres() {
    if [ "$(id -u)" -eq 0 ]; then (cd "$private" && exec runuser -u postgres -- "$@"); else "$@"; fi
}
start_postgres() {
    [ "$(id -u)" -ne 0 ] || chown postgres "$private"
    as_postgres "$postgres_programs/initdb" --pgdata "$private/data" --username govreport --auth trust \
        --encoding UTF8 --locale C.UTF-8 --no-sync
    as_postgres "$postgres_programs/pg_ctl" --pgdata "$private/data" --log "$private/log" --wait --options \
        "-c listen_addresses='' -c unix_socket_directories='$private' -c fsync=off -c full_page_writes=off -c synchronous_commit=off" \
        start
}
stop_postgres() {
    as_postgres "$postgres_programs/pg_ctl" --pgdata "$private/data" --mode immediate stop >/dev/null 2>&1 || true
    rm -rf "$private"
}
trap 'stop_postgres; exit 130' INT TERM HUP
trap stop_postgres EXIT
step "private PostgreSQL" start_postgres

# Nothing of this machine's own installation may be touched by a test.
unset DATABASE_URL CELERY_BROKER_URL SECRET_KEY DEBUG ALLOWED_HOSTS
processes=${GOVREPORT_TEST_PROCESSES:-$(nproc)}
# Each process drives a browser of its own; beyond four they wait for one another.
[ "$processes" -le 4 ] || processes=4

say "Tests that use the database, on PostgreSQL:"
status=0
PGUSER=govreport DATABASE_URL="postgres:///$private/govreport" \
    "$python" -m pytest --database-only -n "$processes" "$@" || status=$?
# 5: nothing was selected, which is fine when the caller chose tests that need no database.
if [ "$status" -ne 0 ] && { [ "$status" -ne 5 ] || [ $# -eq 0 ]; }; then exit "$status"; fi
stop_postgres

say "All tests, on SQLite:"
status=0
# The production topology is started once, in one process.
"$python" -m pytest -n "$processes" --dist loadgroup "$@" || status=$?
exit "$status"
