#!/bin/sh
# Build the document fonts into var/fonts: fetch Debian's Fandol (unpacked, not installed), convert it once.
# Meant to run beside the rest of the set-up; `sh scripts/fonts.sh fetch` only fetches.
set -eu
root=$(cd "$(dirname "$0")/.." && pwd)
cd "$root"
. scripts/lib.sh

fonts=${GOVREPORT_FONTS:-$var/fonts}
source=$var/fandol
installed=/usr/share/texlive/texmf-dist/fonts/opentype/public/fandol

download() { apt-get -qq -o APT::Sandbox::User="$(id -un)" download texlive-lang-chinese; }

fetch() {
    [ ! -f "$installed/FandolFang-Regular.otf" ] || { source=$installed; return 0; }
    [ ! -f "$source/FandolFang-Regular.otf" ] || return 0
    part=$source.part
    rm -rf "$part"
    mkdir -p "$part"
    (
        cd "$part"
        download 2>/dev/null || { apt-get -qq update && download; }
        dpkg-deb --fsys-tarfile texlive-lang-chinese_*.deb |
            tar -x --wildcards --strip-components=9 './usr/share/texlive/*/public/fandol/*.otf'
        rm -f texlive-lang-chinese_*.deb
    )
    mv "$part" "$source"
}

# What decides the result: the code that makes the fonts.
current=$(cat govreport/documents/fonts/build.py govreport/documents/fonts/outlines.py govreport/documents/fonts/config.py | sha256sum | cut -d' ' -f1)
if [ "$(cat "$fonts/stamp" 2>/dev/null)" = "$current" ]; then exit 0; fi
mkdir -p "$var"
# One at a time: the fetching begins early and the converting waits for it.
exec 9>"$var/fonts.lock"
flock 9
fetch
[ "${1:-}" != fetch ] || exit 0
"$python" -m govreport.documents.fonts.build "$source" "$fonts"
echo "$current" >"$fonts/stamp"
