"""批量检查的取用: at every address of a batch, people of other offices and of none are turned away."""

import pytest
from django.test import Client
from django.utils import timezone

from govreport.agencies import services
from govreport.agencies.models import Agency, Role, User
from govreport.batches.models import Batch, Letters
from govreport.batches.services import open_batch
from tests.fixtures.batches import HOME, page_of, the
from tests.web.drafting.conftest import SignIn
from tests.web.oversight.conftest import text


def addresses(done: Batch) -> list[tuple[str, str]]:
    own, file = page_of(done), f"{page_of(done)}files/{the(done, '错.txt').pk}/"
    facts = {"by": done.by, "kind": "docx", "issued": timezone.localdate(), "due": timezone.localdate()}
    letters = f"{own}letters/{Letters.objects.get_or_create(batch=done, defaults=facts)[0].pk}/"
    return [
        ("get", own),
        ("get", f"{own}?part=progress"),
        ("post", f"{own}add/"),
        ("post", f"{own}confirm/"),
        ("get", f"{own}letters/"),
        ("post", f"{own}letters/"),
        ("get", letters),
        ("get", f"{letters}?part=progress"),
        ("get", f"{letters}letters.zip"),
        *(("post", f"{letters}{turn}/") for turn in ("cancel", "resume", "remove")),
        ("get", f"{own}results.xlsx"),
        *(("post", f"{own}{turn}/") for turn in ("start", "cancel", "resume", "remove-files", "remove")),
        ("get", file),
        ("post", file),
        ("get", f"{file}original"),
        ("get", f"{file}result.xlsx"),
    ]


@pytest.mark.parametrize("who", ["drafter", "reviewer", "signatory", "viewer", "stranger"])
def test_people_of_no_office_are_told_so_everywhere(
    sign_in: SignIn, done: Batch, who: str, request: pytest.FixtureRequest
) -> None:
    client = sign_in(request.getfixturevalue(who))
    for method, address in [("get", HOME), ("post", HOME), *addresses(done)]:
        assert getattr(client, method)(address).status_code == 403, address
    assert Batch.objects.filter(pk=done.pk).exists()


def test_another_office_finds_nothing_at_any_address(
    sign_in: SignIn, done: Batch, other_agency: Agency, stranger: User
) -> None:
    services.appoint(user=stranger, agency=other_agency, role=Role.SUPERVISOR)
    client = sign_in(stranger)
    assert "2023年度初查" not in text(client, HOME)
    for method, address in addresses(done):
        assert getattr(client, method)(address).status_code == 404, address
    theirs = open_batch(office=other_agency, name="", by=stranger)
    for part in (f"files/{the(done, '错.txt').pk}/", f"letters/{done.letters.get().pk}/"):
        assert client.get(f"{page_of(theirs)}{part}").status_code == 404
    assert Batch.objects.filter(pk=done.pk).exists()


def test_a_post_that_ended_ends_the_access(sign_in: SignIn, done: Batch, supervisor: User) -> None:
    client = sign_in(supervisor)
    supervisor.memberships.all().delete()
    for method, address in addresses(done):
        assert getattr(client, method)(address).status_code == 403, address


def test_nobody_gets_in_without_signing_in(client: Client, done: Batch) -> None:
    for method, address in [("get", HOME), ("post", HOME), *addresses(done)]:
        response = getattr(client, method)(address)
        assert (response.status_code, "/accounts/login/" in response.headers["Location"]) == (302, True), address


@pytest.mark.parametrize("address", ["99999/", "1/nonsense/", "1/files/99999/", "1/files/1/result.exe"])
def test_what_is_not_there_is_not_found(office: Client, done: Batch, address: str) -> None:
    assert office.get(f"{HOME}{address}").status_code in (404, 405)
    assert office.post(f"{HOME}{address}").status_code in (404, 405)
