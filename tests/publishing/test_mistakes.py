"""读者纠错: kept for the agency, settled by its own people, and no more of the reader than is needed."""

import pytest

from govreport.agencies.models import User
from govreport.journal import actions
from govreport.journal.models import Event
from govreport.publishing import mistakes
from govreport.publishing.mistakes import TEXT_LIMIT, report_mistake, settle_mistake
from govreport.publishing.models import Mistake, MistakeState, Publication
from govreport.reports.errors import NotAllowed, Refused
from tests.web.portal.conftest import plain_pdf, published, release

__all__ = ["plain_pdf", "published", "release"]
pytestmark = pytest.mark.django_db


def test_what_a_reader_says_is_kept_and_the_journal_knows_neither_text_nor_contact(published: Publication) -> None:
    mistake = report_mistake(
        publication=published, text=" 总计应为 5 \n", place="t3.new_received.total", contact="138 0000 0000"
    )
    assert (mistake.text, mistake.contact, mistake.state) == ("总计应为 5", "138 0000 0000", MistakeState.NEW)
    event = Event.objects.get(action=actions.MISTAKE_REPORTED)
    assert event.actor is None
    assert event.agency_key == published.version.report.agency.code
    assert event.payload == {"mistake": mistake.pk, "place": "t3.new_received.total"}


@pytest.mark.parametrize(
    "given",
    [
        {"text": " \n\x00 "},
        {"text": "字" * (TEXT_LIMIT + 1)},
        {"text": "错", "place": "t3.no.cell"},
        {"text": "错", "place": "t18.a1_disclosed_total"},
        {"text": "错", "contact": "号" * 101},
    ],
)
def test_what_says_nothing_or_too_much_is_refused_with_a_sentence(
    published: Publication, given: dict[str, str]
) -> None:
    with pytest.raises(Refused) as refused:
        report_mistake(publication=published, **given)
    assert str(refused.value).endswith("。")
    assert not Mistake.objects.exists()


def test_a_part_of_the_report_is_a_place_as_well(published: Publication) -> None:
    assert report_mistake(publication=published, text="错字", place="sec5").place == "sec5"


def test_a_flood_against_one_report_is_stopped(published: Publication, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mistakes, "MOST_WAITING", 2)
    for _ in range(2):
        report_mistake(publication=published, text="错")
    with pytest.raises(Refused, match="已经收到很多意见"):
        report_mistake(publication=published, text="错")


def test_settling_says_what_was_found_and_forgets_the_contact(published: Publication, reviewer: User) -> None:
    mistake = report_mistake(publication=published, text="总计有错", contact="a@b.example")
    settled = settle_mistake(mistake=mistake, state=MistakeState.RIGHT, note="已起草更正", by=reviewer)
    assert (settled.state, settled.note, settled.contact, settled.settled_by) == (
        MistakeState.RIGHT,
        "已起草更正",
        "",
        reviewer,
    )
    assert Event.objects.get(action=actions.MISTAKE_SETTLED).payload["note"] == "已起草更正"
    with pytest.raises(Refused, match="已经处理"):
        settle_mistake(mistake=mistake, state=MistakeState.WRONG, note="再看", by=reviewer)


def test_strangers_onlookers_and_empty_answers_settle_nothing(
    published: Publication, reviewer: User, stranger: User, viewer: User
) -> None:
    mistake = report_mistake(publication=published, text="总计有错")
    for user in (stranger, viewer):
        with pytest.raises(NotAllowed):
            settle_mistake(mistake=mistake, state=MistakeState.WRONG, note="没有错", by=user)
    for state, note in ((MistakeState.NEW, "看过"), (MistakeState.WRONG, "  ")):
        with pytest.raises(Refused, match="处理结果"):
            settle_mistake(mistake=mistake, state=state, note=note, by=reviewer)
    mistake.refresh_from_db()
    assert mistake.state == MistakeState.NEW
