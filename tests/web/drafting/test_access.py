"""取用权限: in which words somebody is turned away; who is turned away is ``tests/web/access.py``."""

import json

import pytest
from django.test import Client
from django.urls import reverse

from govreport.agencies.models import User
from govreport.reports.models import Version


def address(name: str, version: Version) -> str:
    """The address of a view for one report."""
    section = ["sec3"] if name == "drafting:section" else []
    return reverse(name, args=[version.pk if name.startswith("review:") else version.report_id, *section])


def test_a_stranger_learns_nothing_from_a_missing_report(stranger: User, complete: Version) -> None:
    client = Client()
    client.force_login(stranger)
    there = client.get(f"/desk/reports/{complete.report_id}/")
    missing = client.get(f"/desk/reports/{complete.report_id + 1000}/")
    assert there.status_code == missing.status_code == 404
    assert complete.title not in there.content.decode()


def test_the_wrong_post_is_told_why_in_a_sentence(viewer: User, complete: Version) -> None:
    client = Client()
    client.force_login(viewer)
    response = client.post(f"/desk/reports/{complete.report_id}/submit/")
    assert "只有本机关的起草人可以修改年报" in response.content.decode()


def test_a_script_with_the_wrong_post_is_told_in_json(viewer: User, complete: Version) -> None:
    client = Client()
    client.force_login(viewer)
    body = json.dumps({"values": {}})
    response = client.post(f"/desk/reports/{complete.report_id}/cells/", body, content_type="application/json")
    assert response.status_code == 403
    assert "起草人" in response.json()["message"]


@pytest.mark.parametrize("name", ["drafting:submit", "review:approve", "drafting:section"])
def test_whoever_presses_a_button_too_late_comes_back_to_the_page_with_the_button(name: str, complete: Version) -> None:
    client = Client()
    page = f"/desk/reports/{complete.report_id}/"
    response = client.post(address(name, complete), headers={"Referer": f"http://testserver{page}?a=1"})
    assert response.headers["Location"] == f"/accounts/login/?next={page}%3Fa%3D1"
    assert "刚才的操作没有办理" in client.get(response.headers["Location"]).content.decode()


@pytest.mark.parametrize("referer", ["", "https://elsewhere.example/desk/", "//elsewhere.example/", "javascript:1"])
def test_a_page_of_others_is_never_come_back_to(referer: str, complete: Version) -> None:
    response = Client().post(address("drafting:submit", complete), headers={"Referer": referer})
    assert response.headers["Location"] == "/accounts/login/?next=/desk/"


def test_a_step_opened_as_a_page_says_what_to_do(drafter: User, complete: Version) -> None:
    client = Client()
    client.force_login(drafter)
    response = client.get(address("drafting:submit", complete))
    assert (response.status_code, response.headers["Allow"]) == (405, "POST")
    assert "没有办理任何事项" in response.content.decode()
    assert 'href="/desk/"' in response.content.decode()
