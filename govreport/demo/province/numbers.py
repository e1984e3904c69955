"""试验省的数据: an agency's figures year by year; relations hold within a year and from one year to the next.

A declared share of the reports is made wrong afterwards (``spoil``), so that there is something to find.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from random import Random
from typing import Final

from govreport.agencies.models import Level
from govreport.standards.derive import computed
from govreport.standards.edition import Edition
from govreport.standards.figures import Figures

Values = dict[str, Decimal | None]

APPLICANTS: Final = ("natural_person", "commercial", "research", "public_welfare", "legal_service", "other_org")
# How often each result is given, out of a thousand; the last two editions share most rows.
_RESULTS: Final[Mapping[str, int]] = {
    "disclosed_full": 480, "disclosed_part": 110, "refused_internal_affairs": 20, "refused_process_info": 25,
    "refused_third_party": 18, "refused_law_prohibited": 12, "refused_case_file": 15, "refused_admin_query": 20,
    "refused_state_secret": 4, "unable_not_held": 170, "unable_needs_creation": 30, "unable_unclear": 12,
    "unprocessed_petition": 30, "unprocessed_duplicate": 22, "unprocessed_publication": 8,
    "unprocessed_confirm_reissue": 4, "other_no_correction": 12, "other_misc": 8,
}  # fmt: skip
_RESULTS_2019: Final = {
    **{row: weight for row, weight in _RESULTS.items() if not row.startswith("other_")},
    "other_processing": 20,
}
_SIZES: Final = {Level.NATIONAL: 900, Level.PROVINCE: 400, Level.PREFECTURE: 110, Level.COUNTY: 24, Level.TOWNSHIP: 5}
_ITEMS: Final = ("licensing", "other_services", "penalty", "coercion", "admin_fees")
_SMALL: Final = tuple(Decimal(number) for number in range(2048))


def _number(value: int) -> Decimal:
    return _SMALL[value] if 0 <= value < len(_SMALL) else Decimal(value)


@dataclass(slots=True)
class Course:
    """一个机关的历年: what a year hands to the next, and the size that all its figures follow."""

    size: int
    makes_rules: bool
    carried: list[int] = field(default_factory=lambda: [0] * len(APPLICANTS))
    in_force: dict[str, int] = field(default_factory=dict)
    items: dict[str, int] = field(default_factory=dict)


def begun(dice: Random, level: Level, *, makes_rules: bool) -> Course:
    """The course of an agency before its first year."""
    size = max(1, round(_SIZES[level] * dice.lognormvariate(0, 0.6)))
    course = Course(size, makes_rules)
    course.in_force = {"rules": dice.randrange(8, 60) if makes_rules else 0, "normative_docs": size // 3 + 2}
    course.items = {row: dice.randrange(2, 30 + size // 4) for row in _ITEMS}
    return course


def figures_of(edition: Edition, course: Course, dice: Random) -> Values:
    """All number cells of a report of the next year, totals computed; the course goes on."""
    values: Values = {address: _SMALL[0] for address, cell in edition.figure_cells.items() if cell.numeric}
    if edition.code == "e2014":
        _indicators(values, course, dice)
    else:
        _disclosure(values, edition, course, dice)
        _applications(values, _RESULTS if edition.code == "e2021" else _RESULTS_2019, course, dice)
        _disputes(values, dice)
    values.update(computed(edition.code, Figures(values)))
    return values


def _parts(dice: Random, total: int, weights: Mapping[str, int]) -> dict[str, int]:
    """A number in parts, by weight; every part a whole number, their sum exact."""
    found: dict[str, int] = {}
    left, above = total, sum(weights.values())
    for name, weight in weights.items():
        if not left:
            break
        share = left * weight / above
        # Large numbers vary around their share, small ones fall here or there.
        part = min(left, max(0, round(dice.gauss(share, share**0.5)))) if weight < above else left
        if part:
            found[name] = part
        left, above = left - part, above - weight
    return found


def _applications(values: Values, results: Mapping[str, int], course: Course, dice: Random) -> None:
    received = max(0, round(dice.gauss(course.size, course.size * 0.3)))
    weights = dict(zip(APPLICANTS, (860, 90, 8, 6, 24, 12), strict=True))
    new = _parts(dice, received, weights)
    for place, applicant in enumerate(APPLICANTS):
        before, fresh = course.carried[place], new.get(applicant, 0)
        # Under three tenths of everything, so that no share is remarkable.
        later = min(fresh, (before + fresh) * dice.randrange(0, 20) // 100)
        for row, number in _parts(dice, before + fresh - later, results).items():
            values[f"t3.{row}.{applicant}"] = _number(number)
        values[f"t3.new_received.{applicant}"] = _number(fresh)
        values[f"t3.carried_in.{applicant}"] = _number(before)
        values[f"t3.carried_out.{applicant}"] = _number(later)
        course.carried[place] = later


def _disputes(values: Values, dice: Random) -> None:
    done = sum(int(values[f"t3.new_received.{name}"] or 0) for name in APPLICANTS)
    weights = {"upheld": 700, "corrected": 60, "other": 120, "pending": 120}
    for block, one_in in (("review", 25), ("litigation_direct", 90), ("litigation_after_review", 70)):
        number = sum(1 for _ in range(min(done, 400)) if dice.randrange(one_in) == 0)
        for column, part in _parts(dice, number, weights).items():
            values[f"t4.{block}.{column}"] = _number(part)


def _disclosure(values: Values, edition: Edition, course: Course, dice: Random) -> None:
    for row in ("rules", "normative_docs"):
        if row == "rules" and not course.makes_rules:
            continue
        stock = course.in_force[row]
        issued, repealed = dice.randrange(0, 3 + stock // 8), dice.randrange(0, 1 + stock // 10)
        course.in_force[row] = now = stock + issued - repealed
        found = (
            {"issued": issued, "repealed": repealed, "in_force": now}
            if edition.code == "e2021"
            else {"made": issued, "newly_public": issued, "public_total": now}
        )
        values |= {f"t2.{row}.{column}": _number(number) for column, number in found.items()}
    if edition.code == "e2021":
        values["t2.licensing.decisions"] = _number(dice.randrange(0, course.size * 40))
        values["t2.penalty.decisions"] = _number(dice.randrange(0, course.size * 9 + 1))
        values["t2.coercion.decisions"] = _number(dice.randrange(0, course.size + 1))
        values["t2.admin_fees.amount_wan"] = Decimal(dice.randrange(0, course.size * 3000)) / 100
        return
    _items(values, course, dice)


def _items(values: Values, course: Course, dice: Random) -> None:
    """Table two of the 2019 format: items, procurement."""
    for row in _ITEMS:
        delta = dice.randrange(-2, 4)
        delta = max(delta, -course.items[row])
        values[f"t2.{row}.prev_items"], values[f"t2.{row}.delta"] = _number(course.items[row]), Decimal(delta)
        course.items[row] += delta
        if f"t2.{row}.decisions" in values:
            values[f"t2.{row}.decisions"] = _number(dice.randrange(0, course.size * 12 + 1))
    projects = dice.randrange(0, 2 + course.size // 3)
    values["t2.procurement.projects"] = _number(projects)
    values["t2.procurement.amount"] = Decimal(dice.randrange(100, 90_000) * projects) / 100


def _indicators(values: Values, course: Course, dice: Random) -> None:
    """统计表 of the 2014 format, which knows no 上年结转; what 2018 leaves open is in table three of 2019."""
    size = course.size
    received = max(0, round(dice.gauss(size, size * 0.3)))
    later = received * dice.randrange(0, 15) // 100
    closed = received - later
    course.carried = [later, *([0] * (len(APPLICANTS) - 1))]
    website = dice.randrange(60, 400) + size * 9
    channels = {name: dice.randrange(0, website // 3) for name in ("weibo", "wechat", "other")}
    found = {f"a2_{name}": number for name, number in channels.items()}
    found |= {"a2_website": website, "a1_disclosed_total": website + dice.randrange(0, 1 + channels["other"])}
    found |= {"a1_normative_disclosed": size // 6, "a1_normative_issued": size // 6}
    found |= {"b1_responses": 4 + size // 9, "b2_press_conf": 2 + size // 30, "b2_interview": 1 + size // 40}
    found |= {"b2_social_media": 1 + size // 20, "b2_interpretation": 2 + size // 12, "b2_press_conf_principal": 1}
    found |= _prefixed("c1_", _parts(dice, received, {"in_person": 200, "mail": 250, "fax": 10, "online": 540}))
    late = closed * dice.randrange(0, 8) // 100
    found |= {"c2_on_time": closed - late, "c2_extended": late}
    replies = {"already_public": 300, "granted": 380, "partial": 40, "not_own": 140, "not_exist": 120, "supplement": 20}
    found |= _prefixed("c3_", _parts(dice, closed, replies))
    found |= _prefixed("d_", _parts(dice, size // 25, {"upheld": 700, "corrected": 60, "other": 240}))
    found |= _prefixed("e_", _parts(dice, size // 50, {"upheld": 800, "corrected": 40, "other": 160}))
    found |= {"h1_units": 1 + size // 100, "h2_points": 1 + size // 80, "h3_full_time": 1 + size // 90}
    found |= {"h3_part_time": 1 + size // 30, "i1_meetings": 2, "i2_trainings": 2, "i3_trainees": 20 + size // 2}
    values |= {f"t18.{row}": _number(number) for row, number in found.items()}
    values["t18.h4_budget_wan"] = Decimal(dice.randrange(0, size * 40 + 1)) / 100


def _prefixed(prefix: str, parts: Mapping[str, int]) -> dict[str, int]:
    return {f"{prefix}{name}": number for name, number in parts.items()}


# --- wrong ones --------------------------------------------------------------------------------------

_OF_TABLE_THREE: Final = ("t3.total_processed.natural_person", "t3.carried_in.natural_person", "t4.review.total")
_FAULTS: Final[Mapping[str, Sequence[str]]] = {
    "e2014": ("t18.c1_received", "t18.c3_replied", "t18.h3_staff", "t18.d_total"),
    "e2019": (*_OF_TABLE_THREE, "t3.carried_out.total"),
    "e2021": (*_OF_TABLE_THREE, "t2.normative_docs.in_force"),
}


def spoil(edition: Edition, values: Values, dice: Random) -> str:
    """Make one cell wrong as clerks do: a total that is not its parts, last year's figure mistaken, a blank. Where."""
    address = dice.choice(_FAULTS[edition.code])
    value = values[address]
    blank = dice.randrange(6) == 0
    values[address] = None if blank else (value or Decimal(0)) + dice.randrange(1, 9)
    return address
