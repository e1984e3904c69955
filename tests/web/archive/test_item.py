"""核对一件: the reading beside the original, put right by its author, looked at by others."""

from django.test import Client

from govreport.agencies.models import User
from govreport.archive.models import Batch, Item
from tests.archive.copies import files
from tests.web.archive.conftest import text
from tests.web.drafting.conftest import SignIn

CELL = "t3.new_received.natural_person"


def path(item: Item) -> str:
    return f"/desk/archive/items/{item.pk}/"


def test_the_author_puts_right_what_was_misread(clerk: Client, batch: Batch) -> None:
    item = batch.items.all()[1]
    page = text(clerk, path(item))
    assert f'name="text:{CELL}" value="2"' in page
    response = clerk.post(path(item), {f"text:{CELL}": "7"}, follow=True)
    assert "已保存，照原件改正的地方留有记录。" in response.content.decode()
    assert f'name="text:{CELL}" value="7"' in text(clerk, path(item))


def test_what_cannot_be_taken_stays_typed_with_a_sentence(clerk: Client, batch: Batch) -> None:
    item = batch.items.all()[1]
    response = clerk.post(path(item), {"text:title": "长" * 201, f"text:{CELL}": "7"})
    assert response.status_code == 422
    page = response.content.decode()
    assert "这里有 201 字，最多 200 字。" in page
    assert "长" * 201 in page
    assert f'name="text:{CELL}" value="7"' in page


def test_an_original_that_is_a_pdf_stands_beside(clerk: Client, batch: Batch) -> None:
    word, _page, pdf = batch.items.all()
    assert "<iframe" not in text(clerk, path(word))
    assert f'src="{path(pdf)}original/?show=1#navpanes=0"' in text(clerk, path(pdf))


def test_the_original_is_handed_out_as_a_download_and_only_a_pdf_is_shown(clerk: Client, batch: Batch) -> None:
    _word, page, pdf = batch.items.all()
    for item, (name, data) in ((page, files()[1]), (pdf, files()[2])):
        response = clerk.get(f"{path(item)}original/")
        assert response.content == data if name.endswith("html") else response.content[:5] == b"%PDF-"
        assert response["Content-Disposition"].startswith("attachment")
        assert response["X-Content-Type-Options"] == "nosniff"
        assert response["Content-Type"] == "application/octet-stream"
    assert clerk.get(f"{path(pdf)}original/?show=1")["Content-Type"] == "application/pdf"
    # A page from outside is never shown as one of ours, whatever is asked for.
    assert clerk.get(f"{path(page)}original/?show=1")["Content-Type"] == "application/octet-stream"


def test_the_second_person_sees_the_reading_and_changes_nothing(
    sign_in: SignIn, signatory: User, waiting: list[Item]
) -> None:
    client = sign_in(signatory)
    page = text(client, path(waiting[1]))
    assert "确认归档" in page
    assert f'name="text:{CELL}"' not in page
    response = client.post(path(waiting[1]), {f"text:{CELL}": "7"}, follow=True)
    assert "只有上传的人可以修改" in response.content.decode()
    assert waiting[1].reading == Item.objects.get(pk=waiting[1].pk).reading


def test_an_original_that_is_lost_is_missing_and_nothing_breaks(clerk: Client, batch: Batch) -> None:
    item = batch.items.all()[2]
    item.original.storage.delete(item.original.name)
    assert clerk.get(f"{path(item)}original/").status_code == 404
    assert "<iframe" not in text(clerk, path(item))
