"""装入演示数据: the fictional province through the same services that people use."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any
from unittest import mock

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from govreport.agencies import services as registry
from govreport.agencies.models import Agency, Kind, Level, Role, User
from govreport.checks.assess import assess
from govreport.demo import sources
from govreport.demo.compose import Speaker, compose
from govreport.demo.people import Staff, engage
from govreport.notifications.models import Message
from govreport.publishing.models import Publication
from govreport.publishing.own_site import record_own_site
from govreport.publishing.services import publish
from govreport.reports.figures import document_of
from govreport.reports.models import State, Version
from govreport.reports.services import save_cells, save_fee, save_narrative, start_report
from govreport.reports.services.cells import shown
from govreport.standards.document import Document
from govreport.workflow.approve import approve
from govreport.workflow.explain import explain
from govreport.workflow.hand_in import hand_in
from govreport.workflow.models import PublishAfter
from govreport.workflow.return_ import return_
from govreport.workflow.set_route import RoutePlan, StepPlan, set_route
from govreport.workflow.submit import submit
from govreport.workflow.zero import confirm_zeros, unconfirmed

# From this report year on the fictional agencies write here; earlier reports were read from files.
AUTHORED_FROM = 2024
# Agencies of these levels have sites of their own.
WITH_SITES = (Level.PROVINCE, Level.PREFECTURE)


@transaction.atomic
def load() -> int:
    """Fill an empty database; returns the number of reports. All or nothing."""
    agencies = _agencies()
    staff = engage(agencies)
    _lay_down_route(agencies["songchou-office"])
    speakers = {item["code"]: _speaker(item) for item in sources.agencies()}
    entries = sorted(sources.reports(), key=lambda entry: (entry["year"], agencies[entry["agency"]].sort))
    for entry in entries:
        code = entry["agency"]
        _report(agencies[code], staff[code], speakers[code], entry)
    _read_messages(entries[-1]["year"])
    return len(entries)


def _read_messages(year: int) -> None:
    """Whatever people were told before the last report year is read by now."""
    told = Message.objects.filter(read_at__isnull=True, version__report__year__lt=year)
    told.update(read_at=F("at"))


def _lay_down_route(agency: Agency) -> None:
    """One agency goes by named steps from 2026 on; its report of 2025 waits at the first of them."""
    lead = User.objects.get(username="lead")
    steps = (
        StepPlan("审核", Role.REVIEWER),
        StepPlan("保密审查", persons=(lead.pk,), secrecy=True),
        StepPlan("签发", Role.SIGNATORY),
    )
    with _on(datetime(2026, 1, 4, 9, tzinfo=timezone.get_default_timezone())):
        plan = RoutePlan(steps, timezone.localdate(), "三级审签", PublishAfter.APPROVED)
        set_route(agency=agency, plan=plan, by=lead)


def _agencies() -> dict[str, Agency]:
    found: dict[str, Agency] = {}
    for number, item in enumerate(sources.agencies(), start=1):
        found[item["code"]] = registry.register(
            code=item["code"],
            name=item["name"],
            short_name=item.get("short", ""),
            level=Level(item["level"]),
            kind=Kind(item["kind"]),
            has_rule_making=item.get("rule_making", False),
            sort=number * 10,
            parent=found[item["parent"]] if "parent" in item else None,
        )
    return found


def _speaker(item: Mapping[str, Any]) -> Speaker:
    return Speaker(item["name"], item["self"], item["theme"], item["web"], item["media"])


def _report(agency: Agency, staff: Staff, speaker: Speaker, entry: Mapping[str, Any]) -> None:
    year, goal = entry["year"], State(entry.get("state", "published"))
    document = sources.report_file(entry["file"]) if "file" in entry else compose(speaker, year, entry)
    begun = _begun(agency, year)
    with _on(begun):
        if year < AUTHORED_FROM:
            name = f"{agency.name}{year}年年度报告.json"
            version = start_report(agency=agency, year=year, by=staff.drafter, document=document, source_name=name)
        else:
            version = start_report(agency=agency, year=year, by=staff.drafter)
    if year >= AUTHORED_FROM:
        _write(version, staff, document, entry, begun)
    _proceed(version, staff, goal, entry.get("reason", ""), begun)


def _write(version: Version, staff: Staff, document: Document, entry: Mapping[str, Any], begun: datetime) -> None:
    """Fill a version in as its drafter would: section by section."""
    left_out = entry.get("leave_out", ())
    cells = {address: shown(document, address) for address in document.figures}
    cells = {address: text for address, text in cells.items() if address.split(".")[0] not in left_out}
    with _on(begun + timedelta(days=1, hours=1)):
        save_cells(version=version, cells={**cells, **entry.get("typed", {})}, by=staff.drafter)
    with _on(begun + timedelta(days=3, hours=5)):
        for section, text in document.sections.items():
            if section not in left_out:
                save_narrative(version=version, section=section, text=text, by=staff.drafter)
        if "sec6" not in left_out:
            fee = {item: shown(document, f"fee.{item}") for item in document.fee}
            save_fee(version=version, values=fee, by=staff.drafter)


def _proceed(version: Version, staff: Staff, goal: State, reason: str, begun: datetime) -> None:
    """Take the steps that lead to the state the plan names."""
    if goal is State.DRAFTING:
        return
    with _on(begun + timedelta(days=5, hours=3)):
        _explain(version, staff)
    with _on(begun + timedelta(days=6, hours=2)):
        submit(version=version, by=staff.drafter)
    if goal is State.IN_REVIEW:
        return
    with _on(begun + timedelta(days=8, hours=6)):
        if goal is State.RETURNED:
            return_(version=version, by=staff.reviewer, note=reason, place="t3.carried_in")
            return
        approve(version=version, by=staff.reviewer, note="同意")
    if goal is State.HANDED_IN:
        with _on(begun + timedelta(days=9, hours=2)):
            hand_in(version=version, by=staff.drafter)
    if goal is State.PUBLISHED:
        with _on(begun + timedelta(days=10, hours=1)):
            # A reader who asks for a PDF gets it then: fifty of them would keep a small machine busy.
            if items := unconfirmed(version, document_of(version)):
                confirm_zeros(version=version, items=items, by=staff.signatory)
            publication = publish(version=version, by=staff.signatory, render=False)
        if version.report.agency.level in WITH_SITES:
            _on_own_site(publication, staff, begun + timedelta(days=12, hours=2))


def _on_own_site(publication: Publication, staff: Staff, moment: datetime) -> None:
    """The agency has put the report on its own site, and writes the address back."""
    report = publication.version.report
    url = f"https://www.{report.agency.code}.example/xxgk/nb/{report.year}.html"
    with _on(moment):
        record_own_site(publication=publication, url=url, on=moment.date(), by=staff.drafter)


def _explain(version: Version, staff: Staff) -> None:
    """Answer every warning, as nobody may submit before."""
    for answer in assess(version).asked:
        finding = answer.finding
        text, published = sources.reason(finding.rule)
        explain(
            version=version,
            rule=finding.rule,
            subject=finding.target,
            mark=answer.mark,
            text=text,
            published=published,
            by=staff.drafter,
        )


def _begun(agency: Agency, year: int) -> datetime:
    """When work on a report began: January of the next year, February up to report year 2018."""
    start = datetime(year + 1, 1 if year > 2018 else 2, 5, 9, 10, tzinfo=timezone.get_default_timezone())
    return start + timedelta(days=agency.sort // 20, minutes=agency.sort)


@contextmanager
def _on(moment: datetime) -> Iterator[None]:
    """The demonstration takes place in the past: what is recorded inside bears that time."""
    with mock.patch("django.utils.timezone.now", return_value=moment):
        yield
