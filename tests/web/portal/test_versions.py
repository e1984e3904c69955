"""更正与撤回 as the public sees them: banners, the history of versions, notices instead of files, verification."""

import pytest
from django.test import Client
from lxml import html

from govreport.agencies.models import User
from govreport.publishing.correct import begin_correction
from govreport.publishing.models import Publication
from govreport.publishing.services import publish
from govreport.publishing.withdraw import ask, withdraw
from govreport.reports.figures import document_of
from govreport.reports.services import save_narrative
from govreport.standards.seal import short_code
from govreport.workflow.approve import approve
from govreport.workflow.submit import submit
from tests.reasons import answer_warnings

pytestmark = pytest.mark.django_db

ADDRESS = "/reports/2023/yunxi-lincao/"
WHY = "第五部分漏了一段。"
SECRET = "误公开了内部编号。"


@pytest.fixture
def corrected(published: Publication, drafter: User, reviewer: User, signatory: User) -> Publication:
    draft = begin_correction(report=published.version.report, reason=WHY, by=drafter)
    text = document_of(draft).sections["sec5"] + "\n补上的一段。"
    save_narrative(version=draft, section="sec5", text=text, by=drafter)
    answer_warnings(draft, drafter)
    submit(version=draft, by=drafter)
    approve(version=draft, by=reviewer)
    return publish(version=draft, by=signatory, render=False)


def take_back(publication: Publication, kind: str, drafter: User, signatory: User) -> None:
    withdraw(withdrawal=ask(version=publication.version, kind=kind, reason=SECRET, by=drafter), by=signatory)


def words(page: str) -> str:
    return " ".join(html.fromstring(page).xpath("string(//main)").split())


def test_the_old_version_says_by_which_one_it_was_replaced_and_why(client: Client, corrected: Publication) -> None:
    old = words(client.get(f"{ADDRESS}v1/").text)
    assert "这是第 1 版，已被第 2 版更正替换。 更正原因：第五部分漏了一段。" in old
    assert "补上的一段。" not in old
    new = words(client.get(ADDRESS).text)
    assert "这是第 2 版，更正了前一版。更正原因：第五部分漏了一段。" in new
    assert "补上的一段。" in new
    assert client.get(f"{ADDRESS}v1/report.json").status_code == 200


def test_the_history_tells_reasons_hashes_and_what_changed(
    client: Client, published: Publication, corrected: Publication
) -> None:
    page = client.get(f"{ADDRESS}versions/")
    shown = words(page.text)
    for text in (
        WHY,
        published.sha256,
        published.sm3,
        corrected.sha256,
        corrected.sm3,
        "与第 1 版相比",
        "补上的一段。",
    ):
        assert text in shown
    tree = html.fromstring(page.text)
    assert tree.xpath("//section[@id='v1']//a/@href")[1] == f"{ADDRESS}v1/report.pdf"
    assert [line.text for line in tree.xpath("//p[@class='version-new']")] == ["补上的一段。"]


def test_a_report_never_published_has_no_history(client: Client) -> None:
    assert client.get(f"{ADDRESS}versions/").status_code == 404


@pytest.mark.parametrize("kind", ["not_public", "mistake"])
def test_a_text_that_was_taken_back_is_nowhere_to_be_read(
    client: Client, published: Publication, drafter: User, signatory: User, kind: str
) -> None:
    client.get(f"{ADDRESS}report.docx")
    take_back(published, kind, drafter, signatory)
    for where in (ADDRESS, f"{ADDRESS}v1/"):
        page = client.get(where)
        assert page.status_code == 200
        assert page["X-Robots-Tag"] == "noindex"
        assert SECRET in words(page.text)
        assert "围绕造林绿化" not in page.text
    for where in (ADDRESS, f"{ADDRESS}v1/"):
        for file in ("report.pdf", "report.json", "report.docx", "report.xlsx", "report.txt", "signature/"):
            answer = client.get(f"{where}{file}")
            assert (answer.status_code, SECRET in answer.text) == (410, True), file
    gone = client.get("/api/v1/reports/2023/yunxi-lincao/versions/1")
    assert gone.status_code == 410
    assert "围绕造林绿化" not in gone.text
    assert SECRET in words(client.get(f"{ADDRESS}versions/").text)


def test_a_text_with_errors_stays_readable_below_the_notice(
    client: Client, published: Publication, drafter: User, signatory: User
) -> None:
    take_back(published, "errors", drafter, signatory)
    page = client.get(ADDRESS)
    assert "内容有错误，将另行公布" in words(page.text)
    assert "围绕造林绿化" in page.text
    assert not html.fromstring(page.text).xpath("//a[contains(@href, 'report.pdf')]")
    assert client.get(f"{ADDRESS}report.pdf").status_code == 410


def test_what_changed_against_a_hidden_text_is_not_told(
    client: Client, published: Publication, drafter: User, reviewer: User, signatory: User
) -> None:
    take_back(published, "not_public", drafter, signatory)
    draft = begin_correction(report=published.version.report, reason=WHY, by=drafter)
    save_narrative(
        version=draft, section="sec5", text=document_of(draft).sections["sec5"] + "\n补上的一段。", by=drafter
    )
    answer_warnings(draft, drafter)
    submit(version=draft, by=drafter)
    approve(version=draft, by=reviewer)
    publish(version=draft, by=signatory, render=False)
    shown = words(client.get(f"{ADDRESS}versions/").text)
    assert "其中一版的原文不再提供，不列出更正内容。" in shown
    assert "更正后" not in shown
    assert "补上的一段" in client.get(ADDRESS).text


def test_a_code_says_which_version_it_is_and_how_it_stands(
    client: Client, published: Publication, corrected: Publication, drafter: User, signatory: User
) -> None:
    def told(publication: Publication) -> str:
        return words(client.get("/verify/", {"code": short_code(publication.sha256)}).text)

    assert "这是第 1 版，已被第 2 版更正替换，请以现行版次为准。" in told(published)
    assert "第 2 版是现行版次。" in told(corrected)
    take_back(corrected, "not_public", drafter, signatory)
    assert "撤回，不再有效。撤回原因：误公开了内部编号。" in told(corrected)


def test_an_altered_copy_of_a_hidden_text_does_not_bring_it_back(
    client: Client, published: Publication, drafter: User, signatory: User
) -> None:
    from django.core.files.uploadedfile import SimpleUploadedFile

    data = published.data.replace("围绕造林绿化", "围绕别的")
    take_back(published, "not_public", drafter, signatory)
    answer = client.post("/verify/", {"file": SimpleUploadedFile("report.json", data.encode())})
    shown = words(answer.text)
    assert "与公布稿不一致" in shown
    assert "撤回，不再有效" in shown
    assert "文字不同的部分" not in shown


def test_the_notice_reads_in_english(english: Client, published: Publication, drafter: User, signatory: User) -> None:
    take_back(published, "mistake", drafter, signatory)
    assert "Version 1 was withdrawn" in words(english.get(ADDRESS).text)


def test_the_feed_tells_corrections_and_withdrawals_with_their_reasons(
    client: Client, corrected: Publication, drafter: User, signatory: User
) -> None:
    assert f"第2版，更正原因：{WHY}" in client.get("/feed.atom").text
    take_back(corrected, "mistake", drafter, signatory)
    feed = client.get("/feed.atom").text
    assert f"第2版，已撤回，撤回原因：{SECRET}" in feed
    assert f"{ADDRESS}v2/" in feed
    assert WHY not in feed
