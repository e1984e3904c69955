"""批量检查与上年报告: each file is compared with the report of the year before, of this system or of the same batch."""

import json
import zlib
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import pytest

from govreport.agencies.models import Agency, User
from govreport.agencies.services import place
from govreport.batches.counterparts import standing_report
from govreport.batches.models import Reading
from govreport.batches.services import confirm, confirm_proposed
from govreport.documents.read.bounded import to_plain
from govreport.reports.models import State, Version
from govreport.reports.services import start_report
from govreport.standards.document import Document
from tests.builders import balanced, of_last_year
from tests.fixtures.batches import OWN, Checked, own_right, text_file, the

# 2022 ends with another number of applications than 2023 begins with.
RULE = "Y-01"


def before() -> Document:
    """The bureau's report of the year before: an enterprise's application was not yet answered at its end."""
    document = of_last_year()
    changed = {
        f"t3.{row}.{who}": Decimal(1) for row in ("new_received", "carried_out") for who in ("commercial", "total")
    }
    figures = document.figures.replace(changed)
    return document.replace(figures=figures, agency=replace(document.agency, name=OWN))


def own_last() -> bytes:
    """The same as a file."""
    return text_file(before())


def rules(reading: Reading) -> set[str]:
    item = reading.checked
    assert item is not None
    return {finding.rule for finding in item.findings}


@pytest.fixture
def last(agency: Agency, drafter: User) -> Version:
    """The report of 2022 in this system, approved."""
    version = start_report(agency=agency, year=2022, by=drafter, document=before())
    Version.objects.filter(pk=version.pk).update(state=State.APPROVED)
    return version


def test_a_file_is_compared_with_the_report_in_this_system(checked_batch: Checked, last: Version) -> None:
    reading = the(checked_batch({"2023.txt": own_right()}), "2023.txt")
    assert (reading.last_report_id, reading.last_reading_id) == (last.report_id, None)
    assert RULE in rules(reading)
    assert reading.errors == 1
    assert reading.checked is not None
    assert reading.checked.previous is not None
    assert reading.checked.previous.year == 2022


def test_a_draft_of_the_agency_is_nobodys_to_compare_with(checked_batch: Checked, last: Version) -> None:
    Version.objects.filter(pk=last.pk).update(state=State.DRAFTING)
    reading = the(checked_batch({"2023.txt": own_right()}), "2023.txt")
    assert (reading.last_report_id, reading.errors) == (None, 0)


def test_of_an_agency_that_stood_elsewhere_then_only_what_was_published_counts(
    last: Version, agency: Agency, government: Agency
) -> None:
    assert standing_report(government, agency.pk, 2022) == last
    place(agency=agency, parent=None, from_year=2022)
    assert standing_report(government, agency.pk, 2022) is None
    Version.objects.filter(pk=last.pk).update(state=State.PUBLISHED)
    assert standing_report(government, agency.pk, 2022) == last


@pytest.mark.parametrize("names", [("a.txt", "b.txt"), ("b.txt", "a.txt")])
def test_without_one_it_is_compared_with_another_file_whichever_comes_first(
    checked_batch: Checked, names: tuple[str, str]
) -> None:
    before, after = names
    batch = checked_batch(dict(sorted({before: own_last(), after: own_right()}.items())))
    reading, earlier = the(batch, after), the(batch, before)
    assert (reading.last_report_id, reading.last_reading_id) == (None, earlier.pk)
    assert RULE in rules(reading)
    assert RULE not in rules(earlier)
    assert reading.errors == 1


def one_of_two(one: Reading, agency: Agency, by: User) -> None:
    """Confirm it by itself."""
    confirm(reading=one, agency=agency, year=2022, by=by)


def one_as_proposed(one: Reading, agency: Agency, by: User) -> None:
    """Confirm it among those picked from the list."""
    confirm_proposed(batch=one.batch, by=by, only=[one.pk])


@pytest.mark.parametrize("settle", [one_of_two, one_as_proposed])
@pytest.mark.parametrize(
    "names", [("1.txt", "2.txt", "3.txt"), ("1.txt", "3.txt", "2.txt"), ("2.txt", "3.txt", "1.txt")]
)
def test_of_two_files_that_could_be_it_none_is_taken_until_one_is_confirmed(
    checked_batch: Checked,
    agency: Agency,
    supervisor: User,
    names: tuple[str, str, str],
    settle: Callable[[Reading, Agency, User], None],
) -> None:
    one, other, after = names
    files = {one: own_last(), other: own_last() + b" ", after: own_right()}
    batch = checked_batch(dict(sorted(files.items())))
    assert the(batch, after).last_reading_id is None
    assert RULE not in rules(the(batch, after))
    settle(the(batch, one), agency, supervisor)
    reading = the(batch, after)
    assert reading.last_reading_id == the(batch, one).pk
    assert RULE in rules(reading)


def test_whoever_corrects_the_agency_or_year_has_it_compared_anew(
    checked_batch: Checked, agency: Agency, government: Agency, supervisor: User, last: Version
) -> None:
    batch = checked_batch({"2023.txt": own_right()})
    confirm(reading=the(batch, "2023.txt"), agency=government, year=2023, by=supervisor)
    reading = the(batch, "2023.txt")
    assert (reading.last_report_id, reading.errors) == (None, 0)
    assert reading.checked is not None
    assert reading.checked.previous is None
    confirm(reading=reading, agency=agency, year=2023, by=supervisor)
    reading = the(batch, "2023.txt")
    assert (reading.last_report_id, reading.errors) == (last.report_id, 1)


def test_what_follows_on_a_file_is_compared_anew_when_that_file_is_somebody_elses(
    checked_batch: Checked, agency: Agency, government: Agency, supervisor: User
) -> None:
    batch = checked_batch({"2022.txt": own_last(), "2023.txt": own_right()})
    assert RULE in rules(the(batch, "2023.txt"))
    confirm(reading=the(batch, "2022.txt"), agency=government, year=2022, by=supervisor)
    reading = the(batch, "2023.txt")
    assert (reading.last_reading_id, reading.errors) == (None, 0)


def test_a_reading_that_an_earlier_release_kept_is_still_shown(checked_batch: Checked) -> None:
    batch = checked_batch({"2023.txt": own_right()})
    item = the(batch, "2023.txt").checked
    assert item is not None
    old = zlib.compress(json.dumps(to_plain(replace(item.result, findings=item.findings))).encode())
    batch.readings.update(kept=old)
    again = the(batch, "2023.txt").checked
    assert again is not None
    assert again.findings == item.findings
    assert again.document == item.document


def test_the_same_report_of_the_year_before_last_is_not_compared(checked_batch: Checked) -> None:
    batch = checked_batch({"2021.txt": text_file(balanced(year=2021, name=OWN)), "2023.txt": own_right()})
    assert the(batch, "2023.txt").last_reading_id is None
