#!/bin/sh
# Resolve pyproject.toml anew and write the hashed requirement files (docs/adr/0009-locking.md).
# No index address is written: the files install from any index or mirror.
set -eu
cd "$(dirname "$0")/.."
UV_CUSTOM_COMPILE_COMMAND="sh scripts/lock.sh"
export UV_CUSTOM_COMPILE_COMMAND
uv=.venv/bin/uv
resolve() {
    "$uv" pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-annotate \
        --no-emit-index-url --no-emit-find-links "$@"
}
resolve --output-file requirements.txt pyproject.toml
# The run-time set with the optional parts, at the same versions.
resolve --output-file requirements-extras.txt --constraint requirements.txt --all-extras pyproject.toml
# The development set holds both at the same versions.
resolve --output-file requirements-dev.txt --constraint requirements-extras.txt --all-extras --group dev pyproject.toml
echo "uv==$("$uv" --version | cut -d' ' -f2)" | resolve --output-file requirements-uv.txt -
grep -h -c '^[a-z]' requirements.txt requirements-extras.txt requirements-dev.txt requirements-uv.txt
