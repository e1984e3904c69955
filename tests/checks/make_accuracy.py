"""校核准确性: ``docs/accuracy.md``, counted on everything in this repository of which the right answer is known.

``python -m tests.checks.make_accuracy`` writes it; a test fails while the file says anything else.
"""

import json
import os
import tomllib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import django

from govreport import checks
from govreport.checks.catalogue import catalogue
from govreport.checks.examples import clean, examples, ruled, with_totals
from govreport.checks.examples.running import spoken
from govreport.documents.examples import source_examples, source_ruled
from govreport.standards.cell_rules import cell_rules
from govreport.standards.document import Document
from govreport.standards.figures import Figures
from govreport.standards.finding import Severity
from govreport.standards.relations import relations
from tests.checks.narrative.reports import mutants, reports, rule_of

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "accuracy.md"
READING = "## Accuracy of reading (读取准确性)"
GOLDEN = ROOT / "tests" / "samples" / "golden"
CORPUS = ROOT / "tests" / "checks" / "narrative" / "corpus.toml"
# Style is judged paragraph by paragraph; the sentences of the corpus were not written for it.
STYLE = frozenset({"N-19", "N-20"})


@dataclass(frozen=True, slots=True)
class Case:
    """一个判断: whether a rule should speak of something, and whether it does."""

    corpus: str
    rule: str
    expected: bool
    found: bool


def cases() -> Iterator[Case]:
    """Every judgement of every corpus."""
    yield from from_examples()
    yield from from_clean_reports()
    yield from from_sentences()
    yield from from_whole_reports()
    yield from from_published_figures()


def from_examples() -> Iterator[Case]:
    """The examples of the rule book: one judgement each, by the rule they are about."""
    for rule in ruled():
        for example in examples(rule):
            yield Case("examples", rule, example.fires, bool(spoken(example)))
    for rule in source_ruled():
        for source in source_examples(rule):
            yield Case("examples", rule, source.fires, bool(source.spoken()))


def from_clean_reports() -> Iterator[Case]:
    """A complete report of each format, of which no rule should speak."""
    for code in ("e2014", "e2019", "e2021"):
        found = {finding.rule for finding in checks.findings(clean(code))}
        for entry in catalogue():
            if code in entry.rule.editions and not entry.from_source and not entry.id.startswith("PUB"):
                yield Case("clean", entry.id, False, entry.id in found)


def from_sentences() -> Iterator[Case]:
    """The corpus of sentences: every rule of the text judged on every sentence."""
    data = tomllib.loads(CORPUS.read_text(encoding="utf-8"))
    about = data["report"]
    base = clean("e2021", year=about["year"], name=about["name"])
    base = base.replace(figures=with_totals(base.format, about["inputs"]))
    rules = [entry.id for entry in catalogue() if entry.id.startswith("N-") and entry.id not in STYLE]
    for case in data["case"]:
        document = base.replace(sections={"sec1": case["text"]})
        found = {finding.rule for check in checks.narrative.CHECKS for finding in check(document, None)}
        wanted = {*case.get("fires", []), *case.get("hints", [])}
        for rule in rules:
            yield Case("sentences", rule, rule in wanted, rule in found)


def from_whole_reports() -> Iterator[Case]:
    """Whole narratives: by every rule but hints; with one number wrong, by the rule it breaks."""
    entries = [item for item in catalogue() if "e2021" in item.rule.editions and not item.from_source]
    rules = [item.id for item in entries if item.rule.severity is not Severity.HINT and not item.id.startswith("PUB")]
    for whole in reports():
        severe = (item for item in checks.findings(whole.document) if item.severity is not Severity.HINT)
        found = {finding.rule for finding in severe}
        for rule in rules:
            yield Case("reports", rule, False, rule in found)
    for whole in mutants():
        if whole.wrong:
            rule = rule_of(whole.wrong)
            yield Case("reports", rule, True, rule in {finding.rule for finding in checks.findings(whole.document)})


def from_published_figures() -> Iterator[Case]:
    """The figures of five published reports: every relation and cell rule judged on every report."""
    for path in sorted(GOLDEN.glob("*.json")):
        data = json.loads(path.read_text(encoding="utf-8"))
        document = _document(data)
        found = {finding.rule for finding in checks.findings(document)}
        wanted = {finding[0] for finding in data["findings"]}
        known = {relation.rule for relation in relations(document.edition)} | set(cell_rules())
        for rule in sorted(rule for rule in known if not rule.startswith("Y-")):
            yield Case("published", rule, rule in wanted, rule in found)


def _document(data: dict[str, Any]) -> Document:
    base = Document(edition=data["edition"], year=data["year"])
    zeros = {address: Decimal(0) if cell.numeric else None for address, cell in base.format.figure_cells.items()}
    stated = {address: Decimal(value) for address, value in data["figures"].items()}
    figures = Figures(zeros).replace({**stated, **dict.fromkeys(data["blank"])})
    return base.replace(figures=figures, printed=data["printed"])


def accuracy_page() -> str:
    """The page: what the corpora are, totals, and one line for each rule."""
    every = list(cases())
    lines = [
        "# Accuracy (准确性)",
        "",
        "## Accuracy of the rules (校核准确性)",
        "",
        "Generated by `python -m tests.checks.make_accuracy`; a test holds it to the code.",
        "",
        "A *hit* is a fault that is reported, a *miss* one that is not; *silence* is a right text or table of which "
        "nothing is said, a *false alarm* one of which something is. The counts say how the rules do on what follows, "
        "which was partly written together with them; they are no estimate for reports nobody has seen.",
        "",
        "| corpus | what it is | judgements | hits | misses | silence | false alarms |",
        "|---|---|---:|---:|---:|---:|---:|",
    ]
    about = {
        "examples": "the examples of the rule book, each judged by its own rule",
        "clean": "a faultless report of each of the three formats, judged by every rule",
        "sentences": "sentences as agencies write them, each judged by every rule of the text",
        "reports": "62 whole narratives of 21 agencies that agree with their tables, by every rule above a hint; each "
        "with one number wrong, by the rule it breaks",
        "published": "the figures of five published reports, judged by every relation and cell rule",
    }
    for name, text in about.items():
        lines.append(_row(name, text, *_counts([case for case in every if case.corpus == name])))
    lines.append(_row("**all**", "", *_counts(every)))
    lines += ["", "| rule | judgements | hits | misses | silence | false alarms |", "|---|---:|---:|---:|---:|---:|"]
    for entry in catalogue():
        lines.append(_row(f"`{entry.id}`", *_counts([case for case in every if case.rule == entry.id])))
    return "\n".join(lines) + "\n"


def rules_part(page: str) -> str:
    """The page without what is counted about reading (``tests.documents.read.make_accuracy``)."""
    return f"{page.partition(READING)[0].rstrip()}\n"


def _counts(found: list[Case]) -> tuple[int, int, int, int, int]:
    kinds = Counter((case.expected, case.found) for case in found)
    hits, misses = kinds[True, True], kinds[True, False]
    return len(found), hits, misses, kinds[False, False], kinds[False, True]


def _row(*cells: object) -> str:
    return "| " + " | ".join(str(cell) for cell in cells) + " |"


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    django.setup()
    _rules, heading, reading = PAGE.read_text(encoding="utf-8").partition(READING)
    PAGE.write_text(accuracy_page() + (f"\n{heading}{reading}" if heading else ""), encoding="utf-8")
