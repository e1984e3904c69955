"""收件: what a person is shown, in which language, and what is forgotten."""

from datetime import timedelta
from typing import Any

import pytest
from django.conf import LazySettings
from django.utils import timezone, translation

from govreport.agencies.models import Agency, Membership, User
from govreport.notifications import particulars as of
from govreport.notifications.kinds import ICONS, USUAL, Kind
from govreport.notifications.models import Message
from govreport.notifications.reading import forget_old, mark_read, messages_of, unread_count
from govreport.notifications.rules import RULES, Line, Values
from govreport.notifications.sentences import sentence
from govreport.notifications.tasks import daily
from govreport.reports.models import Report, Version

pytestmark = pytest.mark.usefixtures("reviewer", "signatory")


def test_what_a_person_may_not_see_any_more_is_neither_shown_nor_counted(in_review: Version, reviewer: User) -> None:
    assert unread_count(reviewer) == 1
    Membership.objects.filter(user=reviewer).delete()
    assert unread_count(reviewer) == 0
    assert not messages_of(reviewer).exists()


def test_a_message_about_somebody_elses_report_is_not_shown(in_review: Version, stranger: User) -> None:
    Message.objects.create(
        person=stranger, kind=Kind.TASK, code="submitted", version=in_review, at=timezone.now() - timedelta(hours=1)
    )
    assert unread_count(stranger) == 0


def test_the_sentence_is_made_in_the_language_of_whoever_reads(in_review: Version, reviewer: User) -> None:
    message = messages_of(reviewer).get()
    assert sentence(message) == f"起草人周宁提交了《{in_review.title}》，等待您办理。"
    with translation.override("en"):
        assert sentence(message) == f"起草人周宁 submitted “{in_review.title}”. It waits for you."


# What the words of a sentence may be, by what gives them.
WORDS: dict[Values, dict[str, Any]] = {
    of.nothing: {},
    of.one: {"count": 1},
    of.remarks: {"count": 2},
    of.step: {"step": "初审"},
    of.call: {"agency": "某局", "year": 2023, "due": "2024-01-31"},
    of.deadline: {"agency": "某局", "year": 2023, "due": "2024-01-31", "left": -3},
    of.extension: {"agency": "某局", "year": 2023, "due": "2024-03-01"},
    of.announcement: {"agency": "某局", "title": "开始报送", "from": "2024-01-02"},
    of.post: {"agency": "某局", "role": "drafter"},
    of.substitution: {
        "agency": "某局",
        "role": "drafter",
        "holder": "甲",
        "substitute": "乙",
        "from": "2024-01-02",
        "until": "2024-01-05",
    },
    of.new_place: {"address": "10.0.0.2"},
}


@pytest.mark.parametrize("line", [line for lines in RULES.values() for line in lines], ids=lambda line: line.code)
def test_every_line_of_the_table_has_its_sentence_in_both_languages(line: Line) -> None:
    version = Version(title="年报", report=Report(agency=Agency(name="某局")))
    message = Message(kind=line.kind, code=line.code, version=version, values=WORDS[line.values])
    chinese = sentence(message)
    with translation.override("en"):
        assert sentence(message) != chinese


def test_every_kind_has_its_icon_and_its_usual_way() -> None:
    assert set(ICONS) == set(USUAL) == set(Kind.values)


def test_read_is_read_once(in_review: Version, reviewer: User) -> None:
    assert mark_read(messages_of(reviewer)) == 1
    first = messages_of(reviewer).get().read_at
    assert mark_read(messages_of(reviewer)) == 0
    assert messages_of(reviewer).get().read_at == first


def test_only_what_was_read_long_ago_is_forgotten(
    in_review: Version, reviewer: User, signatory: User, settings: LazySettings
) -> None:
    settings.MESSAGES_KEEP_DAYS = 30
    long_ago = timezone.now() - timedelta(days=31)
    Message.objects.update(at=long_ago)
    daily()
    assert Message.objects.count() == 2
    Message.objects.filter(person=reviewer).update(read_at=long_ago)
    Message.objects.filter(person=signatory).update(read_at=long_ago + timedelta(days=2))
    assert forget_old() == 1
    assert Message.objects.get().person == signatory
