"""Files of others: what is committed is what the manifest says."""

import hashlib
import re
from pathlib import Path

VENDOR = Path(__file__).resolve().parents[3] / "static" / "vendor"
ROW = re.compile(r"^\| `(?P<file>[^`]+)` \|.*\| `(?P<sum>[0-9a-f]{64})` \|$", re.MULTILINE)


def listed() -> dict[str, str]:
    text = (VENDOR / "MANIFEST.md").read_text(encoding="utf-8")
    return {match["file"]: match["sum"] for match in ROW.finditer(text)}


def test_every_vendored_file_is_listed() -> None:
    kept = {str(path.relative_to(VENDOR)) for path in VENDOR.rglob("*") if path.is_file()}
    assert kept - {"MANIFEST.md"} == set(listed())


def test_every_vendored_file_has_the_listed_sum() -> None:
    found = {name: hashlib.sha256((VENDOR / name).read_bytes()).hexdigest() for name in listed()}
    assert found == listed()
