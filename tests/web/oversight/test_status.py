"""报送进度页: who sees it, what is filtered, what is exported, what is done with several reports at once."""

import io
from datetime import timedelta

import openpyxl
import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from govreport.agencies.models import Agency, Kind, Level, Placement, User
from govreport.agencies.services import register
from govreport.calls.models import Call, Contact
from govreport.reports.models import Report, State, Version
from govreport.workflow.hand_in import hand_in
from tests.remarks import say
from tests.web.drafting.conftest import SignIn

PAGE = "/desk/oversight/"


def names(client: Client, query: str) -> list[str]:
    """The codes of the agencies in the list."""
    return [line.code for line in client.get(f"{PAGE}?year=2023&{query}").context["page"].object_list]


def test_the_office_sees_where_each_report_stands_and_by_when_it_is_due(
    office: Client, in_review: Version, other_agency: Agency
) -> None:
    text = office.get(f"{PAGE}?year=2023").content.decode()
    assert "云溪县林业和草原局" in text
    assert "审核中" in text
    assert "2024年1月31日" in text
    assert "临江" not in text
    days = (timezone.localdate() - timezone.datetime(2024, 1, 31).date()).days  # type: ignore[attr-defined]
    assert f"逾期 {days} 天" in text


def test_where_all_is_done_nothing_is_offered_for_many(office: Client, in_review: Version) -> None:
    assert 'id="many-note"' in office.get(f"{PAGE}?year=2023").content.decode()
    Version.objects.filter(pk=in_review.pk).update(state=State.PUBLISHED)
    assert 'id="many-note"' not in office.get(f"{PAGE}?year=2023&state=published").content.decode()


def test_without_a_year_or_with_a_bad_one_the_page_shows_the_year_that_is_due(office: Client, agency: Agency) -> None:
    for query in ("", "?year=abc", "?year=9999", "?year=²⁰²³"):
        assert office.get(PAGE + query).context["field"].year == timezone.localdate().year - 1


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["yunxi", "yunxi-lincao"]),
        ("state=in_review", ["yunxi-lincao"]),
        ("state=not_begun", ["yunxi"]),
        ("state=nonsense", ["yunxi", "yunxi-lincao"]),
        ("level=township", []),
        ("time=late&q=林业", ["yunxi-lincao"]),
        ("time=called", []),
        ("q=yunxi-l", ["yunxi-lincao"]),
        ("under=yunxi-lincao", ["yunxi-lincao"]),
        ("under=linjiang", ["yunxi", "yunxi-lincao"]),
    ],
)
def test_the_list_is_filtered(
    office: Client, in_review: Version, other_agency: Agency, query: str, found: list[str]
) -> None:
    assert names(office, query) == found


def test_a_node_leads_to_what_is_below_it(office: Client, government: Agency, agency: Agency) -> None:
    town = register(code="town", name="云溪镇", level=Level.TOWNSHIP, kind=Kind.GOVERNMENT, parent=government)
    register(code="village", name="云溪站", level=Level.TOWNSHIP, kind=Kind.OTHER, parent=town)
    text = office.get(f"{PAGE}?year=2023").content.decode()
    assert "?year=2023&amp;office=yunxi&amp;under=town" in text
    assert names(office, "under=town") == ["town", "village"]


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_the_list_is_exported_as_it_is_filtered(office: Client, in_review: Version, agency: Agency, kind: str) -> None:
    Contact.objects.create(agency=agency, name="=王芳", phone="0571-8800")
    data = office.get(f"{PAGE}status.{kind}?year=2023&state=in_review").content
    if kind == "csv":
        text = data.decode("utf-8-sig")
        assert text.splitlines()[1].startswith("云溪县林业和草原局,yunxi-lincao,县级,审核中,2024-01-31,")
        assert "'=王芳,0571-8800" in text
        assert len(text.splitlines()) == 2
    else:
        rows = list(openpyxl.load_workbook(io.BytesIO(data)).active.values)  # type: ignore[union-attr]
        assert [row[0] for row in rows] == ["机关", "云溪县林业和草原局"]
        assert rows[1][10:] == ("=王芳", "0571-8800")


def test_several_agencies_are_called_at_once(office: Client, drafter: User, in_review: Version, reviewer: User) -> None:
    chosen = {"verb": "call", "agency": ["yunxi", "yunxi-lincao", "linjiang"], "note": "请抓紧"}
    text = office.post(f"{PAGE}many/?year=2023&state=", chosen, follow=True).content.decode()
    assert "已催报 2 个机关。" in text
    assert set(Call.objects.values_list("agency__code", "note")) == {("yunxi", "请抓紧"), ("yunxi-lincao", "请抓紧")}
    text = office.post(f"{PAGE}many/?year=2023", chosen, follow=True).content.decode()
    assert "一天以内已经催过" in text
    assert Call.objects.count() == 2


def test_what_was_handed_in_is_accepted_and_what_was_not_is_told(
    office: Client, approved: Version, drafter: User
) -> None:
    hand_in(version=approved, by=drafter)
    chosen = {"verb": "accept", "agency": ["yunxi", "yunxi-lincao"]}
    text = office.post(f"{PAGE}many/?year=2023", chosen, follow=True).content.decode()
    assert "已接收 1 份年报。" in text
    assert "“云溪县人民政府”还没有开始编制" in text
    assert Version.objects.get(pk=approved.pk).state == State.ACCEPTED


def test_what_is_sent_back_needs_a_reason(office: Client, approved: Version, drafter: User, supervisor: User) -> None:
    hand_in(version=approved, by=drafter)
    say(Version.objects.get(pk=approved.pk), "sec1", supervisor)
    chosen = {"verb": "send-back", "agency": ["yunxi-lincao"]}
    response = office.post(f"{PAGE}many/?year=2023", {**chosen, "note": " "})
    assert response.status_code == 422
    assert "请写明退回的原因" in response.content.decode()
    text = office.post(f"{PAGE}many/?year=2023", {**chosen, "note": "表三与正文不一致"}, follow=True).content.decode()
    assert "已退回 1 份年报。" in text
    assert Version.objects.get(pk=approved.pk).state == State.RETURNED


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [({"verb": "call"}, "没有选中机关。"), ({"agency": ["yunxi"]}, "请选择要办理的事项。")],
)
def test_a_form_that_says_nothing_is_answered_with_a_sentence(
    office: Client, agency: Agency, sent: dict[str, object], sentence: str
) -> None:
    response = office.post(f"{PAGE}many/?year=2023", {**sent, "note": "附言留着"})
    assert response.status_code == 422
    assert sentence in response.content.decode()
    assert "附言留着" in response.content.decode()


def test_the_page_of_one_agency_keeps_calls_extensions_and_the_contact(
    office: Client, agency: Agency, drafter: User
) -> None:
    where = f"{PAGE}agencies/yunxi-lincao/?year=2023"
    day = timezone.localdate() + timedelta(days=9)
    later = {"verb": "extend", "day": day.isoformat(), "reason": "机构改革"}
    assert "不晚于现在的期限" in office.post(where, {**later, "day": "2024-01-31"}).content.decode()
    assert "请写明延期的理由。" in office.post(where, {**later, "reason": ""}).content.decode()
    assert "2024-12-31" in office.post(where, later).content.decode()
    office.post(where, {**later, "day": "2024-03-01"})
    office.post(where, {"verb": "contact", "contact-name": "王芳", "contact-phone": "0571-8800"})
    assert "起草人周宁" in office.post(where, {"verb": "call", "note": "请抓紧"}, follow=True).content.decode()
    text = office.get(where).content.decode()
    for words in ("2024年3月1日", "机构改革", "王芳", "0571-8800", "请抓紧", "未签收", "已准予延期"):
        assert words in text
    assert "一天以内已经催过" in office.post(where, {"verb": "call"}).content.decode()


def test_the_own_government_is_not_given_a_later_day_by_its_own_office(office: Client, agency: Agency) -> None:
    where = f"{PAGE}agencies/yunxi/?year=2023"
    assert "准予延期" not in office.get(where).content.decode()
    sent = {"verb": "extend", "day": "2024-12-01", "reason": "理由"}
    assert office.post(where, sent).status_code == 403


def test_agencies_of_others_are_not_there(office: Client, other_agency: Agency) -> None:
    assert office.get(f"{PAGE}agencies/linjiang-lincao/").status_code == 404


def test_days_are_laid_down_on_their_page(office: Client, agency: Agency) -> None:
    where = f"{PAGE}deadlines/?year=2023"
    sent = {"level": "county", "kind": "department", "day": "2024-01-26", "basis": "云政办〔2023〕9号"}
    assert "晚于法定期限 2024-01-31" in office.post(where, {**sent, "day": "2024-02-02"}).content.decode()
    text = office.post(where, sent, follow=True).content.decode()
    assert "已设定本地期限。" in text
    assert "云政办〔2023〕9号" in text
    assert "2024年1月26日" in office.get(f"{PAGE}?year=2023").content.decode()


def test_whoever_was_called_reads_it_on_the_desk_and_acknowledges_it(
    office: Client, clerk: Client, agency: Agency, stranger: User, sign_in: SignIn
) -> None:
    office.post(f"{PAGE}many/?year=2023", {"verb": "call", "agency": ["yunxi-lincao"], "note": "请于周五前报送"})
    assert "请于周五前报送" in clerk.get("/desk/").content.decode()
    receipt = Call.objects.get().receipts.get()
    assert sign_in(stranger).post(f"{PAGE}received/{receipt.pk}/").status_code == 404
    assert "已签收。" in clerk.post(f"{PAGE}received/{receipt.pk}/", follow=True).content.decode()
    assert "请于周五前报送" not in clerk.get("/desk/").content.decode()


def test_five_thousand_agencies_cost_as_many_queries_as_two(
    office: Client,
    government: Agency,
    agency: Agency,
    drafter: User,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    # The first page after signing in notes the device.
    office.get(f"{PAGE}?year=2023")
    with django_assert_max_num_queries(15):
        office.get(f"{PAGE}?year=2023")
    towns = Agency.objects.bulk_create(
        Agency(code=f"t{number}", name=f"镇{number}", level=Level.TOWNSHIP, kind=Kind.OTHER, sort=99)
        for number in range(5000)
    )
    Placement.objects.bulk_create(
        Placement(agency=town, parent=government, from_year=2008, path=f"yunxi/{town.code}") for town in towns
    )
    reports = Report.objects.bulk_create(Report(agency=town, year=2023) for town in towns[:2000])
    Version.objects.bulk_create(Version(report=report, created_by=drafter) for report in reports)
    with django_assert_max_num_queries(15):
        response = office.get(f"{PAGE}?year=2023&page=3")
    assert response.context["page"].paginator.count == 5002
    assert response.context["shown"].whole.states[State.DRAFTING] == 2000
