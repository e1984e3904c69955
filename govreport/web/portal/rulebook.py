"""校核规则: the public rule book: what is checked, on what basis, with a wrong and a right example of each rule."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from govreport.checks.catalogue import Entry, catalogue
from govreport.checks.chapters import CHAPTERS
from govreport.checks.examples import examples
from govreport.checks.illustrations import Illustration, illustrate
from govreport.checks.rule import Scope
from govreport.documents.examples import SourceExample, source_examples
from govreport.documents.examples.layout import LayoutExample, layout_examples
from govreport.standards import all_editions
from govreport.standards.finding import Severity
from govreport.web.portal.caching import page_if_changed

LEVELS: Final[Mapping[str, str | Promise]] = {
    Severity.ERROR.value: _("须更正"),
    Severity.WARNING.value: _("须说明"),
    Severity.HINT.value: _("提示"),
}


# What the book shows of a rule, each with a template of its own.
Case = Illustration | SourceExample | LayoutExample


@dataclass(frozen=True, slots=True)
class Explained:
    """规则条目: one rule in the reader's language, with the examples for and against."""

    entry: Entry
    sentence: str
    basis: str
    instruments: tuple[str, ...]
    wrong: Case | None
    right: Case | None


@dataclass(frozen=True, slots=True)
class Chapter:
    """章: the rules of one kind."""

    code: str
    name: str | Promise
    note: str | Promise
    rules: Sequence[Explained]


@dataclass(frozen=True, slots=True)
class Choice:
    """选项: one entry of a filter."""

    value: str
    label: str | Promise
    chosen: bool


@require_safe
def rules(request: HttpRequest) -> HttpResponseBase:
    """The rule book; ``chapter``, ``edition`` and ``severity`` narrow it, anything else in them is taken for all."""
    chosen = {name: request.GET.get(name, "") for name in ("chapter", "edition", "severity")}
    found = [entry for entry in catalogue() if _wanted(entry, chosen)]
    used = {entry.rule.scope for entry in catalogue()}
    context = {
        "chapters": tuple(_chapters(found, get_language() or "zh-hans")),
        "count": len(found),
        "narrowed": len(found) < len(catalogue()),
        "filters": (
            ("chapter", _("章"), _choices({s.value: CHAPTERS[s][0] for s in CHAPTERS if s in used}, chosen["chapter"])),
            ("edition", _("格式"), _choices({e.code: e.instrument for e in all_editions()}, chosen["edition"])),
            ("severity", _("级别"), _choices(LEVELS, chosen["severity"])),
        ),
    }
    return page_if_changed(request, render(request, "portal/rules.html", context))


def _choices(options: Mapping[str, str | Promise], chosen: str) -> tuple[Choice, ...]:
    return tuple(Choice(value, label, value == chosen) for value, label in options.items())


def _wanted(entry: Entry, chosen: Mapping[str, str]) -> bool:
    editions = {own.code for own in all_editions()}
    return (
        (chosen["chapter"] not in set(Scope) or entry.rule.scope == chosen["chapter"])
        and (chosen["edition"] not in editions or chosen["edition"] in entry.rule.editions)
        and (chosen["severity"] not in set(Severity) or chosen["severity"] in entry.severities)
    )


def _chapters(entries: Sequence[Entry], language: str) -> Iterator[Chapter]:
    for scope, (name, note) in CHAPTERS.items():
        own = tuple(explained(entry, language.startswith("en")) for entry in entries if entry.rule.scope == scope)
        if own:
            yield Chapter(scope.value, name, note, own)


@cache
def explained(entry: Entry, english: bool) -> Explained:
    """A rule with the first example on which it speaks and the first on which it does not; worked out once."""
    rule = entry.rule
    wrong, right = _pair(entry)
    return Explained(
        entry=entry,
        sentence=rule.sentence_en if english else rule.sentence,
        basis=rule.basis_en if english else rule.basis,
        instruments=tuple(own.instrument for own in all_editions() if own.code in rule.editions),
        wrong=wrong,
        right=right,
    )


def _pair(entry: Entry) -> tuple[Case | None, Case | None]:
    if entry.from_pdf:
        pages = layout_examples(entry.id)
        return next((x for x in pages if x.fires), None), next((x for x in pages if not x.fires), None)
    if entry.from_source:
        texts = source_examples(entry.id)
        return next((x for x in texts if x.fires), None), next((x for x in texts if not x.fires and x.after), None)
    found = examples(entry.id)
    speaking = next((example for example in found if example.fires), None)
    silent = next((example for example in found if not example.fires), None)
    wrong = illustrate(speaking) if speaking else None
    related = tuple(cell for item in (wrong.findings if wrong else ()) for cell in (*item.addresses, *item.related))
    return wrong, illustrate(silent, related) if silent else None
