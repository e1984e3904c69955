"""机关登记: what an agency must be, in the service and in the database itself."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from govreport.agencies.models import Agency, Kind, Level, Membership, Placement, User
from govreport.agencies.services import register

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("code", ["有汉字", "a/b", "a b", ""])
def test_a_code_that_cannot_stand_in_an_address_is_refused(code: str) -> None:
    with pytest.raises(ValidationError):
        register(code=code, name="某机关", level=Level.COUNTY, kind=Kind.OTHER)
    assert not Agency.objects.exists()


def test_a_code_is_given_once(agency: Agency) -> None:
    with pytest.raises(ValidationError):
        register(code=agency.code, name="另一机关", level=Level.COUNTY, kind=Kind.OTHER)


def test_an_agency_shows_its_short_name_where_there_is_one(agency: Agency, government: Agency) -> None:
    assert (agency.display_name, government.display_name) == ("云溪县林草局", "云溪县人民政府")


@pytest.mark.parametrize("changes", [{"level": "village"}, {"kind": "company"}])
def test_the_database_knows_the_levels_and_kinds(agency: Agency, changes: dict[str, str]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Agency.objects.filter(pk=agency.pk).update(**changes)


@pytest.mark.parametrize("values", [{"role": "king"}, {"scope": "world"}])
def test_the_database_knows_the_roles_and_scopes(agency: Agency, viewer: User, values: dict[str, str]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Membership.objects.filter(user=viewer).update(**values)


@pytest.mark.parametrize(
    "values",
    [
        {"from_year": 2009, "to_year": None},  # a second open placement
        {"from_year": 2012, "to_year": 2010},  # ends before it begins
        {"from_year": 2008, "to_year": 2009},  # begins when another one does
    ],
)
def test_the_database_keeps_placements_in_order(agency: Agency, values: dict[str, Any]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Placement.objects.create(agency=agency, path="x", **values)


def test_no_agency_is_its_own_parent(agency: Agency) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Placement.objects.filter(agency=agency).update(parent=agency)


def test_a_person_is_shown_by_name_else_by_user_name() -> None:
    assert str(User(username="zhou", full_name="周宁")) == "周宁"
    assert User(username="zhou").get_full_name() == "zhou"
