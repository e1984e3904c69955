"""核验码: each step that a version takes out of the author's hands remembers which content it was about."""

from govreport.agencies.models import User
from govreport.journal.models import Event
from govreport.reports.figures import document_of
from govreport.reports.models import Version
from govreport.reports.services import save_cells
from govreport.standards.seal import canonical_json, seal, short_code
from govreport.workflow.approve import approve
from govreport.workflow.recall import recall
from govreport.workflow.submit import submit


def seals(version: Version) -> list[str | None]:
    steps = Event.objects.of(version.subject).filter(action__startswith="version.")
    return [event.payload.get("sha256") for event in steps]


def test_the_same_content_has_the_same_seal_at_every_step(drafted: Version, drafter: User, reviewer: User) -> None:
    approve(version=submit(version=drafted, by=drafter), by=reviewer)
    own = seal(canonical_json(document_of(drafted)))
    assert seals(drafted) == [own, own]


def test_another_figure_gives_another_seal(drafted: Version, drafter: User) -> None:
    recall(version=submit(version=drafted, by=drafter), by=drafter)
    save_cells(version=drafted, cells={"t4.review.upheld": "1"}, by=drafter)
    submit(version=drafted, by=drafter)
    first, recalled, second = seals(drafted)
    assert recalled is None
    assert first != second


def test_the_short_code_is_twelve_digits_in_groups_of_four() -> None:
    assert short_code("3fa491bc07de" + "0" * 52) == "3fa4-91bc-07de"


def test_what_utf_8_cannot_hold_is_sealed_as_its_escape() -> None:
    assert seal('{"a":"\ud800"}') == seal('{"a":"\\ud800"}')
