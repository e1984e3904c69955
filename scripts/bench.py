"""Runs the measurements of ``bench/`` and writes docs/benchmarks.md: ``.venv/bin/python scripts/bench.py [NAME…]``.

With names (relations, keystroke, check, reading, pdf, load, evening, public, province) only those are measured and
printed; nothing is written.
"""

import os
import platform
import sys
from datetime import date
from importlib import import_module
from importlib.metadata import version
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
NAMES = ("relations", "keystroke", "check", "reading", "pdf", "load", "evening", "public", "province")
PACKAGES = ("django", "gunicorn", "weasyprint", "pydyf", "fonttools", "pikepdf")

HEAD = """# Benchmarks

Written by `make bench`; nothing here is typed by hand. Works that are compared take turns in one process and change
their text and figures in every round; times are medians of at least {rounds} rounds after one that is not counted,
ratios are medians of the ratios of neighbouring runs. Trust the ratios: the same job drifts by a factor of two on a
shared machine.

| measured | time | against | ratio | goal | met |
|---|---|---|---|---|---|
"""


def main(names: list[str]) -> None:
    """Measure, print every line as it is known, and write the page when everything was measured."""
    sys.path.insert(0, str(ROOT))
    # The settings of the tests: no database of anybody's is touched, files go to a temporary folder.
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    import django

    django.setup()
    from bench.timing import ROUNDS

    lines = []
    for name in names or NAMES:
        for result in import_module(f"bench.{name}").measure():
            ratio = "" if result.ratio is None else f"{result.ratio:.2f}"
            met = {True: "yes", False: "no", None: ""}[result.met]
            time = "" if result.milliseconds is None else f"{result.milliseconds:.3g} ms"
            lines.append(f"| {result.what} | {time} | {result.against} | {ratio} | {result.goal} | {met} |")
            print(lines[-1], flush=True)
    if not names:
        text = HEAD.format(rounds=ROUNDS) + "\n".join(lines) + "\n\n" + _machine()
        (ROOT / "docs" / "benchmarks.md").write_text(text, encoding="utf-8")


def _machine() -> str:
    packages = ", ".join(f"{name} {version(name)}" for name in PACKAGES)
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return (
        f"Measured {date.today().isoformat()} on {os.cpu_count()} cores ({platform.machine()}), {memory:.0f} GiB, "
        f"{platform.system()} {platform.release()}, Python {platform.python_version()}; {packages}.\n"
    )


if __name__ == "__main__":
    main(sys.argv[1:])
