"""一个文件的检查结果页: what was found, whose report it is, and the reports that it belongs to."""

import pytest
from django.test import Client

from govreport.agencies.models import Agency, User
from govreport.batches.models import Batch
from govreport.reports.models import State, Version
from govreport.reports.services import start_report
from tests.builders import of_last_year
from tests.fixtures.batches import Checked, nameless, own_right, own_wrong, page_of, the
from tests.web.oversight.conftest import text


def test_the_page_of_a_file_shows_findings_and_takes_agency_and_year(
    office: Client, done: Batch, agency: Agency, supervisor: User
) -> None:
    address = f"{page_of(done)}files/{the(done, '疑.txt').pk}/"
    page = text(office, address)
    assert "没有读出机关名称，请选择机关。" in page
    assert f'<option value="{agency.name}"' in page
    assert office.post(address, {"agency": agency.name, "year": "2023"}).status_code == 302
    reading = the(done, "疑.txt")
    assert (reading.agency, reading.year, reading.confirmed_by) == (agency, 2023, supervisor)


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"agency": "没有的局", "year": "2023"}, "所属机关中没有“没有的局”"),
        ({"agency": "临江县林业和草原局", "year": "2023"}, "所属机关中没有“临江县林业和草原局”"),
        ({"agency": "", "year": "2023"}, "请填写机关全称。"),
        ({"agency": "云溪县林业和草原局", "year": ""}, "请填写报告年度。"),
        ({"agency": "云溪县林业和草原局", "year": "去年"}, "报告年度应写作四位数字"),
        ({"agency": "云溪县林业和草原局", "year": "1999"}, "报告年度不早于 2014 年。"),
    ],
)
def test_what_cannot_be_confirmed_is_answered_with_a_sentence(
    office: Client, done: Batch, other_agency: Agency, typed: dict[str, str], words: str
) -> None:
    response = office.post(f"{page_of(done)}files/{the(done, '疑.txt').pk}/", typed)
    assert response.status_code == 422
    assert words in response.content.decode()


def test_a_file_that_was_not_read_says_why_on_its_page(office: Client, done: Batch) -> None:
    reading = the(done, "别的.txt")
    page = text(office, f"{page_of(done)}files/{reading.pk}/")
    assert reading.problem
    assert reading.problem in page
    assert office.get(f"{page_of(done)}files/{reading.pk}/result.pdf").status_code == 404


@pytest.mark.parametrize(("kind", "start_of"), [("pdf", b"%PDF-"), ("docx", b"PK"), ("xlsx", b"PK")])
def test_the_findings_of_a_file_are_downloaded(office: Client, done: Batch, kind: str, start_of: bytes) -> None:
    response = office.get(f"{page_of(done)}files/{the(done, '错.txt').pk}/result.{kind}")
    assert response.content.startswith(start_of)
    assert response.headers["Cache-Control"] == "private, no-store"


def test_an_uploaded_file_is_only_handed_back_to_be_kept(office: Client, done: Batch) -> None:
    address = f"{page_of(done)}files/{the(done, '错.txt').pk}/original"
    response = office.get(address)
    assert response.content == own_wrong()
    assert response.headers["Content-Type"] == "application/octet-stream"
    assert response.headers["Content-Disposition"].startswith("attachment")
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    office.post(f"{page_of(done)}remove-files/")
    assert office.get(address).status_code == 404


def test_each_file_leads_to_the_report_of_this_system_and_to_last_years(
    office: Client, checked_batch: Checked, agency: Agency, drafter: User
) -> None:
    keys = {}
    for year in (2022, 2023):
        version = start_report(agency=agency, year=year, by=drafter, document=of_last_year(year))
        Version.objects.filter(pk=version.pk).update(state=State.APPROVED)
        keys[year] = version.report_id
    done = checked_batch({"对.txt": own_right(), "前.txt": own_right(2021), "疑.txt": nameless()})
    listed = text(office, page_of(done))
    assert listed.count("系统中的报告") == 1
    page = text(office, f"{page_of(done)}files/{the(done, '对.txt').pk}/")
    assert f'href="/desk/reports/{keys[2023]}/"' in page
    assert f'href="/desk/reports/{keys[2022]}/"' in page
    assert "已与系统中的 2022 年度报告比对" in page
    assert "已与2022年度报告比对" in page
    other = text(office, f"{page_of(done)}files/{the(done, '前.txt').pk}/")
    assert "系统中没有这个机关已审定或公布的 2021 年度报告。" in other
    assert "没有 2020 年度报告可以比对。" in other
    assert "还没有确定机关和年度。" in text(office, f"{page_of(done)}files/{the(done, '疑.txt').pk}/")


def test_a_file_leads_to_the_other_file_that_it_was_compared_with(office: Client, checked_batch: Checked) -> None:
    done = checked_batch({"2022.txt": own_right(2022), "2023.txt": own_right()})
    page = text(office, f"{page_of(done)}files/{the(done, '2023.txt').pk}/")
    assert "已与本批次的 2022 年度文件比对" in page
    assert f'href="{page_of(done)}files/{the(done, "2022.txt").pk}/"' in page
