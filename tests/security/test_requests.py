"""请求: what is added to a form, an address or a header changes nothing and goes nowhere."""

import pytest
from django.conf import LazySettings
from django.test import Client

from govreport.agencies.models import Agency, User
from govreport.reports.models import Report, Version
from govreport.reports.services import start_report
from tests.cast import PASSWORD
from tests.security.conftest import SignIn

pytestmark = pytest.mark.django_db

EXTRA = {
    "state": "published",
    "agency": "1",
    "agency_id": "1",
    "version": "9",
    "number": "9",
    "published_at": "2020-01-01",
    "user": "1",
    "created_by": "1",
    "is_superuser": "1",
    "is_staff": "1",
    "is_active": "0",
    "role": "security_admin",
    "pk": "1",
    "id": "1",
}


def facts(version: Version) -> list[object]:
    current = Version.objects.get(pk=version.pk)
    return [current.state, current.number, current.report_id, current.created_by_id, Report.objects.count()]


@pytest.fixture
def draft(agency: Agency, drafter: User) -> Version:
    return start_report(agency=agency, year=2024, by=drafter)


@pytest.mark.parametrize("page", ["sec3/", "cells/", "reasons/", "submit/"])
def test_fields_that_a_form_does_not_have_change_nothing(draft: Version, drafter: User, page: str) -> None:
    client = Client()
    client.force_login(drafter)
    before = facts(draft)
    answer = client.post(f"/desk/reports/{draft.report_id}/{page}", EXTRA)
    assert answer.status_code < 500
    assert facts(draft) == before


def test_an_account_cannot_give_itself_anything(sign_in: SignIn, drafter: User) -> None:
    client = Client()
    sign_in("drafter", PASSWORD, client=client, **EXTRA)
    new = {"old_password": PASSWORD, "new_password1": "Shan-shui-2026", "new_password2": "Shan-shui-2026"}
    client.post("/accounts/password/", EXTRA | new)
    current = User.objects.get(pk=drafter.pk)
    assert (current.is_superuser, current.is_staff, current.is_active) == (False, False, True)
    assert [post.role for post in current.memberships.all()] == ["drafter"]
    assert current.check_password("Shan-shui-2026")


@pytest.mark.parametrize("host", ["evil.example", "testserver.evil.example", "testserver@evil.example", "a b", ""])
def test_a_host_that_is_not_ours_gets_no_page(host: str) -> None:
    answer = Client().get("/", headers={"host": host} if host else {}, SERVER_NAME=host or "evil.example")
    assert answer.status_code == 400
    assert "evil.example" not in answer.text


@pytest.mark.parametrize("name", ["X-Forwarded-Host", "X-Original-URL", "X-Rewrite-URL", "Forwarded"])
def test_headers_of_others_do_not_change_where_a_page_leads(name: str) -> None:
    plain, asked = Client().get("/data/"), Client().get("/data/", headers={name: "evil.example"})
    assert asked.status_code == plain.status_code
    assert "evil.example" not in asked.text


@pytest.mark.parametrize(
    "onward",
    [
        "//evil.example",
        "https:evil.example",
        "/\\evil.example",
        "\thttps://evil.example",
        "javascript:alert(1)",
        "/desk/\r\nSet-Cookie: a=b",
    ],
)
def test_signing_in_leads_to_our_own_pages_only(sign_in: SignIn, drafter: User, onward: str) -> None:
    answer = sign_in("drafter", PASSWORD, next=onward)
    assert answer.status_code == 302
    assert answer["Location"].startswith("/desk/")
    assert "Set-Cookie: a=b" not in str(answer.headers)
    assert "a" not in answer.cookies


def test_a_name_with_a_line_break_adds_no_header_to_a_download(draft: Version, drafter: User, agency: Agency) -> None:
    Agency.objects.filter(pk=agency.pk).update(name='林草局"\r\nX-Added: 1\r\n')
    client = Client()
    client.force_login(drafter)
    for suffix in ("txt", "xlsx"):
        answer = client.get(f"/desk/reports/{draft.report_id}/copy.{suffix}")
        assert "X-Added" not in answer.headers
        assert "\n" not in answer.headers.get("Content-Disposition", "")


def test_every_cookie_of_a_session_is_kept_from_scripts(sign_in: SignIn, drafter: User, settings: LazySettings) -> None:
    client = Client()
    sign_in("drafter", PASSWORD, client=client)
    cookie = client.cookies[settings.SESSION_COOKIE_NAME]
    assert (cookie["httponly"], cookie["samesite"], cookie["path"], cookie["domain"]) == (True, "Lax", "/", "")
    assert client.cookies[settings.CSRF_COOKIE_NAME]["samesite"] == "Lax"
