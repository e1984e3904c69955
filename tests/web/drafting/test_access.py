"""取用权限: every address of the desk for everybody: the people of the agency, a stranger, nobody.

The addresses come from the URL configuration, so a view without a rule here fails the test.
"""

import json
from typing import Any, Final

import pytest
from django.test import Client
from django.urls import URLPattern, reverse

from govreport.agencies.models import User
from govreport.documents.imports.services import keep_file
from govreport.reports.models import ImportedFile, ImportState, Version
from govreport.web.drafting import urls as drafting
from govreport.web.oversight import urls as oversight
from govreport.web.review import urls as review
from tests.documents.imports.files import three_doubts

# The status each person gets: 302 is the way back after a step; 400 and 422 answer an empty form.
OPEN = {"drafter": 200, "reviewer": 200, "signatory": 200, "viewer": 200, "supervisor": 200, "stranger": 200}
SEEN = {**OPEN, "stranger": 404}
DRAFTS = {**dict.fromkeys(OPEN, 403), "drafter": 302, "stranger": 404}
DECIDES = {**dict.fromkeys(OPEN, 403), "reviewer": 302, "signatory": 302, "stranger": 404}
RULES: Final[dict[tuple[str, str], dict[str, int]]] = {
    ("get", "drafting:home"): OPEN,
    ("get", "drafting:start"): OPEN,
    ("post", "drafting:start"): {**OPEN, "drafter": 422, "stranger": 422},
    # An import that waits: its agency's drafters alone.
    ("get", "drafting:import"): {**DRAFTS, "drafter": 200},
    ("get", "drafting:import-file"): {**DRAFTS, "drafter": 200},
    ("get", "drafting:import-picture"): {**DRAFTS, "drafter": 200},
    ("post", "drafting:import-decide"): DRAFTS,
    ("post", "drafting:import-rest"): DRAFTS,
    ("post", "drafting:import-parts"): DRAFTS,
    ("post", "drafting:import-into"): DRAFTS,
    ("post", "drafting:import-confirm"): DRAFTS,
    ("post", "drafting:import-discard"): DRAFTS,
    ("get", "drafting:import-upload"): {**DRAFTS, "drafter": 200},
    ("post", "drafting:import-upload"): {**DRAFTS, "drafter": 422},
    ("post", "drafting:continue"): dict.fromkeys(OPEN, 302),
    ("get", "drafting:edition"): OPEN,
    ("get", "drafting:report"): SEEN,
    ("get", "drafting:section"): SEEN,
    ("get", "drafting:history"): SEEN,
    ("get", "drafting:news"): SEEN,
    ("get", "drafting:copy"): SEEN,
    ("get", "drafting:template"): {**DRAFTS, "drafter": 200},
    ("get", "drafting:findings-xlsx"): SEEN,
    ("get", "drafting:findings-docx"): SEEN,
    ("get", "drafting:preview"): SEEN,
    ("get", "drafting:preview-pdf"): SEEN,
    ("post", "drafting:section"): DRAFTS,
    ("get", "drafting:zeros"): {**DRAFTS, "drafter": 200},
    ("post", "drafting:zeros"): DRAFTS,
    ("post", "drafting:undo-zeros"): DRAFTS,
    ("get", "drafting:links"): {**DRAFTS, "drafter": 200},
    ("post", "drafting:links"): DRAFTS,
    ("post", "drafting:save"): {**DRAFTS, "drafter": 400},
    ("post", "drafting:totals"): DRAFTS,
    ("post", "drafting:explain"): DRAFTS,
    ("post", "drafting:adopt-carried"): DRAFTS,
    ("post", "drafting:reason"): {**DRAFTS, "drafter": 422},
    ("post", "drafting:reason-json"): {**DRAFTS, "drafter": 400},
    ("get", "drafting:repairs"): {**DRAFTS, "drafter": 200},
    ("post", "drafting:repairs"): DRAFTS,
    ("post", "drafting:submit"): DRAFTS,
    ("get", "drafting:letter"): SEEN,
    ("post", "drafting:letter"): {**dict.fromkeys(OPEN, 422), "viewer": 403, "supervisor": 403, "stranger": 404},
    ("get", "drafting:letter-pdf"): {**dict.fromkeys(OPEN, 302), "stranger": 404},
    ("get", "drafting:letter-docx"): {**dict.fromkeys(OPEN, 302), "stranger": 404},
    ("post", "drafting:recall"): DRAFTS,
    ("get", "review:queue"): OPEN,
    ("get", "review:decide"): {**DECIDES, "reviewer": 200, "signatory": 200},
    ("post", "review:approve"): DECIDES,
    ("post", "review:return"): {**DECIDES, "reviewer": 422, "signatory": 422},
    ("post", "review:accept-reasons"): DECIDES,
    ("post", "review:rule"): {**DECIDES, "reviewer": 422, "signatory": 422},
    ("post", "review:publish"): DECIDES,
    # Never submitted: nothing to sign, nothing to confirm.
    ("get", "review:sheet"): dict.fromkeys(OPEN, 404),
    ("get", "review:receipt"): dict.fromkeys(OPEN, 404),
    ("get", "oversight:notices"): {**dict.fromkeys(OPEN, 403), "supervisor": 200},
    ("get", "oversight:files"): {**dict.fromkeys(OPEN, 403), "supervisor": 302},
}
WRITES = {
    "drafting:import-decide",
    "drafting:import-rest",
    "drafting:import-parts",
    "drafting:import-into",
    "drafting:import-confirm",
    "drafting:import-discard",
    "drafting:continue",
    "drafting:save",
    "drafting:totals",
    "drafting:explain",
    "drafting:reason",
    "drafting:reason-json",
    "drafting:submit",
    "drafting:recall",
} | {name for method, name in RULES if method == "post" and name.startswith("review:")}


@pytest.fixture
def people(
    drafter: User, reviewer: User, signatory: User, viewer: User, supervisor: User, stranger: User
) -> dict[str, User]:
    """The cast by name."""
    people = (drafter, reviewer, signatory, viewer, supervisor, stranger)
    return {user.username: user for user in people}


def waiting_import(version: Version) -> int:
    """A PDF that waits to be read into the report."""
    report, known = version.report, ImportedFile.objects.filter(state=ImportState.OPEN)
    if found := known.first():
        return found.pk
    data, by = three_doubts("pdf"), version.created_by
    return keep_file(agency=report.agency, name="a.pdf", data=data, by=by, report=report).pk


def address(name: str, version: Version) -> str:
    """The address of a view for one report."""
    if name.startswith("drafting:import") and name != "drafting:import-upload":
        page = [1] if name == "drafting:import-picture" else []
        return reverse(name, args=[waiting_import(version), *page])
    known: dict[str, Any] = {
        "drafting:edition": ["e2021", "zh-hans"],
        "drafting:section": [version.report_id, "sec3"],
        "drafting:zeros": [version.report_id, "sec3"],
        "drafting:copy": [version.report_id, "txt"],
        "drafting:template": [2024, "yunxi-lincao"],
        "drafting:undo-zeros": [version.report_id, "sec3"],
        "review:rule": [version.pk, 1],
        "drafting:links": [version.report_id, "sec1"],
    }
    if name in known:
        return reverse(name, args=known[name])
    if name in (
        "drafting:home",
        "drafting:start",
        "drafting:continue",
        "review:queue",
        "oversight:notices",
        "oversight:files",
    ):
        return reverse(name)
    return reverse(name, args=[version.pk if name.startswith("review:") else version.report_id])


def ask(client: Client, method: str, name: str, version: Version) -> int:
    """Ask as a browser would, with an empty form."""
    where = address(name, version)
    return int(getattr(client, method)(where).status_code)


def test_every_address_of_the_desk_has_its_rule() -> None:
    names = {
        f"{room.app_name}:{pattern.name}"
        for room in (drafting, oversight, review)
        for pattern in room.urlpatterns
        if isinstance(pattern, URLPattern)
    }
    assert names == {name for _, name in RULES}


@pytest.mark.parametrize(("method", "name"), RULES, ids=lambda part: part)
def test_everybody_gets_what_the_post_allows(
    method: str, name: str, people: dict[str, User], complete: Version, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("govreport.web.drafting.preview.render_pdf", lambda document, **_: b"%PDF-1.7")
    for username, expected in RULES[method, name].items():
        client = Client()
        client.force_login(people[username])
        assert (username, ask(client, method, name, complete)) == (username, expected)


@pytest.mark.parametrize(("method", "name"), RULES, ids=lambda part: part)
def test_nobody_gets_anything_without_signing_in(method: str, name: str, complete: Version) -> None:
    response = getattr(Client(), method)(address(name, complete))
    if name in ("drafting:edition", "drafting:save", "drafting:reason-json", "drafting:news"):
        assert response.status_code == 401
    else:
        assert response.status_code == 302
        assert response.headers["Location"].startswith("/accounts/login/?next=/desk/")


@pytest.mark.parametrize("name", sorted(WRITES))
def test_steps_are_never_taken_by_following_a_link(name: str, drafter: User, reviewer: User, complete: Version) -> None:
    for user in (drafter, reviewer):
        client = Client()
        client.force_login(user)
        assert ask(client, "get", name, complete) == 405
    assert Version.objects.get().state == "drafting"


@pytest.mark.parametrize("name", [name for method, name in RULES if method == "post"])
def test_no_step_is_taken_without_the_forms_token(name: str, drafter: User, complete: Version) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(drafter)
    assert ask(client, "post", name, complete) == 403


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
