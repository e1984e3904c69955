"""核对一批: agency and year of each file, what is doubtful, and sending on what is right."""

from django.test import Client

from govreport.agencies.models import User
from govreport.archive.models import Batch, Item, ItemState
from tests.archive.conftest import Upload
from tests.archive.copies import files
from tests.web.archive.conftest import text
from tests.web.drafting.conftest import SignIn


def form(batch: Batch, do: str, **changes: str) -> dict[str, object]:
    """The page as a browser sends it, everything chosen."""
    items = list(batch.items.all())
    sent: dict[str, object] = {"do": do, "item": [str(item.pk) for item in items]}
    for item in items:
        sent[f"agency-{item.pk}"] = str(item.agency_id or "")
        sent[f"year-{item.pk}"] = str(item.year or "")
    return sent | changes


def test_the_table_says_what_each_file_was_read_as(clerk: Client, batch: Batch) -> None:
    page = text(clerk, f"/desk/archive/{batch.pk}/")
    for words in ("2018年报.docx", "e2014", "e2019", "e2021", "云溪县林业和草原局", "看读取结果", "须更正"):
        assert words in page
    assert page.count('name="item"') == 3
    assert "提交选中的年报" in page


def test_what_is_chosen_goes_to_a_second_person(clerk: Client, batch: Batch) -> None:
    response = clerk.post(f"/desk/archive/{batch.pk}/", form(batch, "submit"), follow=True)
    assert "已提交 3 份，由另一位签发人或主管部门确认后公开。" in response.content.decode()
    assert {item.state for item in batch.items.all()} == {ItemState.REQUESTED}


def test_another_year_is_taken_over_and_judged_anew(clerk: Client, batch: Batch) -> None:
    item = batch.items.all()[0]
    page = clerk.post(f"/desk/archive/{batch.pk}/", form(batch, "save", **{f"year-{item.pk}": "2016"}), follow=True)
    assert Item.objects.get(pk=item.pk).year == 2016
    assert "文件中写的是2018年度，请核对。" in page.content.decode()


def test_a_year_that_is_none_is_told_beside_the_field_and_nothing_is_sent(clerk: Client, batch: Batch) -> None:
    item = batch.items.all()[0]
    response = clerk.post(f"/desk/archive/{batch.pk}/", form(batch, "submit", **{f"year-{item.pk}": "去年"}))
    assert response.status_code == 422
    page = response.content.decode()
    assert "年度应是四位数字，如 2018。" in page
    assert 'value="去年"' in page
    assert not batch.items.filter(state=ItemState.REQUESTED).exists()


def test_what_cannot_be_archived_cannot_be_chosen_and_is_told_when_sent(clerk: Client, batch: Batch) -> None:
    item = batch.items.all()[0]
    clerk.post(f"/desk/archive/{batch.pk}/", form(batch, "save", **{f"year-{item.pk}": ""}))
    page = text(clerk, f"/desk/archive/{batch.pk}/")
    assert "没有认出是哪一年度的报告，请填写年度。" in page
    assert f'id="item-{item.pk}" disabled' in page
    response = clerk.post(f"/desk/archive/{batch.pk}/", form(batch, "submit"))
    assert response.status_code == 422
    assert "有 1 个文件还不能提交" in response.content.decode()


def test_an_item_can_be_removed_and_the_last_one_takes_the_batch(clerk: Client, upload: Upload) -> None:
    batch = upload([files()[1]])
    response = clerk.post(f"/desk/archive/{batch.pk}/", form(batch, f"remove-{batch.items.get().pk}"))
    assert response.headers["Location"] == "/desk/archive/"
    assert not Batch.objects.exists()


def test_an_office_chooses_among_the_agencies_under_it(sign_in: SignIn, upload: Upload, supervisor: User) -> None:
    batch = upload([files()[1]], by=supervisor)
    page = text(sign_in(supervisor), f"/desk/archive/{batch.pk}/")
    item = batch.items.get()
    assert f'<select class="form-select archive-agency" name="agency-{item.pk}"' in page
    assert f'<option value="{item.agency_id}" selected>云溪县林业和草原局</option>' in page


def test_an_agency_of_others_is_not_taken_over(clerk: Client, batch: Batch, stranger: User) -> None:
    item = batch.items.all()[0]
    other = stranger.memberships.all()[0].agency
    clerk.post(f"/desk/archive/{batch.pk}/", form(batch, "save", **{f"agency-{item.pk}": str(other.pk)}))
    assert Item.objects.get(pk=item.pk).agency_id != other.pk


def test_nonsense_in_the_form_costs_nothing(clerk: Client, batch: Batch) -> None:
    for do in ("", "remove-", "remove-x", "remove-999999", "submit"):
        response = clerk.post(f"/desk/archive/{batch.pk}/", {"do": do, "item": ["x", "²", "999999"]})
        assert response.status_code in (302, 422)
    assert batch.items.count() == 3
