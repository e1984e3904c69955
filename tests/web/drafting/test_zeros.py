"""空白填 0 without script: a page that names the cells and asks, and the step itself."""

import re

from django.test import Client

from govreport.agencies.models import User
from govreport.reports.figures import document_of
from govreport.reports.models import Version
from govreport.reports.services import save_cells
from govreport.web.desk.history import history


def shown(page: str) -> list[str]:
    """The addresses a page carries in its form."""
    return re.findall(r'name="address" value="([^"]+)"', page)


def test_the_page_says_how_many_cells_and_names_them(clerk: Client, blank: Version, drafter: User) -> None:
    save_cells(version=blank, cells={"t4.review.upheld": "3"}, by=drafter)
    page = clerk.get(f"/desk/reports/{blank.report_id}/sec4/zeros/").content.decode()
    assert "把 11 个空白格填为 0" in page
    assert len(shown(page)) == page.count("<li>行政") == 11
    assert "t4.review.upheld" not in shown(page)


def test_the_cells_that_were_shown_become_zero(clerk: Client, blank: Version, drafter: User) -> None:
    where = f"/desk/reports/{blank.report_id}/sec4/"
    addresses = shown(clerk.get(f"{where}zeros/").content.decode())
    save_cells(version=blank, cells={"t4.review.upheld": "3"}, by=drafter)
    response = clerk.post(f"{where}zeros/", {"address": addresses}, follow=True)
    assert response.redirect_chain[0][0].startswith(f"{where}?filled=")
    assert "已把 11 个空白格填为 0" in response.content.decode()
    figures = document_of(blank).figures
    assert (figures["t4.review.upheld"], figures["t4.review.total"]) == (3, 3)
    entry = history(blank)[0]
    assert (entry.action, entry.actor) == ("空白填 0", "起草人周宁")


def test_a_second_click_changes_nothing_and_says_so(clerk: Client, blank: Version) -> None:
    where = f"/desk/reports/{blank.report_id}/sec4/zeros/"
    addresses = shown(clerk.get(where).content.decode())
    clerk.post(where, {"address": addresses})
    assert "已经都有内容" in clerk.post(where, {"address": addresses}, follow=True).content.decode()


def test_a_full_table_has_nothing_to_fill(clerk: Client, complete: Version) -> None:
    page = clerk.get(f"/desk/reports/{complete.report_id}/sec4/zeros/").content.decode()
    assert "这张表没有空白的格" in page
    assert '<button type="submit" class="btn btn-primary"' not in page


def test_a_part_without_a_table_has_no_such_page(clerk: Client, blank: Version) -> None:
    assert clerk.get(f"/desk/reports/{blank.report_id}/sec1/zeros/").status_code == 404


def filled(clerk: Client, version: Version) -> str:
    """The grid page after filling all blanks of table four."""
    where = f"/desk/reports/{version.report_id}/sec4/zeros/"
    response = clerk.post(where, {"address": shown(clerk.get(where).content.decode())}, follow=True)
    return response.content.decode()


def test_the_page_offers_to_take_it_back_and_does(clerk: Client, blank: Version) -> None:
    page = filled(clerk, blank)
    assert "刚才填 0 的 12 格可以恢复为空白" in page
    (event,) = re.findall(r'name="event" value="(\d+)"', page)
    response = clerk.post(f"/desk/reports/{blank.report_id}/sec4/zeros/undo/", {"event": event}, follow=True)
    assert "已撤销填 0，12 格恢复为空白，并已留痕。" in response.content.decode()
    assert document_of(blank).figures["t4.review.upheld"] is None
    again = clerk.post(f"/desk/reports/{blank.report_id}/sec4/zeros/undo/", {"event": event}, follow=True)
    assert "没有可以撤销的" in again.content.decode()


def test_nothing_is_offered_for_an_address_that_names_no_filling(clerk: Client, blank: Version) -> None:
    filled(clerk, blank)
    for text in ("", "0", "x", "９", "9" * 30, "1"):
        page = clerk.get(f"/desk/reports/{blank.report_id}/sec4/", {"filled": text}).content.decode()
        assert "可以恢复为空白" not in page


def test_taking_back_needs_a_number(clerk: Client, blank: Version) -> None:
    where = f"/desk/reports/{blank.report_id}/sec4/zeros/undo/"
    for data in ({}, {"event": "x"}, {"event": "9" * 40}):
        assert "没有找到要撤销的" in clerk.post(where, data, follow=True).content.decode()
    assert clerk.get(where).status_code == 405
