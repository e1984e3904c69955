"""演示数据: a whole fictional province, and for the clerk exactly one thing to do."""

from collections import Counter
from collections.abc import Iterator

import pytest
from django.core.management import call_command
from django.db.models import F
from pytest_django import DjangoDbBlocker

from govreport import checks
from govreport.agencies.models import Agency, Role, User
from govreport.demo.accounts import ACCOUNTS
from govreport.demo.load import load
from govreport.publishing.models import Publication
from govreport.publishing.series import published_document
from govreport.publishing.services import seal
from govreport.reports.figures import document_of
from govreport.reports.models import Report, State, Version
from govreport.reports.selectors import previous_document
from govreport.reports.services import save_cells, save_narrative
from govreport.standards.document import Document
from govreport.workflow.permissions import allowed_verbs
from govreport.workflow.submit import submit

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module", autouse=True)
def loaded(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The demonstration, loaded once for all tests of this file."""
    with django_db_blocker.unblock():
        load()
    yield
    with django_db_blocker.unblock():
        call_command("flush", interactive=False, verbosity=0)


def report(code: str, year: int) -> tuple[Version, Document]:
    version = Version.objects.with_contents().get(report__agency__code=code, report__year=year)
    return version, document_of(version)


def errors(version: Version, document: Document) -> Counter[str]:
    return Counter(finding.rule for finding in checks.open_errors(document, previous_document(version)))


def test_all_editions_states_and_roles_are_represented() -> None:
    editions = {item.edition.code for item in Report.objects.all()}
    assert editions == {"e2014", "e2019", "e2021"}
    states = Counter(Version.objects.values_list("state", flat=True))
    assert set(states) == {
        State.DRAFTING,
        State.RETURNED,
        State.IN_REVIEW,
        State.APPROVED,
        State.HANDED_IN,
        State.PUBLISHED,
    }
    assert {account.role for account in ACCOUNTS} == set(Role)


def test_the_clerk_has_one_thing_to_do_half_filled_with_two_errors() -> None:
    clerk = User.objects.get(username="drafter")
    versions = list(Version.objects.visible_to(clerk).exclude(state=State.PUBLISHED))
    assert [(item.report.year, item.state) for item in versions] == [(2025, State.DRAFTING)]
    version, document = report("songchou-shuiwu", 2025)
    found = checks.findings(document, previous_document(version))
    states = {item.section.code: item.state.value for item in checks.progress(document, found)}
    assert states == {
        "preamble": "ready",
        "sec1": "ready",
        "sec2": "ready",
        "sec3": "errors",
        "sec4": "empty",
        "sec5": "empty",
        "sec6": "empty",
        "closing": "empty",
    }
    wrong = [finding for finding in found if finding.rule not in ("C-01", "S-01", "T4-02")]
    assert [(finding.rule, finding.target) for finding in wrong] == [
        ("T3-03", "t3.total_processed.natural_person"),
        ("T3-03", "t3.total_processed.total"),
    ]


def test_the_clerk_can_finish() -> None:
    clerk = User.objects.get(username="drafter")
    version, document = report("songchou-shuiwu", 2025)
    blank = {cell: "0" for cell, value in document.figures.items() if value is None and not cell.endswith(".total")}
    save_cells(version=version, cells={**blank, "t3.unable_not_held.natural_person": "2"}, by=clerk)
    texts = {"sec5": "解读形式单一，业务不够熟悉；今后增加图示和问答，分批组织培训。", "sec6": "没有收取信息处理费。"}
    for section, text in texts.items():
        save_narrative(version=version, section=section, text=text, by=clerk)
    assert submit(version=version, by=clerk).state == State.IN_REVIEW


def test_each_account_finds_the_work_it_is_promised() -> None:
    def waiting(username: str, verb: str) -> int:
        user = User.objects.get(username=username)
        versions = Version.objects.with_report().visible_to(user)
        return sum(verb in allowed_verbs(user, version) for version in versions)

    assert waiting("importer", "submit") == 1
    assert waiting("reviewer", "approve") == 1
    assert waiting("signatory", "publish") == 1
    assert waiting("supervisor", "accept") == 1
    for name in ("sysadmin", "secadmin", "auditor"):
        assert not Version.objects.visible_to(User.objects.get(username=name)).exists()
    viewer, supervisor = (User.objects.get(username=name) for name in ("viewer", "supervisor"))
    assert Version.objects.visible_to(viewer).exists()
    assert set(Agency.objects.visible_to(supervisor).values_list("code", flat=True)) == {
        "songchou",
        "songchou-office",
        "songchou-shuiwu",
        "songchou-weijian",
        "songchou-liuqiao",
    }


def test_the_faults_of_the_real_reports_are_carried() -> None:
    assert errors(*report("jiming-ziran", 2020)) == {"T3-02": 2, "T3-03": 2}
    assert errors(*report("qingze-office", 2023)) == {"C-01": 5, "T4-02": 1, "N-05": 1, "N-06": 1}
    _, document = report("lanshan-ziran", 2018)
    found = {finding.rule for finding in checks.findings(document) if finding.severity == "warning"}
    assert (found, document.printed["t18.i3_trainees"]) == ({"A-11", "C-06"}, "150人次")
    _, office = report("lanshan-office", 2024)
    assert str(office.figures["t2.admin_fees.amount_wan"]) == "136.1206"


def test_what_is_published_is_complete_and_sealed_before_the_deadline() -> None:
    publications = list(Publication.objects.with_report().filter(version__state=State.PUBLISHED))
    assert len(publications) >= 50
    for publication in publications:
        assert publication.sha256 == seal(publication.data)
        document = published_document(publication)
        assert [finding for finding in checks.open_errors(document) if finding.rule != "Y-01"] == []
        limit = (1, 31) if publication.version.report.year > 2018 else (3, 31)
        assert (publication.published_at.month, publication.published_at.day) <= limit
        assert publication.published_at.year == publication.version.report.year + 1


def test_years_follow_on_one_another() -> None:
    for version in Version.objects.with_contents().filter(state=State.PUBLISHED):
        found = checks.findings(document_of(version), previous_document(version))
        assert [finding for finding in found if finding.rule.startswith("Y-")] == [], str(version)


def test_narratives_are_long_enough_to_read_like_reports() -> None:
    for publication in Publication.objects.filter(version__report__year__gte=2019).with_report():
        sections = published_document(publication).sections
        assert 500 <= len(sections["sec1"]) <= 900
        assert 280 <= len(sections["sec5"]) <= 900
        assert 250 <= len(sections["sec6"]) <= 900


def test_the_history_takes_place_in_the_past_and_in_order() -> None:
    assert not Version.objects.filter(submitted_at__lt=F("created_at")).exists()
    assert not Version.objects.filter(decided_at__lt=F("submitted_at")).exists()
    assert Version.objects.order_by("created_at").values_list("created_at__year", flat=True)[0] == 2019


def test_no_two_colleagues_share_a_name() -> None:
    names = list(User.objects.values_list("full_name", flat=True))
    assert len(names) == len(set(names))
