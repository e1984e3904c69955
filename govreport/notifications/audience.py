"""消息发给谁: for each kind of event the people whom it concerns, as keys of users."""

from collections.abc import Iterable

from govreport.agencies.models import Role, User
from govreport.calls.announce import reached
from govreport.calls.models import Announcement
from govreport.notifications.kinds import Kind
from govreport.notifications.models import Message
from govreport.notifications.occasion import Occasion, keys
from govreport.publishing.models import Withdrawal, WithdrawalState
from govreport.publishing.withdraw import open_withdrawal
from govreport.workflow.models import CommentKind, Thread
from govreport.workflow.permissions import authors
from govreport.workflow.remind import waits_for

People = Iterable[int]


def next_in_line(occasion: Occasion) -> People:
    """Whoever the version waits for now."""
    return keys(waits_for(occasion.version))


def office(occasion: Occasion) -> People:
    """The people of the supervising office."""
    return keys(occasion.staff.above())


def drafters(occasion: Occasion) -> People:
    """Who drafts for the agency."""
    return keys(occasion.staff.of_roles({Role.DRAFTER}))


def drafters_and_leads(occasion: Occasion) -> People:
    """Who drafts, and who answers for the agency's report."""
    return keys(occasion.staff.of_roles({Role.DRAFTER, Role.LEAD}))


def signatories(occasion: Occasion) -> People:
    """Who signs for the agency."""
    return keys(occasion.staff.of_roles({Role.SIGNATORY}))


def writers(occasion: Occasion) -> People:
    """Who started, changed or submitted the version."""
    return authors(occasion.version)


def those_who_took_part(occasion: Occasion) -> People:
    """Who wrote the version or decided on it, and the leads of the agency."""
    deciders = occasion.version.decisions.order_by().values_list("by", flat=True)
    return {*writers(occasion), *deciders, *keys(occasion.staff.of_roles({Role.LEAD}))}


def everybody_concerned(occasion: Occasion) -> People:
    """The same, with the supervising office."""
    return {*those_who_took_part(occasion), *office(occasion)}


def deciders_and_office(occasion: Occasion) -> People:
    """Who reviews and signs, the leads, and the office above."""
    staff = occasion.staff
    return {*keys(staff.of_roles({Role.REVIEWER, Role.SIGNATORY, Role.LEAD})), *office(occasion)}


def those_it_waited_for(occasion: Occasion) -> People:
    """Whoever was told that the version waits for them, and has not dealt with it."""
    told = Message.objects.filter(version=occasion.version, kind=Kind.TASK, code__in=("submitted", "passed.task"))
    return set(told.filter(at__gte=occasion.version.submitted_at).values_list("person", flat=True))


def remarker(occasion: Occasion) -> People:
    """Who raised the remark, or raised it again."""
    thread = Thread.objects.get(pk=occasion.payload["thread"])
    said = thread.comments.filter(kind__in=(CommentKind.RAISED, CommentKind.REOPENED))
    return set(said.order_by().values_list("by", flat=True))


def withdrawal_asker(occasion: Occasion) -> People:
    """Who asked for the withdrawal that is being settled."""
    found = open_withdrawal(occasion.version)
    return {found.asked_by_id} if found else ()


def replaced_asker(occasion: Occasion) -> People:
    """Who asked for the withdrawals that a correction has made needless."""
    settled = Withdrawal.objects.filter(publication__version=occasion.version, state=WithdrawalState.REPLACED)
    return set(settled.values_list("asked_by", flat=True))


def concerned_and_asker(occasion: Occasion) -> People:
    """Everybody concerned, and who asked."""
    return {*everybody_concerned(occasion), *withdrawal_asker(occasion)}


def named(occasion: Occasion) -> People:
    """The people whom the event itself names."""
    return [int(key) for key in occasion.payload.get("people", ())]


def addressees(occasion: Occasion) -> People:
    """Everybody an announcement is for."""
    announcement = Announcement.objects.get(pk=occasion.payload["announcement"])
    return reached(announcement).values_list("pk", flat=True)


def account(occasion: Occasion) -> People:
    """Whose account or post it is."""
    return [occasion.subject_key]


def both_of_substitution(occasion: Occasion) -> People:
    """Who stands in, and for whom."""
    found = occasion.substitution
    return (found.substitute_id, found.post.user_id) if found else ()


def keepers() -> People:
    """The system administrators (系统管理员)."""
    found = User.objects.filter(is_active=True, memberships__role=Role.SYSTEM_ADMIN)
    return found.values_list("pk", flat=True).distinct()
