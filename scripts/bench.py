"""Runs the measurements of ``bench/`` and writes docs/benchmarks.md: ``.venv/bin/python scripts/bench.py [NAME…]``.

Without names everything is measured, which takes an hour. With names (those of ``PARTS``) only those are measured, and
their sections of the page replaced; what was measured on another day keeps its date.
"""

import os
import platform
import sys
from datetime import date
from importlib import import_module
from importlib.metadata import version
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PARTS = {
    "relations": "Relations",
    "keystroke": "From a keystroke to the findings",
    "check": "Checking a file",
    "reading": "Reading files of others",
    "pdf": "The official PDF",
    "load": "The desk under load",
    "evening": "The last evening of January",
    "public": "The public site",
    "province": "A province",
}
PACKAGES = ("django", "gunicorn", "weasyprint", "pydyf", "fonttools", "pikepdf")

PAGE = ROOT / "docs" / "benchmarks.md"
HEAD = """# Benchmarks

Written by `make bench`; nothing here is typed by hand. Works that are compared take turns in one process and change
their text and figures in every round; times are medians of at least {rounds} rounds after one that is not counted,
ratios are medians of the ratios of neighbouring runs. Trust the ratios: the same job drifts by a factor of two on a
shared machine.
"""
TABLE = """| measured | time | against | ratio | goal | met |
|---|---|---|---|---|---|
"""


def main(names: list[str]) -> None:
    """Measure, print every line as it is known, and write the section of each part once it was measured."""
    sys.path.insert(0, str(ROOT))
    # The settings of the tests: no database of anybody's is touched, files go to a temporary folder.
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    import django

    django.setup()

    for name in names or PARTS:
        lines = []
        for result in import_module(f"bench.{name}").measure():
            ratio = "" if result.ratio is None else f"{result.ratio:.2f}"
            met = {True: "yes", False: "no", None: ""}[result.met]
            time = "" if result.milliseconds is None else f"{result.milliseconds:.3g} ms"
            lines.append(f"| {result.what} | {time} | {result.against} | {ratio} | {result.goal} | {met} |")
            print(lines[-1], flush=True)
        write(name, TABLE + "\n".join(lines) + "\n\n" + _machine())


def write(name: str, section: str) -> None:
    """Put the section of a part in its place on the page; the others stay as they are."""
    from bench.timing import ROUNDS

    there = PAGE.read_text(encoding="utf-8") if PAGE.exists() else ""
    titles = {title: key for key, title in PARTS.items()}
    known = {}
    for part in there.split("\n## ")[1:]:
        title, __, text = part.partition("\n")
        if title in titles:
            known[titles[title]] = text.strip() + "\n"
    known[name] = section.strip() + "\n"
    sections = (f"\n## {PARTS[key]}\n\n{known[key]}" for key in PARTS if key in known)
    PAGE.write_text(HEAD.format(rounds=ROUNDS) + "".join(sections), encoding="utf-8")


def _machine() -> str:
    packages = ", ".join(f"{name} {version(name)}" for name in PACKAGES)
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return (
        f"Measured {date.today().isoformat()} on {os.cpu_count()} cores ({platform.machine()}), {memory:.0f} GiB, "
        f"{platform.system()} {platform.release()}, Python {platform.python_version()}; {packages}.\n"
    )


if __name__ == "__main__":
    main(sys.argv[1:])
