"""联动数字: text and table cannot disagree, whoever types what in whatever order."""

import pytest

from govreport.agencies import services
from govreport.agencies.models import Agency, Role, User
from govreport.reports.figures import document_of
from govreport.reports.models import FigureLink, Version
from govreport.reports.services import (
    link_figure,
    save_cells,
    save_narrative,
)
from tests.cast import person

CELL, OTHER = "t3.new_received.natural_person", "t3.disclosed_full.natural_person"
TOTAL = "t3.new_received.total"


@pytest.fixture
def second(agency: Agency) -> User:
    """Another drafter of the bureau."""
    user = person("drafter-2", "起草人韩璐")
    services.appoint(user=user, agency=agency, role=Role.DRAFTER)
    return user


def write(version: Version, text: str, by: User, section: str = "sec1") -> None:
    save_narrative(version=version, section=section, text=text, by=by)


def link(version: Version, by: User, address: str = CELL, at: str = "|", section: str = "sec1") -> FigureLink:
    """Put the number of a cell where the stored text has a mark, which is taken out first."""
    marked = stored(version, section)
    start = marked.index(at)
    write(version, marked.replace(at, "", 1), by, section)
    text = stored(version, section)
    return link_figure(version=version, section=section, address=address, start=start, length=0, text=text, by=by)


def stored(version: Version, section: str = "sec1") -> str:
    return document_of(Version.objects.get(pk=version.pk)).sections.get(section, "")


def linked(version: Version, section: str = "sec1") -> list[tuple[str, str]]:
    """Cell and number of every link, as they stand in the text."""
    text = stored(version, section)
    found = FigureLink.objects.filter(version=version, section=section).order_by("start")
    return [(item.address, text[slice(*item.span)]) for item in found]


def set_cell(version: Version, by: User, text: str, address: str = CELL) -> tuple[tuple[str, str], ...]:
    saved = save_cells(version=version, cells={address: text}, by=by)
    return tuple((item.was, item.now) for item in saved.followed)


# --- putting numbers in ---------------------------------------------------------------------------------------------
