#!/bin/sh
# What reads the code without running it: format, lint, types, layers, templates, migrations. All of them are
# run, also after a failure; the status is 1 when one failed.
set -eu
root=$(cd "$(dirname "$0")/.." && pwd)
cd "$root"
. scripts/lib.sh
need_run_time
install_missing
packages dev

# Checks read no database of this machine.
GOVREPORT_VAR=$(mktemp -d)
trap 'rm -rf "$GOVREPORT_VAR"' EXIT
export GOVREPORT_VAR
unset DATABASE_URL CELERY_BROKER_URL

failed=0
check() {
    words=$1
    shift
    check_began=$(now)
    if "$@" >"$GOVREPORT_VAR/check.log" 2>&1; then
        step_done "$words" "$check_began"
    else
        printf '    FAIL    %s\n' "$words"
        cat "$GOVREPORT_VAR/check.log"
        failed=1
    fi
}

bin=.venv/bin
check "format" "$bin/ruff" format --check .
check "lint" "$bin/ruff" check .
check "weaknesses" "$bin/bandit" --quiet --configfile pyproject.toml --recursive govreport scripts
check "layers" "$bin/lint-imports"
check "templates" "$bin/djlint" --quiet --lint templates
check "migrations" "$python" manage.py makemigrations --check --dry-run
check "migrations, old version" "$python" scripts/check_migrations.py
check "system check" "$python" manage.py check
check "types" "$bin/mypy" govreport scripts/serve.py scripts/check_migrations.py
exit "$failed"
