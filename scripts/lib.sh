# Shared by the scripts: steps with their time, system packages, the virtual environment. POSIX sh; sourced, not run.
# Callers set `root` (the checkout) and have changed into it.

var=${GOVREPORT_VAR:-$root/var}
python=$root/.venv/bin/python
export PYTHONUTF8=1

now() { date +%s%3N; }
began=$(now)

# step WORDS COMMAND…: run the command, print the words with the seconds it took; its output only when it fails.
step() {
    step_words=$1
    shift
    step_began=$(now)
    step_log=$(mktemp)
    if "$@" >"$step_log" 2>&1; then
        step_done "$step_words" "$step_began"
        rm -f "$step_log"
    else
        step_status=$?
        cat "$step_log" >&2
        rm -f "$step_log"
        printf '  [fail]   %s\n' "$step_words" >&2
        exit "$step_status"
    fi
}

step_done() { printf '  %6s s  %s\n' "$(seconds_since "$2")" "$1"; }

seconds_since() {
    elapsed=$(($(now) - $1))
    printf '%d.%d' $((elapsed / 1000)) $((elapsed % 1000 / 100))
}

say() { printf '%s\n' "$*"; }

has_command() { command -v "$1" >/dev/null 2>&1; }
has_library() { /sbin/ldconfig -p 2>/dev/null | grep -q "$1"; }
has_python() { python3 -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; }

# need CONDITION-COMMAND… -- PACKAGE…: remember the packages when the condition does not hold.
missing=
need() {
    need_test=
    while [ "$1" != -- ]; do
        need_test="$need_test $1"
        shift
    done
    shift
    # Our own words only, never input: eval is safe here.
    eval "$need_test" || missing="$missing $*"
}

need_run_time() {
    need has_python -- python3 python3-venv
    need has_library libpango-1.0.so.0 -- libpango-1.0-0
    need has_library libpangoft2-1.0.so.0 -- libpangoft2-1.0-0
    # Without it one document costs several times as much to make.
    need has_library libharfbuzz-subset.so.0 -- libharfbuzz-subset0
    need has_command msgfmt -- gettext
    need test -e /usr/share/fonts/opentype/noto/NotoSerifCJK-Regular.ttc -- fonts-noto-cjk
}

# Install what `need` found missing; without rights say the one line that helps, and stop.
install_missing() {
    [ -n "$missing" ] || return 0
    if ! has_command apt-get; then
        say "These packages are missing (Debian names):$missing" >&2
        exit 1
    fi
    if [ "$(id -u)" -ne 0 ]; then
        say "Some system packages are missing. An administrator must run this line, then start again:" >&2
        say "  apt-get update && apt-get install -y --no-install-recommends$missing" >&2
        exit 1
    fi
    step "package lists" apt-get update
    # shellcheck disable=SC2086 — the list is meant to be split
    step "system packages:$missing" env DEBIAN_FRONTEND=noninteractive apt-get install -y \
        --no-install-recommends -o Dpkg::Use-Pty=0 -o Dpkg::Options::=--force-unsafe-io $missing
    missing=
}

# uv does not read pip's configuration: hand over the index and the certificates that this machine uses.
adopt_index() {
    index=${UV_DEFAULT_INDEX:-${UV_INDEX_URL:-${PIP_INDEX_URL:-$(pip_config global.index-url)}}}
    [ -z "$index" ] || export UV_DEFAULT_INDEX="$index" PIP_INDEX_URL="$index"
    extra=${UV_EXTRA_INDEX_URL:-${PIP_EXTRA_INDEX_URL:-$(pip_config global.extra-index-url)}}
    # pip takes the best version of all indexes; every version here is pinned with its hash, so uv may as well.
    [ -z "$extra" ] || export UV_EXTRA_INDEX_URL="$extra" UV_INDEX_STRATEGY=unsafe-best-match
    certificate=${SSL_CERT_FILE:-${PIP_CERT:-$(pip_config global.cert)}}
    [ -z "$certificate" ] || export SSL_CERT_FILE="$certificate" PIP_CERT="$certificate"
    timeout=${UV_HTTP_TIMEOUT:-${PIP_DEFAULT_TIMEOUT:-60}}
    export UV_HTTP_TIMEOUT="$timeout" PIP_DISABLE_PIP_VERSION_CHECK=1 UV_NO_PROGRESS=1 UV_LINK_MODE=copy
    # A folder made by scripts/wheels.sh: no index is asked then.
    offline=
    wheels=${GOVREPORT_WHEELS:-$root/wheels}
    if [ -d "$wheels" ]; then
        offline="--no-index --find-links $wheels"
    elif [ -n "${GOVREPORT_WHEELS:-}" ]; then
        say "GOVREPORT_WHEELS: there is no folder $wheels" >&2
        exit 1
    fi
}

# `pip config get` does not see a file named by PIP_CONFIG_FILE; the list does.
pip_config() { "$python" -m pip config list 2>/dev/null | sed -n "s/^$1='\(.*\)'\$/\1/p"; }

# packages runtime|dev: bring .venv to exactly what the hashed file says; nothing to do when the file is unchanged.
# GOVREPORT_EXTRAS=1: with the optional parts (OpenID Connect, S3).
packages() {
    stamp=.venv/packages.stamp
    [ "$1${GOVREPORT_EXTRAS:-}" != runtime1 ] || set -- extras
    want="$1 $(cat requirements.txt requirements-extras.txt requirements-dev.txt | sha256sum | cut -d' ' -f1)"
    have=$(cat "$stamp" 2>/dev/null || true)
    # The development set holds the others: whoever has it keeps it.
    [ "$have" != "$want" ] && [ "$have" != "dev ${want#* }" ] || return 0
    case $have in dev*) set -- dev ;; esac
    file=requirements.txt
    [ "$1" = runtime ] || file=requirements-$1.txt
    "$python" -c '' 2>/dev/null || step "virtual environment" python3 -m venv --clear .venv
    adopt_index
    step "packages ($1)" install_packages "$file"
    echo "$1 ${want#* }" >"$stamp"
}

install_packages() {
    # shellcheck disable=SC2086 — $offline is meant to be split
    if [ -x .venv/bin/uv ] || "$python" -m pip install -q $offline --require-hashes -r requirements-uv.txt; then
        .venv/bin/uv pip sync --python "$python" $offline --compile-bytecode --require-hashes "$1"
    else
        say "uv cannot be had here: pip does it, more slowly"
        "$python" -m pip install -q $offline --require-hashes -r "$1"
    fi
}

# Compile each translation that is newer than what was compiled.
compile_messages() {
    for po in $(find locale govreport -name '*.po' 2>/dev/null); do
        mo=${po%.po}.mo
        if [ ! -f "$mo" ] || [ -n "$(find "$po" -newer "$mo")" ]; then
            step "translation $po" msgfmt --check-format -o "$mo" "$po"
        fi
    done
}

# Collect the static files when one of them, or a package, has changed.
collect_static() {
    stamp=$var/static.stamp
    want=$(find static govreport -path '*static/*' -type f -exec sha256sum {} + | sort | cat - .venv/packages.stamp | sha256sum)
    if [ ! -d "$var/static" ] || [ "$(cat "$stamp" 2>/dev/null)" != "$want" ]; then
        step "static files" "$python" manage.py collectstatic --no-input --verbosity 0
        echo "$want" >"$stamp"
    fi
}

# load_demonstration FILE: fill an empty database; the file keeps the accounts for the next start.
load_demonstration() {
    "$python" manage.py load_demo >"$1.part" || { rm -f "$1.part"; return 1; }
    if [ -s "$1.part" ]; then (umask 077 && cat "$1.part" >"$1"); fi
    rm -f "$1.part"
}
