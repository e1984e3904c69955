"""回执页: every step by which a report left somebody's hands, for whoever may see the report."""

import pytest
from django.test import Client

from govreport.agencies.models import User
from govreport.journal.models import Event
from govreport.publishing.services import publish
from govreport.reports.models import Version
from govreport.workflow.accept import accept
from govreport.workflow.hand_in import hand_in
from tests.web.inbox.conftest import SignIn

PAGE = "/desk/receipts/"


@pytest.fixture
def public(approved: Version, signatory: User, supervisor: User) -> Version:
    """Handed in, accepted and published."""
    hand_in(version=approved, by=signatory)
    accept(version=approved, by=supervisor)
    return publish(version=approved, by=signatory, render=False).version


@pytest.mark.parametrize("who", ["drafter", "supervisor", "viewer"])
def test_the_agency_and_the_office_find_each_receipt_with_the_hash(
    who: str, public: Version, sign_in: SignIn, viewer: User
) -> None:
    text = sign_in(User.objects.get(username=who)).get(PAGE).content.decode()
    for event in Event.objects.filter(subject=public.subject, payload__has_key="sha256"):
        assert f"/desk/review/receipts/{event.pk}.pdf" in text
        assert event.payload["sha256"] in text
    for words in ("提交审核", "审核同意", "报送主管部门", "主管部门接收", "发布"):
        assert words in text


def test_a_receipt_can_be_downloaded_from_the_list(public: Version, clerk: Client) -> None:
    event = Event.objects.get(action="version.handed_in")
    response = clerk.get(f"/desk/review/receipts/{event.pk}.pdf")
    assert response.content.startswith(b"%PDF")


def test_a_stranger_finds_none(public: Version, sign_in: SignIn, stranger: User) -> None:
    browser = sign_in(stranger)
    assert "还没有回执" in browser.get(PAGE).content.decode()
    assert browser.get(f"{PAGE}?report={public.report_id}").status_code == 404


def test_the_list_of_one_report_leads_back_to_it(public: Version, clerk: Client) -> None:
    page = clerk.get(f"{PAGE}?report={public.report_id}").content.decode()
    assert f'href="/desk/reports/{public.report_id}/"' in page
    assert f"{PAGE}?report={public.report_id}" in clerk.get(f"/desk/reports/{public.report_id}/").content.decode()


def test_the_list_of_what_one_has_begun_leads_to_the_receipts(in_review: Version, clerk: Client) -> None:
    assert f'href="{PAGE}"' in clerk.get("/desk/review/?tab=begun").content.decode()


@pytest.mark.parametrize("asked", ["x", "9" * 30, "-1"])
def test_an_address_that_makes_no_sense_shows_all(asked: str, in_review: Version, clerk: Client) -> None:
    assert clerk.get(f"{PAGE}?report={asked}").status_code == 200
