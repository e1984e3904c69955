"""读入现有的稿子: a file replaces the parts of a draft that are taken over, and nothing else."""

from decimal import Decimal

import pytest

from govreport.agencies.models import Agency, User
from govreport.documents.imports import services
from govreport.reports.errors import Refused
from govreport.reports.figures import document_of
from govreport.reports.models import ImportedFile, Version
from govreport.reports.selectors import current_version
from govreport.reports.services import save_cells, start_report
from tests.builders import balanced, of_last_year
from tests.documents.imports.files import FIRST, ROW, SECOND, YEAR, three_doubts


@pytest.fixture
def draft(agency: Agency, drafter: User) -> Version:
    """A draft of the file's year, with words and figures of its own."""
    document = balanced(year=YEAR)
    figures = document.figures.replace({"t2.rules.issued": None})
    version = start_report(agency=agency, year=YEAR, by=drafter, document=document.replace(figures=figures))
    save_cells(version=version, cells={"t2.rules.issued": "9"}, by=drafter)
    return version


def into(draft: Version, drafter: User, **left_out: bool) -> Version:
    report = draft.report
    imported = services.keep_file(
        agency=report.agency, name="again.html", data=three_doubts("html"), by=drafter, report=report
    )
    services.decide(imported=imported, texts={ROW: None, FIRST: "2", SECOND: None}, by=drafter)
    if left_out:
        services.take_parts(imported=imported, taken=left_out, by=drafter)
    return services.confirm(imported=imported, by=drafter)


def test_a_file_replaces_the_parts_of_a_draft_and_makes_no_new_version(draft: Version, drafter: User) -> None:
    version = into(draft, drafter)
    assert version == draft
    assert document_of(version).figures == balanced(year=YEAR).figures
    assert document_of(version).sections["sec1"] != balanced(year=YEAR).sections["sec1"]


def test_parts_that_are_left_out_stay_as_they_were(draft: Version, drafter: User) -> None:
    version = into(draft, drafter, sec2=False, sec1=False)
    document = document_of(version)
    assert document.figures["t2.rules.issued"] == 9
    assert document.sections["sec1"] == balanced(year=YEAR).sections["sec1"]
    assert document.sections["sec5"] != balanced(year=YEAR).sections["sec5"]


def test_what_the_file_says_nothing_about_is_not_blanked(draft: Version, drafter: User) -> None:
    before = document_of(draft).sections.get("closing")
    after = document_of(into(draft, drafter)).sections
    assert after.get("closing") == before


def test_the_carried_figures_stay_with_last_years_report(agency: Agency, drafter: User) -> None:
    last = of_last_year(YEAR - 1)
    figures = last.figures.replace({"t3.carried_out.natural_person": Decimal(3)})
    start_report(agency=agency, year=YEAR - 1, by=drafter, document=last.replace(figures=figures))
    draft = start_report(agency=agency, year=YEAR, by=drafter)
    document = document_of(into(draft, drafter))
    assert document.figures["t3.carried_in.natural_person"] == 3


def test_a_file_of_another_year_does_not_go_into_a_draft(agency: Agency, drafter: User) -> None:
    draft = start_report(agency=agency, year=YEAR + 1, by=drafter)
    with pytest.raises(Refused, match="文件是 2022年度的报告"):
        into(draft, drafter)
    assert document_of(draft).sections == {}


def test_a_file_for_a_year_that_has_its_draft_can_be_aimed_at_it(
    draft: Version, imported: ImportedFile, drafter: User
) -> None:
    assert "年度的报告已经有了" in services.refusal(imported=imported, by=drafter)
    services.aim_at_draft(imported=imported, by=drafter)
    imported.refresh_from_db()
    assert imported.report == draft.report
    assert services.refusal(imported=imported, by=drafter) == ""
    assert current_version(draft.report) == draft
