"""装入试验省: agencies, people and reports of an invented province, in portions of bounded size."""

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from itertools import islice
from random import Random
from typing import Final

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.utils import timezone

from govreport.agencies.models import Agency, Membership, Placement, Role, Scope, User
from govreport.demo.accounts import DEMO_PASSWORD
from govreport.demo.province.numbers import Course, Values, begun, figures_of, spoil
from govreport.demo.province.rows import STEPS, Content, Desk, Tables
from govreport.demo.province.sink import Sink, Target
from govreport.demo.province.tree import Planned, plan
from govreport.demo.province.words import Writer
from govreport.reports.models import Report, State
from govreport.reports.models.report import FIRST_YEAR
from govreport.standards import in_force
from govreport.standards.document import AgencyName, Document
from govreport.standards.edition import Edition
from govreport.standards.figures import Figures
from govreport.standards.numbers import format_number

# Agencies whose reports are written in one transaction.
PORTION: Final = 25
ROLES: Final = (Role.DRAFTER, Role.REVIEWER, Role.SIGNATORY)
SUPERVISOR: Final = "supervisor"
# How far the reports of the last year have come, out of a hundred; None has not been begun.
_LAST_YEAR: Final[Sequence[tuple[int, State | None]]] = (
    (8, None), (20, State.DRAFTING), (28, State.IN_REVIEW), (31, State.RETURNED), (38, State.APPROVED),
    (46, State.HANDED_IN), (52, State.ACCEPTED), (100, State.PUBLISHED),
)  # fmt: skip
_DAYS: Final = (0, 4, 6, 8, 9)


class NotEmpty(ValueError):  # noqa: N818 (reads as what happens)
    """数据库不是空的: there are agencies of somebody else, and nothing was loaded."""


@dataclass(frozen=True, slots=True)
class Order:
    """装入的要求: agencies, report years from the last one back, the seed, how many reports in a thousand go wrong."""

    agencies: int
    years: int
    seed: int
    wrong: int

    @property
    def all_years(self) -> range:
        """The report years; none before 2014, the first with a uniform table."""
        last = timezone.localdate().year - 1
        return range(max(FIRST_YEAR, last - self.years + 1), last + 1)


@dataclass(slots=True)
class Progress:
    """进度: what has been written so far, and in how many seconds; ``before``: agencies of an earlier call."""

    before: int = 0
    agencies: int = 0
    reports: int = 0
    wrong: int = 0
    rows: int = 0
    seconds: float = 0.0


def load(order: Order, tell: Callable[[Progress], None] = lambda progress: None) -> Progress:
    """Fill the database; goes on where an earlier call was stopped. ``tell`` hears of every portion.

    The same order gives the same rows, apart from their keys in a database that was used before. Raises ``NotEmpty``
    when other agencies are there.
    """
    wanted = list(plan(order.agencies))
    desks = _desks(wanted)
    began, progress, tables = time.monotonic(), Progress(), Tables()
    done = set(Report.objects.order_by().values_list("agency", flat=True).distinct())
    left = iter([desk for desk in desks if desk.agency not in done])
    progress.before = progress.agencies = len(done)
    while portion := list(islice(left, PORTION)):
        with transaction.atomic():
            for desk in portion:
                _agency(tables, desk, order, progress)
            tables.sink.flush()
        progress.agencies += len(portion)
        progress.rows, progress.seconds = tables.sink.written, time.monotonic() - began
        tell(progress)
    tables.sink.set_sequences()
    return progress


# --- agencies and people -----------------------------------------------------------------------------


def _desks(wanted: Sequence[Planned]) -> list[Desk]:
    """The agencies with who works there; registered now where none are."""
    with transaction.atomic():
        keys = dict(Agency.objects.order_by("pk").values_list("code", "pk"))
        if keys and [*keys] != [item.code for item in wanted]:
            raise NotEmpty
        if not keys:
            _register(wanted)
            keys = dict(Agency.objects.order_by("pk").values_list("code", "pk"))
    people = dict(User.objects.order_by().values_list("username", "pk"))
    office = people[SUPERVISOR]
    return [
        Desk(keys[item.code], item, (*(people[_username(item.code, role)] for role in ROLES), office))  # type: ignore[arg-type]
        for item in wanted
    ]


def _username(code: str, role: Role) -> str:
    return f"{code}-{role.value}"


def _register(wanted: Sequence[Planned]) -> None:
    agencies = Target(Agency, "name", "code", "level", "kind", "has_rule_making", "sort")
    placements = Target(Placement, "agency_id", "parent_id", "from_year", "path")
    users = Target(User, "username", "full_name", "password")
    memberships = Target(Membership, "user_id", "agency_id", "role", "scope")
    sink = Sink(agencies, placements, users, memberships)
    keys: dict[str, int] = {}
    # Nobody signs in with these; whoever oversees may, with the password of every demonstration.
    nobody = make_password(None)
    for number, item in enumerate(wanted, 1):
        key = agencies.add(item.name, item.code, item.level, item.kind, item.has_rule_making, number)
        keys[item.code] = key
        placements.add(key, keys.get(item.parent), 2008, item.path)
        for role in ROLES:
            user = users.add(_username(item.code, role), str(role.label), nobody)
            memberships.add(user, key, role, Scope.OWN)
        sink.flush(only_full=True)
    first = keys[wanted[0].code]
    office = users.add(SUPERVISOR, str(Role.SUPERVISOR.label), make_password(DEMO_PASSWORD))
    memberships.add(office, first, Role.SUPERVISOR, Scope.SUBTREE)
    sink.flush()
    sink.set_sequences()


# --- reports -----------------------------------------------------------------------------------------


def _agency(tables: Tables, desk: Desk, order: Order, progress: Progress) -> None:
    planned = desk.planned
    # Each agency has a sequence of its own: what one is like does not depend on how many there are.
    dice = Random(f"{order.seed}/{planned.code}")  # noqa: S311 (invented figures, no secret)
    course = begun(dice, planned.level, makes_rules=planned.has_rule_making)
    publications = []
    for year in order.all_years:
        state = _state(dice, last=year == order.all_years[-1])
        if state is None:
            continue
        document, wrong = _document(dice, planned, course, year, order.wrong)
        moments = list(_moments(dice, year, len(STEPS[state]) + 1))
        content = Content(_begun_only(document) if state is State.DRAFTING else document, state, moments,
                          in_rounds=year == order.all_years[-1])  # fmt: skip
        publication = tables.report(desk, content)
        progress.reports, progress.wrong = progress.reports + 1, progress.wrong + wrong
        if publication is not None:
            publications.append(publication)
    tables.names(desk, publications)


def _state(dice: Random, *, last: bool) -> State | None:
    drawn = dice.randrange(100)
    return next(state for until, state in _LAST_YEAR if drawn < until) if last else State.PUBLISHED


def _document(dice: Random, planned: Planned, course: Course, year: int, wrong: int) -> tuple[Document, bool]:
    edition = in_force(year)
    if edition is None:
        raise ValueError(f"no edition for {year}")
    values = figures_of(edition, course, dice)
    spoiled = dice.randrange(1000) < wrong
    fee = {item.code: Decimal(0) for item in edition.fee}
    texts = Writer(dice, planned, year).sections(edition, {**values, **{f"fee.{code}": fee[code] for code in fee}})
    if spoiled:
        spoil(edition, values, dice)
    return (
        Document(
            edition=edition.code,
            year=year,
            agency=AgencyName(planned.name, None, planned.code, planned.level, planned.kind),
            title=edition.title_for(planned.name, year),
            sections=texts,
            fee=fee,
            figures=Figures({**dict.fromkeys(edition.figure_cells), **values}),
            printed=_printed(edition, values, planned),
        ),
        spoiled,
    )


def _printed(edition: Edition, values: Values, planned: Planned) -> dict[str, str]:
    """What is printed beside plain numbers: words, and the unit where the form fixes none."""
    if edition.code == "e2014":
        return {"t18.c4_topics": planned.topic}
    amount = values.get("t2.procurement.amount")
    return {"t2.procurement.amount": f"{format_number(amount)}万元"} if amount else {}


def _begun_only(document: Document) -> Document:
    """A draft that has got as far as table three."""
    kept = {address: None if address.startswith("t4.") else value for address, value in document.figures.items()}
    sections = {code: "" if code in ("sec5", "sec6") else text for code, text in document.sections.items()}
    return document.replace(figures=Figures(kept), sections=sections)


def _moments(dice: Random, year: int, count: int) -> Iterator[datetime]:
    """When a report was begun and its steps were taken: mostly in January, a few after the deadline; never to come."""
    start = datetime(year + 1, 1, 5, 9, tzinfo=timezone.get_default_timezone())
    start += timedelta(days=dice.randrange(0, 16), minutes=dice.randrange(0, 480))
    if dice.randrange(25) == 0:
        start += timedelta(days=dice.randrange(15, 60))
    now = timezone.now()
    for days in _DAYS[:count]:
        yield min(now, start + timedelta(days=days, minutes=dice.randrange(0, 30)))
