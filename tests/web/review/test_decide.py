"""审签页: the report as it will be read, what is odd about it, and the steps this person may take."""

from django.test import Client

from govreport.agencies import services
from govreport.agencies.models import Agency, Role, User
from govreport.publishing.services import publish
from govreport.reports.models import Version
from govreport.reports.services import save_cells
from govreport.workflow.submit import submit
from tests.reasons import answer_warnings
from tests.web.drafting.conftest import SignIn


def text(client: Client, version: Version) -> str:
    response = client.get(f"/desk/review/{version.pk}/")
    assert response.status_code == 200
    return response.content.decode()


def test_the_whole_report_can_be_read(sign_in: SignIn, reviewer: User, in_review: Version) -> None:
    page = text(sign_in(reviewer), in_review)
    for section in in_review.edition.sections:
        assert f'id="part-{section.code}"' in page
    assert page.count("data-cell=") == len(in_review.edition.figure_cells)
    assert "<input" not in page.split('class="document reading"')[1].split("</article>")[0]


def test_findings_stand_beside_the_report(sign_in: SignIn, reviewer: User, imported: Version, drafter: User) -> None:
    for cell in ("t3.total_processed.natural_person", "t3.total_processed.total"):
        save_cells(version=imported, cells={cell: "2"}, by=drafter)
    answer_warnings(imported, drafter)
    submit(version=imported, by=drafter)
    page = text(sign_in(reviewer), imported)
    assert 'data-rule="C-06"' in page
    assert 'href="#part-sec2"' in page
    assert 'data-target="t2.procurement.amount"' in page


def test_a_reviewer_may_agree_or_return(sign_in: SignIn, reviewer: User, in_review: Version) -> None:
    page = text(sign_in(reviewer), in_review)
    assert f"/desk/review/{in_review.pk}/approve/" in page
    assert f"/desk/review/{in_review.pk}/return/" in page
    assert f"/desk/review/{in_review.pk}/publish/" not in page


def test_a_signatory_is_told_what_publication_means_and_asked_once(
    sign_in: SignIn, signatory: User, approved: Version
) -> None:
    page = text(sign_in(signatory), approved)
    assert f"发布《{approved.title}》后，公众不用登录就可以查阅和下载" in page
    assert f"确定现在发布《{approved.title}》吗？" in page
    assert f"/desk/review/{approved.pk}/publish/" in page


def test_a_reviewer_cannot_publish(sign_in: SignIn, reviewer: User, approved: Version) -> None:
    assert f"/desk/review/{approved.pk}/publish/" not in text(sign_in(reviewer), approved)


def test_who_wrote_the_report_is_told_why_there_is_nothing_to_decide(
    sign_in: SignIn, drafter: User, agency: Agency, in_review: Version
) -> None:
    services.appoint(user=drafter, agency=agency, role=Role.REVIEWER)
    page = text(sign_in(drafter), in_review)
    assert "由另一位审核人办理" in page
    assert "approve/" not in page


def test_a_published_report_leads_to_the_public(sign_in: SignIn, signatory: User, approved: Version) -> None:
    publish(version=approved, by=signatory)
    assert 'href="/reports/2023/yunxi-lincao/"' in text(sign_in(signatory), approved)


def test_characters_that_no_font_has_are_told_before_the_decision(
    sign_in: SignIn, reviewer: User, in_review: Version
) -> None:
    assert "missing-glyphs" not in text(sign_in(reviewer), in_review)
    in_review.narratives.filter(section="sec5").update(text="在全县开展地名普查，𠀀村已公开。")
    page = text(sign_in(reviewer), in_review)
    assert "下列字没有字体可以印出" in page
    assert "“…县开展地名普查，□村已公开。”" in page
