"""开始编制: blank or from a file; nothing is kept before it is confirmed."""

import json
from pathlib import Path
from typing import Any

import pytest
from django.conf import LazySettings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client

from govreport.agencies import services
from govreport.agencies.models import Agency, Role, User
from govreport.reports.figures import document_of
from govreport.reports.models import ImportedFile, Origin, Report, Version
from govreport.reports.services import start_report
from tests.builders import balanced, wrong_totals
from tests.web.drafting.conftest import SignIn

TEXT = Path(__file__).parents[2] / "data" / "report_2020.txt"


def send(client: Client, name: str, data: bytes) -> tuple[int, str]:
    """Hand in a file; the page that answers."""
    file = SimpleUploadedFile(name, data)
    agency = Agency.objects.get(code="yunxi-lincao")
    form = {"agency": agency.pk, "source": "file", "year": 2023, "file": file}
    response = client.post("/desk/start/", form, follow=True)
    return response.status_code, response.content.decode()


def as_file(data: dict[str, Any]) -> bytes:
    return json.dumps(data, ensure_ascii=False).encode()


def test_last_year_is_offered_first(clerk: Client) -> None:
    response = clerk.get("/desk/start/")
    years = [value for value, _ in response.context["form"].fields["year"].choices]
    assert years == sorted(years, reverse=True)
    assert years[-1] == 2014
    assert response.context["form"].initial["year"] == years[0]


def test_a_year_that_has_its_report_is_not_offered_first(clerk: Client, agency: Agency, drafter: User) -> None:
    last = clerk.get("/desk/start/").context["form"].initial["year"]
    start_report(agency=agency, year=last, by=drafter)
    start_report(agency=agency, year=last - 2, by=drafter)
    assert clerk.get("/desk/start/").context["form"].initial["year"] == last - 1


def test_with_two_agencies_the_year_stays_until_both_have_begun(
    clerk: Client, agency: Agency, other_agency: Agency, drafter: User
) -> None:
    services.appoint(user=drafter, agency=other_agency, role=Role.DRAFTER)
    last = clerk.get("/desk/start/").context["form"].initial["year"]
    start_report(agency=agency, year=last, by=drafter)
    assert clerk.get("/desk/start/").context["form"].initial["year"] == last
    start_report(agency=other_agency, year=last, by=drafter)
    assert clerk.get("/desk/start/").context["form"].initial["year"] == last - 1


def test_a_blank_report_begins_at_its_first_section(clerk: Client, agency: Agency) -> None:
    response = clerk.post("/desk/start/", {"agency": agency.pk, "source": "blank", "year": 2023})
    version = Version.objects.get()
    assert response.headers["Location"] == f"/desk/reports/{version.report_id}/preamble/"
    assert version.origin == Origin.AUTHORED


def test_a_second_report_for_the_same_year_is_refused_with_a_sentence(clerk: Client, blank: Version) -> None:
    agency = blank.report.agency
    response = clerk.post("/desk/start/", {"agency": agency.pk, "source": "blank", "year": 2023})
    assert response.status_code == 422
    assert "年度的报告已经有了" in response.content.decode()
    assert Report.objects.count() == 1


def test_a_file_is_shown_as_it_was_understood_and_no_report_is_made(clerk: Client) -> None:
    status, page = send(clerk, "2020年年报.txt", TEXT.read_bytes())
    assert status == 200
    for fact in ("2020年年报.txt", "云溪县林业和草原局", "国办公开办函〔2019〕60号", "0</span> / <span data-all>"):
        assert fact in page
    assert "办理结果各项相加为 2，“（七）总计”填写 0" in page
    assert "表三“6.属于四类过程性信息”" in page  # a doubt says where it arose
    assert Report.objects.count() == 0


def test_confirming_creates_exactly_what_was_shown(clerk: Client) -> None:
    send(clerk, "2020.txt", TEXT.read_bytes())
    imported = ImportedFile.objects.get()
    clerk.post(f"/desk/imports/{imported.pk}/rest/")
    response = clerk.post(f"/desk/imports/{imported.pk}/confirm/")
    version = Version.objects.get()
    assert response.headers["Location"] == f"/desk/reports/{version.report_id}/"
    assert (version.origin, version.source_name, version.report.year) == (Origin.IMPORTED, "2020.txt", 2020)


@pytest.mark.parametrize(
    ("name", "data", "sentence"),
    [
        ("empty.txt", b"", "这个文件是空的"),
        ("notes.txt", "会议记录：今天下午三点开会。".encode(), "年度报告"),
        ("noise.bin", bytes(range(256)) * 64, "。"),
    ],
)
def test_a_file_that_is_no_report_is_declined_in_words(clerk: Client, name: str, data: bytes, sentence: str) -> None:
    status, page = send(clerk, name, data)
    assert status == 422
    assert sentence in page.split('id="error_1_id_file"')[1].split("</")[0]
    assert Report.objects.count() == 0


def test_a_file_beyond_the_limit_is_declined_with_both_sizes(clerk: Client, settings: LazySettings) -> None:
    settings.REPORT_FILE_MAX_SIZE = 1024
    status, page = send(clerk, "big.txt", "政府信息公开".encode() * 200)
    assert status == 422
    assert "最多读取 1.0" in page


def test_tables_of_another_edition_cannot_become_a_report(clerk: Client) -> None:
    document = wrong_totals().replace(year=2023, title="云溪县林业和草原局2023年政府信息公开工作年度报告")
    status, page = send(clerk, "report.json", as_file(document.to_json()))
    assert status == 200
    assert "请换用规定格式的文件" in page
    assert "disabled" in page.split('id="import-confirm"')[1].split(">")[0]


def test_an_existing_report_is_named_before_anything_is_confirmed(clerk: Client, imported: Version) -> None:
    _, page = send(clerk, "again.txt", TEXT.read_bytes())
    assert "年度的报告已经有了" in page
    assert "改为读入现有的稿子" in page
    waiting = ImportedFile.objects.get()
    clerk.post(f"/desk/imports/{waiting.pk}/rest/")
    clerk.post(f"/desk/imports/{waiting.pk}/confirm/")
    assert Report.objects.count() == 1


def test_another_agencys_file_is_pointed_out(clerk: Client) -> None:
    _, page = send(clerk, "other.json", as_file(balanced(name="临江县林业和草原局").to_json()))
    assert "与“云溪县林业和草原局”不同" in page


def test_a_person_who_drafts_nowhere_is_told_so(sign_in: SignIn, reviewer: User) -> None:
    page = sign_in(reviewer).get("/desk/start/").content.decode()
    assert "您不是起草人" in page
    assert "<form" not in page.split("<main")[1].split("</main")[0]


def ways(client: Client) -> list[str]:
    """The ways of starting that the page offers."""
    return [value for value, _ in client.get("/desk/start/").context["form"].fields["source"].choices]


@pytest.fixture
def last_year(agency: Agency, drafter: User) -> Version:
    """The report of 2022, with headings."""
    document = balanced(year=2022).replace(sections={"sec1": "（一）主动公开。公开信息四十条。", "sec6": "没有。"})
    return start_report(agency=agency, year=2022, by=drafter, document=document)


def continue_from(client: Client, agency: Agency, year: int = 2023, **more: str) -> HttpResponse:
    """Confirm what the second page offers."""
    return client.post("/desk/start/continue/", {"agency": agency.pk, "year": year, "take": "headings", **more})


def ask_for(client: Client, agency: Agency, year: int = 2023) -> HttpResponse:
    """The second page: what last year's report offers."""
    return client.post("/desk/start/", {"agency": agency.pk, "source": "last", "year": year})


def test_the_years_that_can_follow_last_year_are_named(clerk: Client, last_year: Version) -> None:
    assert ways(clerk) == ["blank", "last", "file"]
    assert "可用于 2023 年度" in clerk.get("/desk/start/").content.decode()
    continue_from(clerk, last_year.report.agency)
    assert "可用于 2024 年度" in clerk.get("/desk/start/").content.decode()


def test_without_any_report_the_page_says_what_to_do(clerk: Client, agency: Agency) -> None:
    page = clerk.get("/desk/start/").content.decode()
    assert "现在没有可以接着编的年度；缺上年报告的，可先用“从文件开始”读入" in page
    response = ask_for(clerk, agency)
    assert response.status_code == 422
    assert "没有2022年度的报告可以沿用。请先用“从文件开始”读入2022年度的报告" in response.content.decode()


def test_the_reports_of_other_agencies_are_no_last_year(clerk: Client, other_agency: Agency, stranger: User) -> None:
    start_report(agency=other_agency, year=2022, by=stranger)
    assert "现在没有可以接着编的年度" in clerk.get("/desk/start/").content.decode()
    clerk.post("/desk/start/", {"agency": other_agency.pk, "source": "last", "year": 2023})
    continue_from(clerk, other_agency)
    assert Report.objects.count() == 1


def test_what_would_be_taken_over_is_shown_and_nothing_is_kept(clerk: Client, last_year: Version) -> None:
    page = ask_for(clerk, last_year.report.agency).content.decode()
    first = page.split('class="offered"')[1]
    assert "一、总体情况" in first
    assert "<li>（一）主动公开</li>" in first
    assert "（一）主动公开。公开信息四十条。" in first.split("<details")[1]
    assert '上年结转下年度继续办理 <b class="nums">0</b> 件' in page
    assert Report.objects.count() == 1


def test_last_year_gives_headings_and_carried_figures_but_no_sentence(clerk: Client, last_year: Version) -> None:
    response = continue_from(clerk, last_year.report.agency)
    version = Version.objects.get(report__year=2023)
    assert response.headers["Location"] == f"/desk/reports/{version.report_id}/preamble/"
    document = document_of(version)
    assert document.sections == {"sec1": "（一）主动公开"}
    assert document.figures["t3.carried_in.total"] == 0
    assert document.figures["t3.new_received.total"] is None
    assert version.origin == Origin.AUTHORED
    assert "沿用上年" not in clerk.get(f"/desk/reports/{version.report_id}/sec1/").content.decode()


def test_sentences_come_only_when_asked_for_and_are_marked_until_edited(clerk: Client, last_year: Version) -> None:
    continue_from(clerk, last_year.report.agency, take="texts")
    version = Version.objects.get(report__year=2023)
    address = f"/desk/reports/{version.report_id}/"
    assert document_of(version).sections == {"sec1": "（一）主动公开。公开信息四十条。", "sec6": "没有。"}
    page = clerk.get(f"{address}sec1/").content.decode()
    assert "<li>（一）主动公开。公开信息四十条。</li>" in page.split('id="taken"')[1].split("</details>")[0]
    assert "还有沿用上年、尚未修改的段落：" in page.split('id="panel"')[1]
    assert "沿用上年、尚未修改的段落" in clerk.get(address).content.decode()
    clerk.post(f"{address}sec1/", {"sections.sec1": "（一）主动公开。公开信息五十条。"})
    assert 'id="taken"' not in clerk.get(f"{address}sec1/").content.decode()
    assert 'id="taken"' in clerk.get(f"{address}sec6/").content.decode()


def test_a_year_without_a_year_before_is_declined_in_words(clerk: Client, last_year: Version) -> None:
    response = ask_for(clerk, last_year.report.agency, 2021)
    assert response.status_code == 422
    assert "没有2020年度的报告可以沿用" in response.content.decode()
    assert Report.objects.count() == 1


def test_a_report_that_exists_already_is_named_before_anything_is_shown(clerk: Client, last_year: Version) -> None:
    agency = last_year.report.agency
    continue_from(clerk, agency)
    response = ask_for(clerk, agency)
    assert response.status_code == 422
    assert "年度的报告已经有了" in response.content.decode()
    page = clerk.get(continue_from(clerk, agency).headers["Location"]).content.decode()
    assert "年度的报告已经有了" in page
    assert Report.objects.count() == 2


@pytest.mark.parametrize("more", [{"year": "x"}, {"take": "everything"}, {"agency": "0"}])
def test_nonsense_begins_again(clerk: Client, last_year: Version, more: dict[str, str]) -> None:
    response = clerk.post(
        "/desk/start/continue/", {"agency": str(last_year.report.agency_id), "year": "2023", "take": "texts"} | more
    )
    assert response.headers["Location"] == "/desk/start/"
    assert Report.objects.count() == 1


def test_others_continue_nothing_here(sign_in: SignIn, stranger: User, reviewer: User, last_year: Version) -> None:
    for user in (stranger, reviewer):
        assert continue_from(sign_in(user), last_year.report.agency).headers["Location"] == "/desk/start/"
    assert Report.objects.count() == 1
