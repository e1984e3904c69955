"""An empty system can be put to use from the command line."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from govreport.agencies.models import Agency, Membership, Role, Scope, User

pytestmark = pytest.mark.django_db


def say(*arguments: str) -> str:
    out = StringIO()
    call_command(*arguments, stdout=out)
    return out.getvalue()


@pytest.fixture
def bureau() -> Agency:
    say("add_agency", "county", "某县人民政府", "--level", "county", "--kind", "government")
    say("add_agency", "water", "某县水利局", "--level", "county", "--kind", "department", "--under", "county")
    return Agency.objects.get(code="water")


def test_an_agency_stands_below_the_one_named(bureau: Agency) -> None:
    placement = bureau.placements.get()
    assert placement.path == "county/water"


def test_an_unknown_agency_above_is_named(db: None) -> None:
    with pytest.raises(CommandError, match="nowhere"):
        say("add_agency", "water", "某县水利局", "--level", "county", "--kind", "department", "--under", "nowhere")
    assert not Agency.objects.exists()


def test_a_code_is_not_given_twice(bureau: Agency) -> None:
    with pytest.raises(CommandError):
        say("add_agency", "water", "另一个局", "--level", "county", "--kind", "department")
    assert Agency.objects.filter(code="water").count() == 1


def test_the_printed_password_opens_the_desk_once_for_all(bureau: Agency, client: Client) -> None:
    said = say("add_person", "zhou", "周某", "--agency", "water", "--role", "drafter")
    password = said.split("密码 ")[1].split("。")[0]
    assert client.login(username="zhou", password=password)
    assert "密码" not in say("add_person", "zhou", "周某", "--agency", "water", "--role", "viewer")
    roles = set(Membership.objects.values_list("role", flat=True))
    assert roles == {Role.DRAFTER, Role.VIEWER}
    assert User.objects.count() == 1


def test_a_supervisor_may_be_given_the_whole_branch(bureau: Agency) -> None:
    say("add_person", "chen", "陈某", "--agency", "county", "--role", "supervisor", "--subtree")
    assert Membership.objects.get().scope == Scope.SUBTREE


def test_a_person_needs_an_agency_that_exists(db: None) -> None:
    with pytest.raises(CommandError, match="nowhere"):
        say("add_person", "zhou", "周某", "--agency", "nowhere", "--role", "drafter")
    assert not User.objects.exists()
