"""装入试验省: rows written straight into the tables are those that the services would have written."""

from io import StringIO

import pytest
from django.conf import LazySettings
from django.contrib.auth import authenticate
from django.core.management import CommandError, call_command
from django.db import transaction
from django.test import Client
from django.urls import reverse

from govreport.agencies.models import Agency, Kind, Level, Placement, User
from govreport.agencies.services import register
from govreport.checks import findings
from govreport.checks.models import Tally
from govreport.checks.tally import outdated
from govreport.demo.accounts import DEMO_PASSWORD
from govreport.demo.province import load as loading
from govreport.demo.province.load import SUPERVISOR, Order, Progress, load
from govreport.demo.province.tree import plan
from govreport.journal.models import Event
from govreport.journal.verify import verify
from govreport.publishing.models import Publication, SearchText
from govreport.publishing.search import Question, found
from govreport.reports.figures import document_of
from govreport.reports.models import Report, State, Version
from govreport.standards.finding import Severity
from govreport.standards.seal import canonical_json, seal, sm3
from govreport.workflow.submit import submit

pytestmark = pytest.mark.django_db

ORDER = Order(agencies=12, years=15, seed=7, wrong=0)


def published() -> list[Publication]:
    return list(Publication.objects.with_report().order_by("pk"))


def test_every_edition_is_there_and_every_sealed_text_is_what_the_tables_hold() -> None:
    load(ORDER)
    editions = set()
    for item in published():
        document = document_of(item.version)
        editions.add(document.edition)
        data = canonical_json(document)
        assert (item.data, item.sha256, item.sm3) == (data, seal(data), sm3(data))
    assert editions == {"e2014", "e2019", "e2021"}


def test_without_wrong_ones_no_relation_is_broken_from_the_first_year_to_the_last() -> None:
    load(ORDER)
    before: dict[int, Publication] = {}
    for item in Publication.objects.with_report().order_by("version__report__agency", "version__report__year"):
        agency = item.version.report.agency_id
        last = document_of(before[agency].version) if agency in before else None
        told = findings(document_of(item.version), last)
        assert [finding.message for finding in told if finding.severity is Severity.ERROR] == []
        before[agency] = item


def test_findings_are_counted_as_they_are_found_in_what_was_loaded() -> None:
    load(Order(agencies=12, years=4, seed=7, wrong=500))
    names = ("version_id", "rules", "compared_with_id", "compared_lock", "counts")
    loaded = list(Tally.objects.order_by("version_id").values_list(*names))
    assert any(counts for *_others, counts in loaded)
    assert list(outdated()) == []
    call_command("count_findings", "--all", stdout=StringIO())
    assert list(Tally.objects.order_by("version_id").values_list(*names)) == loaded


def test_wrong_ones_are_as_many_as_asked_for_and_are_found() -> None:
    done = load(Order(agencies=12, years=4, seed=7, wrong=1000))
    assert done.wrong == done.reports
    wrong = [item for item in published() if findings(document_of(item.version), None)]
    assert len(wrong) > len(published()) / 2


def test_the_chains_of_the_journal_are_sound() -> None:
    load(ORDER)
    result = verify()
    assert (result.breaks, result.chains, result.events) == ([], 12, Event.objects.count())


def loaded(order: Order) -> list[str]:
    """The sealed texts of an order, of which nothing is left afterwards."""
    point = transaction.savepoint()
    load(order)
    texts = [item.data for item in published()]
    transaction.savepoint_rollback(point)
    return texts


def test_an_agency_is_the_same_in_a_larger_province_and_another_with_another_seed() -> None:
    small = loaded(Order(agencies=3, years=3, seed=7, wrong=30))
    assert small == loaded(Order(agencies=6, years=3, seed=7, wrong=30))[: len(small)]
    assert small != loaded(Order(agencies=3, years=3, seed=8, wrong=30))


def test_a_loading_that_was_stopped_is_gone_on_with_and_ends_as_if_it_had_not_been(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    whole = loaded(ORDER)
    monkeypatch.setattr(loading, "PORTION", 5)

    def stop(progress: Progress) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        load(ORDER, stop)
    assert Report.objects.values("agency").distinct().count() == 5
    assert load(ORDER).before == 5
    assert [item.data for item in published()] == whole
    assert verify().breaks == []


def test_the_last_year_is_in_every_state_and_the_years_before_are_public() -> None:
    order = Order(agencies=60, years=2, seed=1, wrong=0)
    load(order)
    first, last = order.all_years
    states = set(Version.objects.filter(report__year=last).values_list("state", flat=True))
    assert states == {item.value for _, item in loading._LAST_YEAR if item is not None}
    assert set(Version.objects.filter(report__year=first).values_list("state", flat=True)) == {State.PUBLISHED}
    assert Report.objects.filter(year=last).count() < 60


def test_the_tree_has_all_levels_and_stands_where_the_paths_say() -> None:
    load(Order(agencies=40, years=1, seed=1, wrong=0))
    assert set(Agency.objects.values_list("level", flat=True)) == set(Level.values) - {Level.NATIONAL}
    for placement in Placement.objects.select_related("agency", "parent"):
        assert placement.path.split("/")[-1] == placement.agency.code
        assert placement.parent is None or placement.path.split("/")[-2] == placement.parent.code


def test_a_nation_has_provinces_under_one_office_and_no_name_twice() -> None:
    agencies = list(plan(6000))
    provinces = [item for item in agencies if (item.level, item.kind) == (Level.PROVINCE, Kind.GOVERNMENT)]
    assert {item.parent for item in provinces} == {agencies[0].code}
    assert len(provinces) == 2
    assert len({item.name for item in agencies}) == len({item.code for item in agencies}) == 6000


def test_what_was_published_is_found_by_name_pinyin_and_text() -> None:
    load(ORDER)
    for words in ("东江省教育厅", "jiaoyuting", "公开属性"):
        assert found(Question(words)).exists()
    assert SearchText.objects.filter(place="name").count() == len(published())


def test_people_go_on_with_what_they_find(client: Client) -> None:
    load(Order(agencies=60, years=2, seed=1, wrong=0))
    version = Version.objects.filter(state=State.APPROVED).first()
    assert version is not None
    signatory = User.objects.get(username=f"{version.report.agency.code}-signatory")
    client.force_login(signatory)
    assert client.get(reverse("drafting:report", args=[version.report_id])).status_code == 200
    supervisor = authenticate(username=SUPERVISOR, password=DEMO_PASSWORD)
    assert isinstance(supervisor, User)
    client.force_login(supervisor)
    assert client.get(reverse("oversight:status")).status_code == 200
    drafting = Version.objects.filter(state=State.RETURNED).first()
    assert drafting is not None
    drafter = User.objects.get(username=f"{drafting.report.agency.code}-drafter")
    submit(version=drafting, by=drafter)
    assert verify([drafting.report.agency.code]).breaks == []


def run(*words: str) -> tuple[str, str]:
    out, err = StringIO(), StringIO()
    call_command("load_province", *words, stdout=out, stderr=err)
    return out.getvalue(), err.getvalue()


def test_the_command_tells_how_far_it_is_how_fast_it_was_and_the_account() -> None:
    out, err = run("--agencies", "3", "--years", "40")
    assert "3 / 3 个机关" in err
    assert "2014年度起才有统一的统计表" in err
    assert "每秒" in err
    assert out.split() == [SUPERVISOR, DEMO_PASSWORD]


def test_a_database_with_other_agencies_is_left_alone() -> None:
    register(code="real", name="真实机关", level=Level.COUNTY, kind=Kind.OTHER)
    with pytest.raises(CommandError, match="已有别的机关"):
        run("--agencies", "3")
    assert (Agency.objects.count(), User.objects.count()) == (1, 0)


@pytest.mark.parametrize("words", [("--agencies", "0"), ("--years", "0"), ("--wrong", "1001"), ("--wrong", "-1")])
def test_a_size_that_makes_no_sense_is_refused(words: tuple[str, ...]) -> None:
    with pytest.raises(CommandError):
        run(*words)
    assert not Agency.objects.exists()


def test_a_production_system_refuses(settings: LazySettings) -> None:
    settings.SECURE = True
    with pytest.raises(CommandError, match="正式运行"):
        run("--agencies", "3")
