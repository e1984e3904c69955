"""核对一件: the reading beside the original, put right by its author, looked at by others."""

import re

from django.test import Client

from govreport.agencies.models import User
from govreport.archive.models import Batch, Item
from tests.archive.conftest import Upload, upload  # noqa: F401
from tests.archive.copies import doubtful, files
from tests.web.archive.conftest import text
from tests.web.drafting.conftest import SignIn

CELL = "t3.new_received.natural_person"


def path(item: Item) -> str:
    return f"/desk/archive/items/{item.pk}/"


def test_the_author_puts_right_what_was_misread(clerk: Client, batch: Batch) -> None:
    item = batch.items.all()[1]
    page = text(clerk, path(item))
    assert f'name="{CELL}" form="cells" value="2"' in page
    response = clerk.post(f"{path(item)}decide/", {"name": CELL, "text": "7"}, follow=True)
    page = response.content.decode()
    assert f'name="{CELL}" form="cells" value="7"' in page
    assert "已更正" in page.split(f'id="sure-{CELL}"')[1].split("</td>")[0]
    clerk.post(f"{path(item)}decide/", {"text.sec1": "照原件改的文字。", "title": "照原件的标题", CELL: "7"})
    page = text(clerk, path(item))
    assert 'class="import-words is-corrected" data-text="text.sec1"' in page
    assert "照原件的标题" in page
    clerk.post(f"{path(item)}decide/", {"name": CELL, "undo": "1"})
    assert f'name="{CELL}" form="cells" value="2"' in text(clerk, path(item))


def test_what_cannot_be_taken_stays_typed_with_a_sentence(clerk: Client, batch: Batch) -> None:
    item = batch.items.all()[1]
    response = clerk.post(f"{path(item)}decide/", {"title": "长" * 201})
    assert response.status_code == 422
    page = response.content.decode()
    assert "现有 201 字" in page
    assert "长" * 201 in page


def test_scripts_are_told_what_has_changed(clerk: Client, batch: Batch) -> None:
    item = batch.items.all()[1]
    headers = {"Accept": "application/json"}
    answer = clerk.post(f"{path(item)}decide/", {"name": CELL, "text": "7"}, headers=headers).json()
    assert answer["cells"][CELL] == {"state": "corrected", "word": "已更正", "icon": "edit", "text": "7"}
    assert "findings" in answer
    refused = clerk.post(f"{path(item)}decide/", {"name": "t9.x", "text": ""}, headers=headers)
    assert (refused.status_code, "没有“t9.x”" in refused.json()["message"]) == (422, True)


def test_doubts_are_decided_before_it_is_handed_in(clerk: Client, upload: Upload) -> None:  # noqa: F811
    batch = upload([("2023年报.html", doubtful())])
    item = batch.items.get()
    count = len(item.decisions)
    assert count
    Item.objects.filter(pk=item.pk).update(decisions={})
    page = text(clerk, f"/desk/archive/{batch.pk}/")
    assert f"还有 {count} 处存疑没有确认" in page
    assert f'id="item-{item.pk}" disabled' in page
    assert f"<span data-done>0</span> / <span data-all>{count}</span>" in text(clerk, path(item))
    clerk.post(f"{path(item)}rest/")
    assert f'id="item-{item.pk}" checked' in text(clerk, f"/desk/archive/{batch.pk}/")


def test_doubts_of_a_file_are_told_in_the_language_of_whoever_looks(
    clerk: Client,
    upload: Upload,  # noqa: F811
) -> None:
    item = upload([("2023年报.html", doubtful())]).items.get()
    assert "读出的是空白" in text(clerk, path(item)).split('id="doubts"')[1].split("</ol>")[0]
    clerk.cookies["django_language"] = "en"
    page = text(clerk, path(item)).split('id="doubts"')[1].split("</ol>")[0]
    assert "Nothing was read here" in page
    assert "读出的是空白" not in page


def test_an_original_is_shown_beside_what_was_read(clerk: Client, batch: Batch) -> None:
    word, page, pdf = batch.items.all()
    for item in (word, page):
        assert 'class="source-table' in text(clerk, path(item))
        assert clerk.get(f"{path(item)}pages/1.png").status_code == 404
    assert f"{path(pdf)}pages/1.png" in text(clerk, path(pdf))
    response = clerk.get(f"{path(pdf)}pages/1.png")
    assert response.headers["Content-Type"] == "image/png"
    assert b"".join(response.streaming_content).startswith(b"\x89PNG")  # type: ignore[attr-defined]
    assert clerk.get(f"{path(pdf)}pages/99.png").status_code == 404


def test_how_an_original_looks_is_found_out_for_one_that_was_read_long_ago(clerk: Client, batch: Batch) -> None:
    item = batch.items.all()[0]
    Item.objects.filter(pk=item.pk).update(source={}, decisions={})
    assert 'class="source-table' in text(clerk, path(item))
    assert Item.objects.get(pk=item.pk).source["kind"] == "blocks"


def test_the_original_is_handed_out_as_a_download_and_never_shown(clerk: Client, batch: Batch) -> None:
    _word, page, pdf = batch.items.all()
    for item, (name, data) in ((page, files()[1]), (pdf, files()[2])):
        response = clerk.get(f"{path(item)}original/")
        assert response.content == data if name.endswith("html") else response.content[:5] == b"%PDF-"
        assert response["Content-Disposition"].startswith("attachment")
        assert response["X-Content-Type-Options"] == "nosniff"
        assert response["Content-Type"] == "application/octet-stream"


def test_the_second_person_sees_the_reading_and_changes_nothing(
    sign_in: SignIn, signatory: User, waiting: list[Item]
) -> None:
    client = sign_in(signatory)
    page = text(client, path(waiting[1]))
    assert "确认归档" in page
    assert re.search(rf'name="{re.escape(CELL)}"[^>]* readonly>', page)
    assert "全部照读入确认" not in page
    for step in ("decide", "rest"):
        response = client.post(f"{path(waiting[1])}{step}/", {"name": CELL, "text": "7"}, follow=True)
        assert "只有上传的人可以修改" in response.content.decode()
    assert waiting[1].reading == Item.objects.get(pk=waiting[1].pk).reading


def test_an_original_that_is_lost_is_missing_and_nothing_breaks(clerk: Client, batch: Batch) -> None:
    item = batch.items.all()[2]
    item.original.storage.delete(item.original.name)
    assert clerk.get(f"{path(item)}original/").status_code == 404
    assert clerk.get(f"{path(item)}pages/1.png").status_code == 404
    assert "读入的各部分" in text(clerk, path(item))


def test_why_a_file_cannot_be_read_is_told_in_the_language_of_whoever_looks(
    clerk: Client,
    upload: Upload,  # noqa: F811
) -> None:
    batch = upload([("图.pdf", b"%PDF-1.4 nothing")])
    page = f"/desk/archive/{batch.pk}/"
    assert "PDF 文件已损坏，无法读取。" in text(clerk, page)
    clerk.cookies["django_language"] = "en"
    assert "PDF 文件已损坏" not in text(clerk, page)
    assert "damaged" in text(clerk, page)
    # As earlier releases wrote it down.
    Item.objects.update(reason=None)
    assert "PDF 文件已损坏，无法读取。" in text(clerk, page)
