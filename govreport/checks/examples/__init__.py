"""规则举例: for every rule, reports on which it speaks and reports on which it must stay silent.

One file a rule, ``<rule id>.toml``. Each ``[[example]]`` changes a clean report (``clean.toml``) in one point; the rule
book shows them, the tests run them, and ``docs/accuracy.md`` counts them.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import Any

from govreport.standards import edition
from govreport.standards.derive import computed
from govreport.standards.document import AgencyName, Document
from govreport.standards.edition import Edition
from govreport.standards.figures import Figures


@dataclass(frozen=True, slots=True)
class Example:
    """举例: a report, the report of the year before where one is given, and whether the rule speaks.

    ``published`` is the day of publication where the rule is one of dates. ``at`` are the
    targets that the findings of the rule must have, in any order; empty where it must stay silent.
    """

    rule: str
    name: str
    name_en: str
    fires: bool
    at: tuple[str, ...]
    document: Document
    previous: Document | None
    change: Mapping[str, Any]
    published: date | None = None


@cache
def _clean_data() -> Mapping[str, Any]:
    return tomllib.loads((files(__name__) / "clean.toml").read_text(encoding="utf-8"))


def clean(code: str = "e2021", *, year: int | None = None, name: str | None = None) -> Document:
    """A complete report of an edition on which no rule speaks."""
    data = _clean_data()
    own, form, agency = edition(code), data[code], dict(data["agency"])
    agency["name"] = name or agency["name"]
    report_year = year or form["year"]
    texts = {
        section: text.strip().format(year=report_year, instrument=form["instrument"])
        for section, text in data[form["sections"]].items()
    }
    codes = [section.code for section in own.sections if section.kind != "table"]
    return Document(
        edition=code,
        year=report_year,
        agency=AgencyName(**agency),
        title=own.title_for(agency["name"], report_year),
        sections={section: texts.get(section, "") for section in codes},
        fee={item.code: Decimal(0) for item in own.fee},
        figures=with_totals(own, form["inputs"]),
        printed=form.get("printed", {}),
    )


def with_totals(own: Edition, inputs: Mapping[str, Any]) -> Figures:
    """All cells: the inputs (whole numbers or decimal text), zero elsewhere, totals computed."""
    zeros = {address: Decimal(0) if cell.numeric else None for address, cell in own.figure_cells.items()}
    figures = Figures(zeros).replace({address: Decimal(value) for address, value in inputs.items()})
    return figures.replace(computed(own.code, figures))


def examples(rule: str) -> tuple[Example, ...]:
    """The examples of a rule, in the order of its file; empty where it has none."""
    source = files(__name__) / f"{rule}.toml"
    if not source.is_file():
        return ()
    data = tomllib.loads(source.read_text(encoding="utf-8"))
    return tuple(_example(rule, item) for item in data["example"])


def ruled() -> tuple[str, ...]:
    """The ids of the rules that have examples."""
    names = (item.name for item in files(__name__).iterdir())
    return tuple(
        sorted(name.removesuffix(".toml") for name in names if name.endswith(".toml") and name != "clean.toml")
    )


def _example(rule: str, item: Mapping[str, Any]) -> Example:
    base = clean(item.get("edition", "e2021"), year=item.get("year"))
    document = changed(base, item)
    previous = None
    if "previous" in item:
        before = item["previous"]
        year = before.get("year", (base.year or 0) - 1)
        previous = changed(clean(before.get("edition", base.edition), year=year), before)
    fires = bool(item["fires"])
    return Example(
        rule=rule,
        name=item["name"],
        name_en=item["name_en"],
        fires=fires,
        at=tuple(item.get("at", ())),
        document=document,
        previous=previous,
        change=item,
        published=item.get("published"),
    )


def changed(base: Document, change: Mapping[str, Any]) -> Document:
    """A report with some things changed.

    ``figures``: inputs, totals following; ``declared``: totals as stated; a blank cell is ``""``. ``printed``, ``fee``,
    ``sections``, ``agency``, ``title``: entries that replace those of ``base``; ``append``: text put behind a section.
    """
    own = base.format
    figures = base.figures.replace(_numbers(change.get("figures", {})))
    if change.get("figures"):
        figures = figures.replace(computed(own.code, figures))
    figures = figures.replace(_numbers(change.get("declared", {})))
    sections = {**base.sections, **change.get("sections", {})}
    for code, text in change.get("append", {}).items():
        sections[code] = f"{sections.get(code, '')}\n{text}".strip()
    agency = AgencyName(
        **{
            field: change.get("agency", {}).get(field, getattr(base.agency, field))
            for field in ("name", "short_name", "code", "level", "kind")
        }
    )
    title = own.title_for(agency.name, base.year or 0) if "name" in change.get("agency", {}) else base.title
    return base.replace(
        figures=figures,
        printed={**base.printed, **change.get("printed", {})},
        fee={**base.fee, **_numbers(change.get("fee", {}))},
        sections=sections,
        agency=agency,
        title=change.get("title", title),
    )


def _numbers(texts: Mapping[str, Any]) -> dict[str, Decimal | None]:
    return {address: None if text == "" else Decimal(str(text)) for address, text in texts.items()}
