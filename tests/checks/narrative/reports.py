"""整篇报告语料: whole reports whose text agrees with the tables, and the same reports with one number wrong."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from pathlib import Path
from typing import Any

from govreport.checks.examples import clean, with_totals
from govreport.standards.document import AgencyName, Document

DATA = Path(__file__).parent / "reports.toml"
YEAR = 2023
# Results of table three, by the names of the corpus.
RESULTS = {
    "full": "disclosed_full",
    "part": "disclosed_part",
    "third": "refused_third_party",
    "process": "refused_process_info",
    "not_held": "unable_not_held",
    "creation": "unable_needs_creation",
    "dup": "unprocessed_duplicate",
    "petition": "unprocessed_petition",
    "no_correction": "other_no_correction",
}
ROWS = {"new": "new_received", "in": "carried_in", **RESULTS, "out": "carried_out"}
GROUPS = {
    "refused": ("third", "process"),
    "unable": ("not_held", "creation"),
    "unprocessed": ("dup", "petition"),
    "other": ("no_correction",),
    "done": tuple(RESULTS),
    "intake": ("new", "in"),
}
BLOCKS = {"review": "review", "direct": "litigation_direct", "after": "litigation_after_review"}
OUTCOMES = ("upheld", "corrected", "other", "pending")
DOCUMENTS = ("issued", "repealed", "in_force")
DECISIONS = ("licensing", "penalty", "coercion")
FEES = {
    "fee_notices": "notice_count",
    "fee_notice_yuan": "notice_amount_yuan",
    "fee_collected": "collected_count",
    "fee_yuan": "collected_yuan",
}
_RULES = {
    "N-01": ("new",),
    "N-02": ("done", "intake"),
    "N-04": ("in", "out"),
    "N-05": ("review",),
    "N-06": ("litigation", "direct", "after"),
    "N-07": tuple(f"{block}_{outcome}" for block in BLOCKS for outcome in OUTCOMES),
    "N-09": ("share_person", "share_full", "new_person_share"),
    "N-10": ("new_body", "new_person"),
    "N-12": DOCUMENTS,
    "N-13": DECISIONS,
    "N-15": tuple(FEES),
}
_SLOT = re.compile(r"\{(\w+)(?::(\w+))?\}")
_DIGITS = "〇一二三四五六七八九"


@dataclass(frozen=True, slots=True)
class Whole:
    """一篇报告: ``wrong`` is the name of the number that was changed; None where everything agrees."""

    name: str
    document: Document
    wrong: str | None = None


def rule_of(name: str) -> str:
    """The rule that a wrong number breaks."""
    if name in (*RESULTS, "refused", "unable", "unprocessed", "other"):
        return "N-03"
    return next(rule for rule, names in _RULES.items() if name in names)


def reports() -> Iterator[Whole]:
    """Every report as it should be: each narrative with each of its sets of figures."""
    data = _data()
    for item in data["report"]:
        for code in item["figures"]:
            yield Whole(f"{item['name']} {code}", _document(item, _figures(data["figures"][code], item)))


def mutants() -> Iterator[Whole]:
    """Every report once for each number of its text, that one number being wrong."""
    data = _data()
    for item in data["report"]:
        for code in item["figures"]:
            figures = _figures(data["figures"][code], item)
            for place, slot in enumerate(_slots(item)):
                if slot not in (*item.get("unread", ()), "year", "prev", "next"):
                    name = f"{item['name']} {code}: {slot} {place}"
                    yield Whole(name, _document(item, figures, wrong=place), slot)


@cache
def _data() -> Mapping[str, Any]:
    return tomllib.loads(DATA.read_text(encoding="utf-8"))


def _figures(given: Mapping[str, list[int]], item: Mapping[str, Any]) -> dict[str, list[int]]:
    """Figures by name, what the narrative has no room for being zero and the equations holding."""
    zero = item.get("zero", ())
    found = {name: [0, 0] if name in zero or "applications" in zero else list(given.get(name, (0, 0))) for name in ROWS}
    for column in (0, 1):
        results = sum(found[name][column] for name in RESULTS)
        found["new"][column] = results + found["out"][column] - found["in"][column]
    for name, length in (*((block, 4) for block in BLOCKS), ("documents", 3), ("decisions", 3)):
        found[name] = [0] * length if name in zero else list(given.get(name, [0] * length))
    if "corrected" in zero:
        for block in BLOCKS:
            found[block][1] = 0
    if "penalty" in zero:
        found["decisions"][1] = 0
    found["fee"] = list(item.get("fee", (0, 0, 0, 0)))
    return found


def _values(figures: Mapping[str, list[int]]) -> dict[str, Decimal]:
    """What each slot stands for."""
    numbers = {name: sum(figures[name]) for name in ROWS}
    numbers |= {group: sum(numbers[name] for name in names) for group, names in GROUPS.items()}
    persons, bodies = figures["new"]
    numbers |= {"new_person": persons, "new_person_share": persons, "new_body": bodies}
    for block in BLOCKS:
        numbers[block] = sum(figures[block])
        numbers |= {f"{block}_{name}": value for name, value in zip(OUTCOMES, figures[block], strict=True)}
    numbers["litigation"] = numbers["direct"] + numbers["after"]
    numbers |= dict(zip(DOCUMENTS, figures["documents"], strict=True))
    numbers |= dict(zip(DECISIONS, figures["decisions"], strict=True))
    numbers |= dict(zip(FEES, figures["fee"], strict=True))
    values = {name: Decimal(value) for name, value in numbers.items()}
    values["share_person"] = _share(numbers["new_person"], numbers["new"])
    values["share_full"] = _share(numbers["full"], numbers["done"])
    return values


def _share(part: int, whole: int) -> Decimal:
    return (Decimal(100 * part) / max(whole, 1)).quantize(Decimal("0.1"), ROUND_HALF_UP)


def _slots(item: Mapping[str, Any]) -> list[str]:
    return [match[1] for section in ("sec1", "sec5", "sec6") for match in _SLOT.finditer(item[section])]


def _document(item: Mapping[str, Any], figures: Mapping[str, list[int]], wrong: int | None = None) -> Document:
    base = clean("e2021", year=YEAR)
    texts, old = _texts(item, _values(figures), wrong), base.agency.name
    texts |= {code: text.replace(old, item["name"]) for code, text in base.sections.items() if code not in texts}
    rows = {
        f"t3.{row}.{column}": figures[name][place]
        for name, row in ROWS.items()
        for place, column in enumerate(("natural_person", "other_org"))
    }
    disputes = {
        f"t4.{block}.{outcome}": figures[name][place]
        for name, block in BLOCKS.items()
        for place, outcome in enumerate(OUTCOMES)
    }
    documents = {f"t2.normative_docs.{column}": figures["documents"][place] for place, column in enumerate(DOCUMENTS)}
    decisions = {f"t2.{row}.decisions": figures["decisions"][place] for place, row in enumerate(DECISIONS)}
    return base.replace(
        agency=AgencyName(item["name"], level=item["level"], kind=item["kind"]),
        scope=item.get("scope", "self"),
        title=base.format.title_for(item["name"], YEAR),
        sections=texts,
        fee=dict(zip(FEES.values(), map(Decimal, figures["fee"]), strict=True)),
        figures=with_totals(base.format, {**rows, **disputes, **documents, **decisions}),
    )


def _texts(item: Mapping[str, Any], values: Mapping[str, Decimal], wrong: int | None) -> dict[str, str]:
    place = -1

    def number(match: re.Match[str]) -> str:
        nonlocal place
        place += 1
        years = {"year": YEAR, "prev": YEAR - 1, "next": YEAR + 1}
        if match[1] in years:
            return str(years[match[1]])
        value = values[match[1]]
        return _written(_other(value, values) if place == wrong else value, match[2])

    return {code: _SLOT.sub(number, item[code]).strip() for code in ("sec1", "sec5", "sec6")}


def _other(value: Decimal, values: Mapping[str, Decimal]) -> Decimal:
    """A number near the right one that is none of the report's."""
    step = 1
    while value + step in values.values():
        step += 1
    return value + step


def _written(value: Decimal, style: str | None) -> str:
    text = f"{value:f}"
    if style == "full":
        return text.translate(str.maketrans("0123456789", "０１２３４５６７８９"))
    return _chinese(int(value)) if style == "zh" else text


def _chinese(value: int) -> str:
    """Chinese numerals up to 9999."""
    if value == 0:
        return "零"
    text, skipped = "", False
    for place, unit in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = value // place % 10
        if digit:
            text += ("零" if skipped and text else "") + _DIGITS[digit] + unit
        skipped = not digit
    return text.removeprefix("一") if text.startswith("一十") else text
