"""收件: what a person is shown, in which language, and what is forgotten."""

from datetime import timedelta

import pytest
from django.conf import LazySettings
from django.utils import timezone, translation

from govreport.agencies.models import Membership, User
from govreport.notifications.kinds import ICONS, USUAL, Kind
from govreport.notifications.models import Message
from govreport.notifications.reading import forget_old, mark_read, messages_of, unread_count
from govreport.notifications.rules import RULES
from govreport.notifications.sentences import codes, sentence
from govreport.notifications.tasks import daily
from govreport.reports.models import Version

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


def test_every_line_of_the_table_has_its_sentence_in_both_languages() -> None:
    assert {line.code for lines in RULES.values() for line in lines} <= codes()
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
