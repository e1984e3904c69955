"""报送函: its form on the desk, what it remembers and refuses, and its files."""

import io
from datetime import UTC, datetime
from typing import Any
from urllib.parse import quote

import docx
import pytest
from django.test import Client
from django.utils.timezone import localdate

from govreport.agencies.models import Agency, User
from govreport.documents.services import read_report
from govreport.publishing.models import Publication
from govreport.reports.figures import document_of
from govreport.reports.models import Version
from govreport.reports.services import start_report
from govreport.standards.seal import canonical_json, seal, short_code
from govreport.workflow.models import SubmissionLetter
from tests.documents.render.page import pages
from tests.web.drafting.conftest import SignIn

RELEASED = datetime(2024, 1, 18, 16, 30, tzinfo=UTC)
GOOD = {
    "number": "云林函[2024]3号",
    "issued": "2024-01-20",
    "addressee": "云溪县人民政府办公室",
    "copies": "云溪县档案馆",
    "contact": "周宁",
    "phone": "0999-6210001",
}


def address(version: Version, name: str = "letter/") -> str:
    return f"/desk/reports/{version.report_id}/{name}"


def published(version: Version, by: User) -> Version:
    """The version as released to the public, by what a release writes."""
    data = canonical_json(document_of(version))
    Version.objects.filter(pk=version.pk).update(state="published")
    Publication.objects.create(version=version, sha256=seal(data), data=data, published_at=RELEASED, published_by=by)
    return Version.objects.get(pk=version.pk)


def test_an_approved_report_offers_the_form_filled_with_what_is_known(clerk: Client, approved: Version) -> None:
    page = clerk.get(address(approved)).content.decode()
    assert 'value="云溪县人民政府"' in page
    assert "关于报送" in page
    assert "保存以后，可以下载" in page


def test_what_was_saved_is_there_again_for_everybody(
    clerk: Client, sign_in: SignIn, reviewer: User, approved: Version
) -> None:
    response = clerk.post(address(approved), GOOD, follow=True)
    assert "报送函已保存" in response.content.decode()
    page = sign_in(reviewer).get(address(approved)).content.decode()
    for text in ("云林函〔2024〕3号", "2024-01-20", "云溪县人民政府办公室", "云溪县档案馆", "周宁", "0999-6210001"):
        assert text in page


def test_slips_are_said_at_their_fields_and_nothing_typed_is_lost(clerk: Client, approved: Version) -> None:
    response = clerk.post(address(approved), {**GOOD, "number": "第3号", "addressee": "", "contact": "宁" * 31})
    page = response.content.decode()
    assert response.status_code == 422
    assert "有 3 处需要改正" in page
    assert "“第3号”不是发文字号" in page
    assert 'value="第3号"' in page
    assert f'value="{"宁" * 31}"' in page
    assert not SubmissionLetter.objects.exists()


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"issued": "20.1.2024"}, "成文日期应写作 2026-01-31"),
        ({"issued": "2023-06-01", "number": ""}, "在报告年度 2023 年结束以前"),
        ({"issued": "2025-01-20"}, "发文字号的年份是 2024 年，成文日期在 2025 年"),
        ({"addressee": " ： "}, "请填写主送机关"),
        ({"printed_on": "22.1.2024"}, "印发日期应写作 2026-01-31"),
        ({"printed_by": "办公室"}, "填了印发机关，没有填印发日期"),
        ({"printed_on": "2024-01-22"}, "填了印发日期，没有填印发机关"),
        ({"number": "云" * 100_000}, "不是发文字号"),
        ({"copies": "局，" * 100}, "“抄送机关”有 199 字，最多 150 字，请删减"),
    ],
)
def test_every_slip_has_its_sentence(clerk: Client, approved: Version, changes: dict[str, str], sentence: str) -> None:
    response = clerk.post(address(approved), {**GOOD, **changes})
    assert response.status_code == 422
    assert sentence in response.content.decode()


IMPRINT = {"printed_by": "云溪县林业和草原局办公室", "printed_on": "2024-01-22"}


def test_with_office_and_day_the_letter_has_its_imprint(clerk: Client, approved: Version) -> None:
    page = clerk.post(address(approved), {**GOOD, **IMPRINT}, follow=True).content.decode()
    assert "is-general" in page
    assert "2024年1月22日印发" in page
    printed = pages(clerk.get(address(approved, "letter.pdf")).content)[-1]
    assert printed.line("云溪县林业和草原局办公室").text.endswith("2024年1月22日印发")


def test_next_year_begins_with_the_office_and_today(
    clerk: Client, approved: Version, agency: Agency, drafter: User
) -> None:
    clerk.post(address(approved), {**GOOD, **IMPRINT})
    later = start_report(agency=agency, year=2024, by=drafter)
    Version.objects.filter(pk=later.pk).update(state="approved")
    page = clerk.get(address(later)).content.decode()
    assert 'value="云溪县林业和草原局办公室"' in page
    assert page.count(f'value="{localdate().isoformat()}"') == 2


def test_a_letter_that_cannot_be_set_says_so_on_the_form(
    clerk: Client, approved: Version, monkeypatch: pytest.MonkeyPatch
) -> None:
    clerk.post(address(approved), GOOD)
    monkeypatch.setattr("govreport.documents.render.pdf.MOST_CHARACTERS", 100)
    response = clerk.get(address(approved, "letter.pdf"), follow=True)
    assert response.redirect_chain == [(address(approved), 302)]
    assert "报告太长，没有排完" in response.content.decode()


def test_a_report_that_is_not_approved_says_so(clerk: Client, in_review: Version) -> None:
    assert "报告审定以后才能报送" in clerk.get(address(in_review)).content.decode()
    response = clerk.post(address(in_review), GOOD, follow=True)
    assert "审定以后才能填写报送函" in response.content.decode()
    assert not SubmissionLetter.objects.exists()


def test_letter_and_report_come_as_one_pdf_named_after_the_letter(clerk: Client, approved: Version) -> None:
    clerk.post(address(approved), GOOD)
    response = clerk.get(address(approved, "letter.pdf"))
    assert response["Content-Type"] == "application/pdf"
    assert quote("云溪县林业和草原局关于报送2023年") in response["Content-Disposition"]
    assert response["Cache-Control"] == "private, no-store"
    assert pages(response.content)[0].line("云林函〔2024〕3号")
    assert read_report("letter.pdf", response.content).document == document_of(approved)
    assert clerk.get(address(approved, "letter.pdf")).content == response.content


def test_the_same_for_word(clerk: Client, approved: Version) -> None:
    clerk.post(address(approved), GOOD)
    word = docx.Document(io.BytesIO(clerk.get(address(approved, "letter.docx")).content))
    assert word.paragraphs[0].text == "云林函〔2024〕3号"


@pytest.mark.parametrize("name", ["letter.pdf", "letter.docx"])
def test_before_it_is_saved_the_files_lead_back_to_the_form(clerk: Client, approved: Version, name: str) -> None:
    response = clerk.get(address(approved, name), follow=True)
    assert response.redirect_chain == [(address(approved), 302)]
    assert "报送函还没有保存" in response.content.decode()


def test_a_published_report_says_when_it_was_published(clerk: Client, approved: Version, signatory: User) -> None:
    version = published(approved, signatory)
    clerk.post(address(version), GOOD)
    # In China it was the next day already.
    assert "报告已于2024年1月19日向社会公布。" in clerk.get(address(version)).content.decode()
    printed = pages(clerk.get(address(version, "letter.pdf")).content)
    assert any("向社会公布" in line.text for line in printed[0].lines)
    code = f"核验码：{short_code(seal(canonical_json(document_of(version))))}"
    assert any(line.text.startswith(code) for line in printed[-1].lines)


def test_what_is_not_published_has_no_code_that_the_public_could_verify(clerk: Client, approved: Version) -> None:
    clerk.post(address(approved), GOOD)
    printed = pages(clerk.get(address(approved, "letter.pdf")).content)
    assert not any("核验码" in line.text for page in printed for line in page.lines)


def test_a_new_draft_leaves_the_letter_with_the_published_version(
    clerk: Client, approved: Version, signatory: User, drafter: User
) -> None:
    version = published(approved, signatory)
    Version.objects.create(report=version.report, number=2, title="改过的标题", created_by=drafter)
    page = clerk.get(address(version)).content.decode()
    assert "版次 1" in page
    assert "改过的标题" not in page


def test_next_year_begins_with_this_years_addressee(
    clerk: Client, approved: Version, agency: Agency, drafter: User
) -> None:
    clerk.post(address(approved), GOOD)
    later = start_report(agency=agency, year=2024, by=drafter)
    Version.objects.filter(pk=later.pk).update(state="approved")
    page = clerk.get(address(later)).content.decode()
    assert 'value="云溪县人民政府办公室"' in page
    assert "云林函〔2024〕3号" not in page


@pytest.mark.parametrize("who", ["viewer", "supervisor"])
def test_others_of_the_agency_see_the_letter_and_cannot_write_it(
    sign_in: SignIn, clerk: Client, approved: Version, who: str, request: pytest.FixtureRequest
) -> None:
    clerk.post(address(approved), GOOD)
    other = sign_in(request.getfixturevalue(who))
    page = other.get(address(approved)).content.decode()
    assert "云林函〔2024〕3号" in page
    assert "保存报送函" not in page
    assert other.get(address(approved, "letter.pdf")).status_code == 200
    assert other.post(address(approved), GOOD).status_code == 403


@pytest.mark.parametrize("name", ["letter/", "letter.pdf", "letter.docx"])
def test_strangers_find_nothing(sign_in: SignIn, stranger: User, approved: Version, name: str) -> None:
    assert sign_in(stranger).get(address(approved, name)).status_code == 404
    assert Client().get(address(approved, name)).status_code == 302


def test_summary_and_desk_lead_to_the_letter_once_the_report_is_approved(
    clerk: Client, sign_in: SignIn, reviewer: User, in_review: Version
) -> None:
    from govreport.workflow.approve import approve

    for path in ("/desk/", address(in_review, "")):
        assert address(in_review) not in clerk.get(path).content.decode()
    approve(version=in_review, by=reviewer)
    for path in ("/desk/", address(in_review, "")):
        assert address(in_review) in clerk.get(path).content.decode()
    assert address(in_review) in sign_in(reviewer).get(f"/desk/review/{in_review.pk}/").content.decode()


def test_the_letter_is_chinese_whatever_the_page_is_shown_in(clerk: Client, approved: Version) -> None:
    clerk.post(address(approved), GOOD)
    chinese = clerk.get(address(approved, "letter.pdf")).content
    clerk.cookies["django_language"] = "en"
    page: Any = clerk.get(address(approved)).content.decode()
    assert "Submission letter" in page
    assert clerk.get(address(approved, "letter.pdf")).content == chinese
