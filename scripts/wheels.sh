#!/bin/sh
# Fill a folder with every Python package the system needs, for machines without a network: `sh scripts/wheels.sh [FOLDER]`.
# There, GOVREPORT_WHEELS=FOLDER sh scripts/run.sh installs from it alone. `--extras` adds the optional parts, `--dev` also what the tests need.
set -eu
root=$(cd "$(dirname "$0")/.." && pwd)
cd "$root"
. scripts/lib.sh

file=requirements.txt
case ${1:-} in
    --extras | --dev)
        file=requirements-${1#--}.txt
        shift
        ;;
esac
folder=${1:-$root/wheels}

need has_python -- python3 python3-venv
install_missing
"$python" -c '' 2>/dev/null || step "virtual environment" python3 -m venv .venv
adopt_index
mkdir -p "$folder"
# As they are published, so that their hashes hold where they are installed.
fetch() { "$python" -m pip download -q --no-deps --require-hashes --only-binary :all: --dest "$folder" -r "$1"; }
step "packages ($file)" fetch "$file"
step "uv" fetch requirements-uv.txt
say "$(find "$folder" -name '*.whl' | wc -l) packages in $folder"
