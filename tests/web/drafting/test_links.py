"""联动数字: what the page shows, what scripts ask for, and the way without script."""

import json
from html.parser import HTMLParser
from typing import Any

import pytest
from django.test import Client

from govreport.agencies.models import User
from govreport.reports.figures import document_of
from govreport.reports.models import FigureLink, Version
from govreport.reports.services import link_figure, save_cells, save_narrative
from tests.web.drafting.conftest import SignIn
from tests.web.drafting.test_saving import send

CELL = "t3.new_received.natural_person"
PLACE = "表三“一、本年新收政府信息公开申请数量”的“自然人”"


@pytest.fixture
def linked(complete: Version, drafter: User) -> FigureLink:
    """“收到2件。”, its number linked."""
    text = save_narrative(version=complete, section="sec1", text="收到件。", by=drafter)
    return link_figure(version=complete, section="sec1", address=CELL, start=2, length=0, text=text, by=drafter)


def address(version: Version, section: str = "sec1") -> str:
    return f"/desk/reports/{version.report_id}/{section}/links/"


def ask(client: Client, version: Version, section: str = "sec1", **wish: Any) -> Any:
    """Ask as the page's script does."""
    data = {"by": version.created_by_id, **wish}
    return client.post(address(version, section), json.dumps(data), content_type="application/json")


def text() -> str:
    return document_of(Version.objects.get()).sections["sec1"]


def test_a_script_puts_a_number_in_and_gets_the_report_back(clerk: Client, complete: Version, drafter: User) -> None:
    save_narrative(version=complete, section="sec1", text="𠮷收到件。", by=drafter)
    answer = ask(clerk, complete, verb="link", address=CELL, start=3, length=0, text="𠮷收到件。").json()
    assert answer["prose"]["sections.sec1"] == "𠮷收到2件。"
    (link,) = answer["links"]["sections.sec1"]
    assert {key: link[key] for key in ("address", "start", "length", "number", "value", "section", "note")} == {
        "address": CELL, "start": 3, "length": 1, "number": "2", "value": "2", "section": "sec3", "note": "",
    }  # fmt: skip
    assert answer["saved_at"].count(":") == 2


def test_what_cannot_be_put_in_is_told(clerk: Client, complete: Version, drafter: User) -> None:
    save_cells(version=complete, cells={CELL: ""}, by=drafter)
    response = ask(clerk, complete, verb="link", address=CELL, start=0, length=0, text=text())
    assert response.status_code == 409
    assert response.json()["message"] == f"{PLACE}还没有数字，不能插入。请先在表中填写。"


@pytest.mark.parametrize(
    "wish",
    [
        {},
        {"verb": "drop"},
        {"verb": ["link"]},
        {"verb": "link", "address": CELL},
        {"verb": "link", "address": CELL, "start": "0", "length": 0, "text": ""},
        {"verb": "link", "address": CELL, "start": True, "length": 0, "text": ""},
        {"verb": "unlink", "link": "1"},
    ],
)
def test_what_is_not_of_the_agreed_form_is_declined(clerk: Client, complete: Version, wish: dict[str, Any]) -> None:
    assert ask(clerk, complete, **wish).status_code == 400


@pytest.mark.parametrize("body", ["[]", "{", "\xff", '{"a":' * 100_000])
def test_what_is_no_json_is_declined(clerk: Client, complete: Version, body: str) -> None:
    response = clerk.post(address(complete), body.encode("latin-1"), content_type="application/json")
    assert response.status_code == 400


def test_nobody_links_in_the_name_of_another(clerk: Client, complete: Version, reviewer: User) -> None:
    assert ask(clerk, complete, verb="seen", by=reviewer.pk).status_code == 409


def test_strangers_and_readers_have_no_part_in_it(
    sign_in: SignIn, stranger: User, viewer: User, complete: Version
) -> None:
    assert sign_in(stranger).get(address(complete)).status_code == 404
    assert sign_in(viewer).get(address(complete)).status_code == 403
    assert ask(sign_in(viewer), complete, verb="seen").status_code == 403
    assert ask(Client(), complete, verb="seen").status_code == 401
    assert Client().get(address(complete)).status_code == 302


@pytest.mark.parametrize("section", ["sec3", "nowhere"])
def test_a_section_without_text_has_no_such_page(clerk: Client, complete: Version, section: str) -> None:
    assert clerk.get(address(complete, section)).status_code == 404
    assert ask(clerk, complete, section, verb="seen").status_code == 404


def test_a_save_says_which_texts_have_followed_and_which_numbers_are_free(
    clerk: Client, complete: Version, linked: FigureLink
) -> None:
    answer = send(clerk, complete, {CELL: "5"}).json()
    assert answer["told"] == [f"“一、总体情况”引用的数字已随之更新：{PLACE}由 2 改为 5。"]
    assert answer["prose"]["sections.sec1"] == "收到5件。"
    assert answer["links"]["sections.sec1"][0]["updated"] == f"{PLACE}由 2 改为 5，本部分引用的数字已随之更新。"
    answer = send(clerk, complete, {CELL: ""}).json()
    assert answer["told"] == [f"“一、总体情况”引用了{PLACE}，这一格现在没有数字，文字里仍是 5。"]
    assert answer["links"]["sections.sec1"][0]["note"] == "所引用的格现在没有数字，文字里仍是 5。"
    answer = send(clerk, complete, {"sections.sec1": "收到8件。"}).json()
    assert answer["told"] == [f"文字中的“5”改动了，不再与{PLACE}联动。"]
    assert answer["links"] == {}


def test_the_page_lists_links_and_what_was_updated_until_somebody_has_read_it(
    clerk: Client, complete: Version, linked: FigureLink, drafter: User
) -> None:
    save_cells(version=complete, cells={CELL: "5"}, by=drafter)
    page = f"/desk/reports/{complete.report_id}/sec1/"
    said = f"{PLACE}由 2 改为 5，本部分引用的数字已随之更新。"
    html = clerk.get(page).content.decode()
    assert html.count(f"<li>{said}</li>") == 1
    assert f'href="/desk/reports/{complete.report_id}/sec3/#cell-{CELL}"' in html
    assert ask(clerk, complete, verb="seen").json()["links"]["sections.sec1"][0]["updated"] == ""
    assert said not in clerk.get(page).content.decode()


def test_a_script_lets_a_number_go(clerk: Client, complete: Version, linked: FigureLink) -> None:
    assert ask(clerk, complete, verb="unlink", link=linked.pk).json()["links"] == {}
    assert text() == "收到2件。"


# --- without script -------------------------------------------------------------------------------------------------


class Buttons(HTMLParser):
    """The cells that can be chosen on a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: dict[str, str] = {}
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "button" and given.get("name") == "address":
            self.found[str(given["value"])] = str(given["data-number"])


def test_every_number_of_the_report_can_be_chosen(clerk: Client, complete: Version) -> None:
    for query in ("", "?part=list"):
        found = Buttons(clerk.get(address(complete) + query).content.decode()).found
        cells = complete.edition.cells
        assert set(found) == {item for item, cell in cells.items() if cell.numeric}
        assert (found[CELL], found["fee.notice_count"]) == ("2", "0")


def test_what_was_typed_is_stored_before_the_cells_are_shown(clerk: Client, complete: Version) -> None:
    form = {"sections.sec1": "第一段。\r\n第二段。", "choose": "1", "known": json.dumps({"sections.sec1": text()})}
    response = clerk.post(address(complete), form)
    assert response.headers["Location"] == address(complete)
    assert text() == "第一段。\n第二段。"
    html = clerk.get(address(complete)).content.decode()
    assert "第 2 段末尾：第二段。" in html


def test_what_somebody_else_has_written_is_asked_about_first(clerk: Client, complete: Version, drafter: User) -> None:
    save_narrative(version=complete, section="sec1", text="他人写的。", by=drafter)
    form = {"sections.sec1": "本人写的。", "choose": "1", "known": json.dumps({"sections.sec1": "原来的。"})}
    response = clerk.post(address(complete), form)
    assert response.status_code == 409
    assert "本人写的。" in response.content.decode()
    assert text() == "他人写的。"


@pytest.mark.parametrize(
    ("place", "became"),
    [("1", "新收：2\n办结："), ("", "新收：\n办结：2"), ("9", "新收：\n办结：2"), ("x", "新收：\n办结：2")],
)
def test_a_number_is_put_at_the_end_of_a_paragraph(
    clerk: Client, complete: Version, drafter: User, place: str, became: str
) -> None:
    save_narrative(version=complete, section="sec1", text="新收：\n办结：", by=drafter)
    form = {"address": CELL, "place": place, "text": "新收：\r\n办结："}
    response = clerk.post(address(complete), form)
    assert response.headers["Location"] == f"/desk/reports/{complete.report_id}/sec1/"
    assert text() == became


def test_a_place_that_will_not_do_leads_back_to_the_choice(clerk: Client, complete: Version, drafter: User) -> None:
    save_narrative(version=complete, section="sec1", text="2023", by=drafter)
    response = clerk.post(address(complete), {"address": CELL, "text": "2023"}, follow=True)
    assert response.redirect_chain == [(address(complete), 302)]
    assert "紧挨着别的数字" in response.content.decode()


def test_letting_go_and_reading_work_as_buttons_of_the_form(
    clerk: Client, complete: Version, linked: FigureLink, drafter: User
) -> None:
    save_cells(version=complete, cells={CELL: "5"}, by=drafter)
    form = {"sections.sec1": "全年收到5件。", "known": json.dumps({"sections.sec1": "收到5件。"})}
    response = clerk.post(address(complete), {**form, "seen": "1"})
    assert response.headers["Location"] == f"/desk/reports/{complete.report_id}/sec1/"
    assert FigureLink.objects.get().seen == "5"
    clerk.post(address(complete), {"unlink": str(linked.pk)})
    assert (FigureLink.objects.count(), text()) == (0, "全年收到5件。")


def test_saving_without_script_says_what_followed(clerk: Client, complete: Version, linked: FigureLink) -> None:
    html = clerk.post(f"/desk/reports/{complete.report_id}/sec3/", {CELL: "6"}, follow=True).content.decode()
    assert f"“一、总体情况”引用的数字已随之更新：{PLACE}由 2 改为 6。" in html
