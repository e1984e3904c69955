"""整改通知（上传的文件）: reports that were uploaded and checked become letters."""

import io
from zipfile import ZipFile

import pytest
from django.test import Client

from govreport.agencies.models import User
from govreport.documents.findings.checked import checked, pack
from govreport.documents.read.result import ReadResult
from govreport.journal.models import Event
from tests.builders import balanced, wrong_totals
from tests.web.drafting.conftest import SignIn

PAGE = "/desk/oversight/files/"
FORM = {
    "letters": "1",
    "name": "云溪县人民政府办公室",
    "issued": "2026-02-10",
    "due": "2026-02-28",
    "contact": "",
}


@pytest.fixture
def carried() -> str:
    """A wrong report and a right one, as the check hands them over."""
    return pack([checked("错.txt", ReadResult(wrong_totals())), checked("对.txt", ReadResult(balanced()))])


def test_the_office_sees_what_was_uploaded_and_chooses(office: Client, carried: str) -> None:
    page = office.post(PAGE, {"packed": carried}).content.decode()
    assert "错.txt" in page
    assert "对.txt" in page
    assert page.count('name="report"') == 1
    assert "没有发现问题" in page


def test_chosen_reports_become_letters_and_the_journal_says_so(office: Client, carried: str, supervisor: User) -> None:
    response = office.post(PAGE, {**FORM, "packed": carried, "report": ["1"]})
    assert response["Content-Type"] == "application/zip"
    assert response["Cache-Control"] == "private, no-store"
    with ZipFile(io.BytesIO(response.content)) as archive:
        assert archive.namelist() == ["校核汇总.xlsx", "整改通知-云溪县林业和草原局2020.docx"]
    event = Event.objects.get(action="version.notice.made")
    assert (event.actor, event.subject) == (supervisor, "upload:2020")
    assert event.payload == {"office": "云溪县人民政府办公室", "due": "2026-02-28", "agency": "云溪县林业和草原局"}


@pytest.mark.parametrize("chosen", [[], ["2"], ["99"], ["x"]])
def test_without_a_report_to_write_about_the_page_says_what_to_do(
    office: Client, carried: str, chosen: list[str]
) -> None:
    response = office.post(PAGE, {**FORM, "packed": carried, "report": chosen})
    assert response.status_code == 422
    assert "没有选中需要整改的报告。请至少选择一份。" in response.content.decode()
    assert not Event.objects.filter(action="version.notice.made").exists()


def test_a_form_that_cannot_be_used_keeps_the_reports(office: Client, carried: str) -> None:
    response = office.post(PAGE, {**FORM, "due": "2026-02-01", "packed": carried, "report": ["1"]})
    assert response.status_code == 422
    assert "答复期限 2026-02-01 早于发文日期 2026-02-10，请核对。" in response.content.decode()
    assert carried in response.content.decode()


def test_what_the_check_did_not_hand_over_is_declined(office: Client) -> None:
    response = office.post(PAGE, {**FORM, "packed": "x:y:z", "report": ["1"]})
    assert response.status_code == 422
    assert "这一页已经过期，请重新上传文件。" in response.content.decode()


def test_without_a_handed_over_check_the_upload_comes_first(office: Client) -> None:
    assert office.get(PAGE).headers["Location"] == "/check/"


def test_only_supervising_offices_make_letters(sign_in: SignIn, drafter: User, carried: str) -> None:
    assert sign_in(drafter).post(PAGE, {"packed": carried}).status_code == 403


@pytest.mark.django_db
def test_nobody_makes_letters_without_signing_in(client: Client, carried: str) -> None:
    assert "/accounts/login/" in client.post(PAGE, {"packed": carried}).headers["Location"]


def test_the_desk_of_the_office_leads_to_the_check(office: Client) -> None:
    assert 'href="/check/"' in office.get("/desk/").content.decode()
