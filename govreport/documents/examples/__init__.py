"""原件举例: examples of the rules that only a source can break: a text file, changed in one point, and read in."""

import tomllib
from dataclasses import dataclass
from importlib.resources import files

from govreport.checks.source import RULES
from govreport.documents.pipeline import all_findings
from govreport.documents.read.text import read_text
from govreport.standards.finding import Finding


@dataclass(frozen=True, slots=True)
class SourceExample:
    """原件举例: the text of a file, and whether the rule speaks when it is read.

    ``before`` and ``after`` are the lines of the faultless file that were changed, and what they were changed to.
    """

    rule: str
    name: str
    name_en: str
    fires: bool
    text: str
    before: str
    after: str

    @property
    def shown(self) -> str:
        """The lines that matter, cells separated by wide spaces."""
        lines = (self.after or self.before).strip("\n").split("\n")
        return "\n".join("　".join(part for part in line.split("\t") if part) for line in lines if line.strip())

    def spoken(self) -> list[Finding]:
        """The findings of the rule when the text is read in."""
        return [finding for finding in all_findings(read_text(self.text)) if finding.rule == self.rule]


def source_examples(rule: str) -> tuple[SourceExample, ...]:
    """The examples of a source rule; empty for every other rule."""
    here = files(__name__)
    data = tomllib.loads((here / "sources.toml").read_text(encoding="utf-8"))
    whole = (here / "source.txt").read_text(encoding="utf-8")
    return tuple(_example(rule, item, whole) for item in data.get(rule, ()))


def _example(rule: str, item: dict[str, str], whole: str) -> SourceExample:
    before, after = item.get("before", "").strip("\n"), item.get("after", "").strip("\n")
    if before and before not in whole:
        raise ValueError(f"{rule}: the source has no line “{before}”")
    text = whole.replace(before, after, 1) if before else whole
    return SourceExample(rule, item["name"], item["name_en"], bool(item["fires"]), text, before, after)


def source_ruled() -> tuple[str, ...]:
    """The ids of the rules that have examples of this kind."""
    return tuple(rule.id for rule in RULES)
