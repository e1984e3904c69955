"""隶属关系: placing agencies in the tree, year by year."""

import pytest

from govreport.agencies.models import Agency, Kind, Level, Placement
from govreport.agencies.services import PlacementError, place, register

pytestmark = pytest.mark.django_db


def county(code: str, parent: Agency | None = None) -> Agency:
    return register(code=code, name=f"{code}人民政府", level=Level.COUNTY, kind=Kind.GOVERNMENT, parent=parent)


def paths(agency: Agency) -> list[tuple[int, int | None, str]]:
    return list(
        Placement.objects.filter(agency=agency).order_by("from_year").values_list("from_year", "to_year", "path")
    )


def test_a_path_holds_the_codes_from_the_root_down() -> None:
    root = county("a")
    leaf = county("c", county("b", root))
    assert paths(leaf) == [(2008, None, "a/b/c")]


def test_a_move_leaves_earlier_years_as_they_were_and_takes_the_branch_along() -> None:
    a, z = county("a"), county("z")
    b = county("b", a)
    c = county("c", b)
    place(agency=b, parent=z, from_year=2021)
    assert paths(b) == [(2008, 2020, "a/b"), (2021, None, "z/b")]
    assert paths(c) == [(2008, 2020, "a/b/c"), (2021, None, "z/b/c")]
    assert Placement.objects.get(agency=c, to_year=None).parent == b


def test_a_second_move_in_the_same_year_replaces_the_first() -> None:
    a, y, z = county("a"), county("y"), county("z")
    b = county("b", a)
    place(agency=b, parent=y, from_year=2021)
    place(agency=b, parent=z, from_year=2021)
    assert paths(b) == [(2008, 2020, "a/b"), (2021, None, "z/b")]


def test_an_agency_can_become_a_root() -> None:
    b = county("b", county("a"))
    place(agency=b, parent=None, from_year=2020)
    assert paths(b)[-1] == (2020, None, "b")


def test_a_code_that_begins_like_another_is_not_moved_along() -> None:
    a, z = county("a"), county("z")
    b = county("b", a)
    near = county("bb", a)
    place(agency=b, parent=z, from_year=2021)
    assert paths(near) == [(2008, None, "a/bb")]


def test_an_agency_cannot_stand_under_its_own_subordinate() -> None:
    a = county("a")
    b = county("b", a)
    with pytest.raises(PlacementError, match="下级机关"):
        place(agency=a, parent=b, from_year=2021)
    assert paths(a) == [(2008, None, "a")]


def test_the_past_is_not_rewritten_behind_a_later_placement() -> None:
    a, z = county("a"), county("z")
    b = county("b", a)
    place(agency=b, parent=z, from_year=2021)
    with pytest.raises(PlacementError, match="另有隶属关系"):
        place(agency=b, parent=a, from_year=2019)


def test_a_parent_must_itself_stand_in_the_tree_by_then() -> None:
    late = register(code="late", name="新设机关", level=Level.COUNTY, kind=Kind.OTHER, from_year=2022)
    with pytest.raises(PlacementError, match="没有隶属关系"):
        register(code="x", name="所属机关", level=Level.COUNTY, kind=Kind.OTHER, parent=late, from_year=2020)
    assert not Agency.objects.filter(code="x").exists()
