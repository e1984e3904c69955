"""出错提要: after a form was declined the focus is at the top, on lines that lead to their fields."""

import re

import pytest
from django import forms
from django.template import Context, Template
from django.test import Client

from govreport.agencies.models import Agency, User
from govreport.reports.models import Version
from govreport.reports.services import save_cells
from tests.web.drafting.conftest import SignIn


def summary(page: str) -> list[tuple[str, str]]:
    """The lines of the summary: (id it leads to, sentence); the summary takes the focus, each id is on the page."""
    tag, body = page.split('id="error-summary"')[1].split(">", 1)
    assert 'tabindex="-1"' in tag
    assert "autofocus" in tag
    lines = re.findall(r'<a href="#([^"]+)">([^<]+)</a>', body.split("</ul>")[0].split("</form>")[0])
    for target, _sentence in lines:
        assert f'id="{target}"' in page
    return lines


def test_a_declined_start_leads_to_its_fields(clerk: Client, agency: Agency) -> None:
    page = clerk.post("/desk/start/", {"agency": agency.pk, "source": "file", "year": 2023}).content.decode()
    assert summary(page) == [("id_file", "请选择要读取的年报文件。")]


def test_a_group_of_choices_is_led_to_by_its_first(clerk: Client, agency: Agency) -> None:
    page = clerk.post("/desk/start/", {"agency": agency.pk, "year": 2023}).content.decode()
    assert [target for target, _ in summary(page)] == ["id_source_0"]


def test_a_declined_text_leads_to_its_field(clerk: Client, blank: Version) -> None:
    sent = {"title": "", "sections.preamble": "前言。"}
    page = clerk.post(f"/desk/reports/{blank.report_id}/preamble/", sent).content.decode()
    ((target, sentence),) = summary(page)
    assert target == "field-title"
    assert "标题应有 1 至" in sentence


def test_where_somebody_else_has_written_the_line_leads_there(clerk: Client, blank: Version, reviewer: User) -> None:
    address = f"/desk/reports/{blank.report_id}/sec3/"
    cell = "t3.new_received.research"
    save_cells(version=blank, cells={cell: "5"}, by=User.objects.get(username="drafter"))
    page = clerk.post(address, {cell: "7", "known": f'{{"{cell}": ""}}'}).content.decode()
    ((target, sentence),) = summary(page)
    assert target == f"cell-{cell}"
    assert "他人也改过这里" in sentence


def test_a_report_that_is_closed_is_told_without_a_field(clerk: Client, in_review: Version) -> None:
    page = clerk.post(f"/desk/reports/{in_review.report_id}/sec3/", {"t3.new_received.research": "7"}).content.decode()
    assert summary(page) == []
    assert "不能修改" in page.split('id="error-summary"')[1].split("</ul>")[0]


def test_a_return_without_a_reason_leads_to_it(sign_in: SignIn, reviewer: User, in_review: Version) -> None:
    page = sign_in(reviewer).post(f"/desk/review/{in_review.pk}/return/", {"note": ""}).content.decode()
    assert summary(page) == [("id_note", "请写明退回的原因，并说明要改哪里。")]


@pytest.mark.parametrize(
    ("sent", "targets"),
    [
        ({"username": "", "password": ""}, ["id_username", "id_password"]),
        ({"username": "drafter", "password": ""}, ["id_password"]),
        ({"username": "drafter", "password": "wrong"}, ["id_username"]),
    ],
)
def test_a_declined_sign_in_leads_to_its_fields(drafter: User, sent: dict[str, str], targets: list[str]) -> None:
    page = Client().post("/accounts/login/", sent).content.decode()
    assert [target for target, _ in summary(page)] == targets
    assert page.count("autofocus") == 1


def test_nothing_is_said_of_a_form_that_was_not_sent(clerk: Client, agency: Agency, blank: Version) -> None:
    for address in ("/desk/start/", f"/desk/reports/{blank.report_id}/sec1/"):
        assert "error-summary" not in clerk.get(address).content.decode()


def test_sentences_are_escaped() -> None:
    class Form(forms.Form):
        def clean(self) -> None:
            raise forms.ValidationError("<script>")

    page = Template("{% load errors %}{% error_summary form %}").render(Context({"form": Form({})}))
    assert "&lt;script&gt;" in page
