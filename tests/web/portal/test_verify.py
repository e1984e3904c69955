"""/verify/: a copy of a report, or the code printed on it, against what was published."""

from collections.abc import Callable
from decimal import Decimal

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from lxml import html

from govreport.documents.services import render_docx, render_html, render_json, render_pdf, render_txt, render_xlsx
from govreport.publishing.models import Publication
from govreport.publishing.series import published_document
from govreport.standards.document import Document
from govreport.standards.seal import short_code
from tests.builders import balanced
from tests.web.portal.conftest import Publish

pytestmark = pytest.mark.django_db

CELL = "t2.rules.issued"
WRITERS: dict[str, Callable[[Document], bytes]] = {
    "pdf": render_pdf,
    "html": render_html,
    "docx": render_docx,
    "xlsx": render_xlsx,
    "txt": render_txt,
    "json": render_json,
}


@pytest.fixture(autouse=True)
def nobody_asked_before() -> None:
    cache.clear()


def upload(client: Client, data: bytes, name: str = "copy.pdf") -> HttpResponse:
    return client.post("/verify/", {"file": SimpleUploadedFile(name, data)})


def said(response: HttpResponse) -> str:
    (answer,) = html.fromstring(response.text).xpath("//*[@id='answer']")
    return " ".join(answer.text_content().split())


def changed(document: Document) -> Document:
    return document.replace(figures=document.figures.replace({CELL: Decimal(987)}))


def forged(data: bytes) -> bytes:
    """A copy whose pages show other figures than its data."""
    return data.replace(b'data-cell="t2.rules.issued">', b'data-cell="t2.rules.issued">98')


def test_the_page_offers_both_ways_and_is_linked_from_every_public_page(client: Client, published: Publication) -> None:
    page = html.fromstring(client.get("/verify/").text)
    assert page.xpath("//form[@method='post']//input[@type='file']")
    assert page.xpath("//form[@method='get']//input[@name='code']")
    assert html.fromstring(client.get("/").text).xpath("//nav//a[@href='/verify/']")


@pytest.mark.parametrize("kind", list(WRITERS))
def test_a_true_copy_of_any_kind_equals_what_was_published(client: Client, published: Publication, kind: str) -> None:
    answer = said(upload(client, WRITERS[kind](published_document(published)), f"年报.{kind}"))
    assert "与公布稿一致" in answer
    assert "第 1 版" in answer
    assert short_code(published.sha256) in answer


@pytest.mark.parametrize("kind", list(WRITERS))
def test_a_changed_copy_is_told_cell_by_cell(client: Client, published: Publication, kind: str) -> None:
    own = published_document(published)
    answer = said(upload(client, WRITERS[kind](changed(own)), f"年报.{kind}"))
    assert "与公布稿不一致" in answer
    assert "1 格数字不同" in answer
    assert own.format.figure_cells[CELL].place in answer
    assert "987" in answer


def test_a_page_that_shows_other_figures_than_its_data_is_found_out(client: Client, published: Publication) -> None:
    answer = said(upload(client, forged(render_html(published_document(published))), "年报.html"))
    assert "与公布稿不一致" in answer
    assert "页面上印的内容不同" in answer


def test_changed_words_are_told_by_their_part(client: Client, published: Publication) -> None:
    own = published_document(published)
    other = own.replace(sections={**own.sections, "sec1": own.sections["sec1"] + "另有一句。"})
    answer = said(upload(client, render_json(other), "年报.json"))
    assert "与公布稿不一致" in answer
    assert "文字不同的部分：" + own.format.section("sec1").name in answer.replace("： ", "：")


def test_a_copy_of_a_replaced_version_is_recognised_as_such(client: Client, release: Publish) -> None:
    publication = release()
    version = publication.version
    version.state = "superseded"
    version.save()
    assert "第 1 版（已更正替换）" in said(upload(client, render_json(published_document(publication)), "a.json"))


def test_nothing_published_is_said_plainly(client: Client) -> None:
    response = upload(client, render_json(balanced()), "a.json")
    assert response.status_code == 404
    assert "没有公布过" in said(response)


@pytest.mark.parametrize("data", [b"hello", b"%PDF-1.7 broken", b"\x00" * 100])
def test_what_is_no_report_gets_a_sentence(client: Client, published: Publication, data: bytes) -> None:
    response = upload(client, data)
    assert response.status_code == 422
    assert said(response).endswith("。")


def test_no_file_gets_a_sentence(client: Client) -> None:
    for response in (client.post("/verify/"), upload(client, b"")):
        assert response.status_code == 422
        assert "请选择要核验的文件" in said(response)


@pytest.mark.parametrize("mark", ["-", " ", "", "－", "upper"])
def test_a_code_is_found_however_it_is_typed(client: Client, published: Publication, mark: str) -> None:
    code = short_code(published.sha256)
    text = f" {code.upper()} " if mark == "upper" else code.replace("-", mark)
    response = client.get("/verify/", {"code": text})
    assert response.status_code == 200
    answer = html.fromstring(response.text).xpath("//*[@id='answer']")[0]
    assert answer.xpath(".//a/@href") == ["/reports/2023/yunxi-lincao/v1/"]


@pytest.mark.parametrize(("code", "status"), [("0000-0000-0000", 404), ("3fa4", 422), ("公开", 422), ("%' OR 1", 422)])
def test_a_code_that_is_none_or_unknown_gets_a_sentence(
    client: Client, published: Publication, code: str, status: int
) -> None:
    response = client.get("/verify/", {"code": code})
    assert response.status_code == status
    assert said(response).endswith("。")


def test_who_asks_too_often_waits(client: Client, published: Publication) -> None:
    statuses = [client.get("/verify/", {"code": "0000-0000-0000"}).status_code for _ in range(31)]
    assert statuses == [404] * 30 + [429]
    response = client.get("/verify/", {"code": "0000-0000-0000"})
    assert int(response["Retry-After"]) > 0
    assert client.get("/verify/").status_code == 200


def test_a_form_without_its_token_is_refused(published: Publication) -> None:
    client = Client(enforce_csrf_checks=True)
    assert upload(client, render_json(published_document(published))).status_code == 403


def test_nothing_is_kept(client: Client, published: Publication) -> None:
    before = Publication.objects.count()
    response = upload(client, render_json(changed(published_document(published))), "a.json")
    assert "no-store" in response["Cache-Control"]
    assert Publication.objects.count() == before


def test_english_readers_get_english_words(english: Client, published: Publication) -> None:
    answer = said(upload(english, render_json(changed(published_document(published))), "a.json"))
    assert "Differs from the published report" in answer
    assert published_document(published).format.figure_cells[CELL].place_en in answer
