"""谁能看: strangers learn nothing, whichever number they ask for."""

import pytest
from django.test import Client

from govreport.agencies.models import User
from govreport.archive.models import Batch, Item, ItemState
from tests.web.drafting.conftest import SignIn


def paths(item: Item) -> list[str]:
    return [
        f"/desk/archive/{item.batch_id}/",
        f"/desk/archive/items/{item.pk}/",
        f"/desk/archive/items/{item.pk}/original/",
    ]


@pytest.mark.parametrize("role", ["stranger", "reviewer", "viewer"])
def test_those_without_a_post_for_it_find_nothing(
    sign_in: SignIn, request: pytest.FixtureRequest, waiting: list[Item], role: str
) -> None:
    client = sign_in(request.getfixturevalue(role))
    for path in paths(waiting[0]):
        assert client.get(path).status_code == 404
        if "items" not in path:
            assert client.post(path, {"do": "submit"}).status_code == 404
    for step in ("decide", "rest"):
        own = f"/desk/archive/items/{waiting[0].pk}/{step}/"
        assert client.post(own, {"name": "title", "text": "x"}).status_code == 404


def test_what_is_not_yet_sent_on_is_its_authors_alone(
    sign_in: SignIn, signatory: User, supervisor: User, batch: Batch
) -> None:
    for user in (signatory, supervisor):
        for path in paths(batch.items.all()[0]):
            assert sign_in(user).get(path).status_code == 404


def test_those_who_confirm_see_the_items_and_not_the_batch(
    sign_in: SignIn, signatory: User, supervisor: User, waiting: list[Item]
) -> None:
    for user in (signatory, supervisor):
        codes = [sign_in(user).get(path).status_code for path in paths(waiting[0])]
        assert codes == [404, 200, 200]


def test_nobody_gets_in_without_signing_in(client: Client, waiting: list[Item]) -> None:
    for path in ["/desk/archive/", "/desk/archive/new/", *paths(waiting[0])]:
        assert "/accounts/login/" in client.get(path).headers["Location"]
    assert "/accounts/login/" in client.post("/desk/archive/confirm/", {"item": waiting[0].pk}).headers["Location"]
    assert Item.objects.get(pk=waiting[0].pk).state == ItemState.REQUESTED


def test_a_stranger_who_confirms_by_number_changes_nothing(
    sign_in: SignIn, stranger: User, waiting: list[Item]
) -> None:
    client = sign_in(stranger)
    client.post("/desk/archive/confirm/", {"item": [item.pk for item in waiting]})
    assert (
        client.post("/desk/archive/confirm/", {"item": waiting[0].pk, "do": "return", "note": "x"}).status_code == 404
    )
    assert {item.state for item in Item.objects.all()} == {ItemState.REQUESTED}


def test_numbers_that_are_none_are_not_found(clerk: Client) -> None:
    for path in ("/desk/archive/999/", "/desk/archive/items/999/", "/desk/archive/items/999/original/"):
        assert clerk.get(path).status_code == 404
