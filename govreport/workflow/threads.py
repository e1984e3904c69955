"""审核意见的办理: raise a remark at a place, answer it, settle it, raise it again."""

from collections.abc import Iterable
from typing import Final

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from govreport.agencies.models import User
from govreport.agencies.permissions import may_edit
from govreport.journal import actions
from govreport.journal.services import record
from govreport.reports.errors import NotAllowed, Refused
from govreport.reports.figures import document_of
from govreport.reports.models import State, Version
from govreport.reports.services.locking import locked
from govreport.standards.characters import clean
from govreport.standards.numbers import fold
from govreport.workflow.anchors import anchor_of, name_of
from govreport.workflow.models import Comment, CommentKind, Thread, ThreadState
from govreport.workflow.permissions import allowed, obstacle
from govreport.workflow.rounds import last_round
from govreport.workflow.transitions import TRANSITIONS, Transition

COMMENT_LIMIT: Final = 2_000
# So many remarks wait in one report at most: more are a conversation to be had.
MOST_WAITING: Final = 200
# Steps that leave nothing unsettled behind, and steps that say where something is to be changed.
SETTLED_BEFORE: Final = frozenset({"approve", "hand_in", "accept", "publish"})
ANCHORED: Final = frozenset({"return", "send_back"})
_ACTIONS: Final = {
    CommentKind.RAISED: actions.THREAD_RAISED,
    CommentKind.ANSWERED: actions.THREAD_ANSWERED,
    CommentKind.CLOSED: actions.THREAD_CLOSED,
    CommentKind.REOPENED: actions.THREAD_REOPENED,
}
_STATES: Final = {
    CommentKind.RAISED: ThreadState.OPEN,
    CommentKind.ANSWERED: ThreadState.ANSWERED,
    CommentKind.CLOSED: ThreadState.CLOSED,
    CommentKind.REOPENED: ThreadState.OPEN,
}


@transaction.atomic
def raise_remark(*, version: Version, place: str, text: str, by: User) -> Thread:
    """提出意见 at a place (``anchors.anchor_of``); the same words at the same place twice are one remark.

    Raises ``Refused`` when the person or the state forbids it, the place is unknown, or nothing is said.
    """
    current = _locked_to_judge(version, by)
    words = _words(text, _("请写明意见：这里要怎样改。"))
    anchor = anchor_of(place, document_of(current))
    if anchor is None:
        raise Refused(_("没有找到这处位置，请重新选择意见针对哪里。"))
    waiting = unsettled(current)
    for thread in waiting:
        first = thread.comments.first()
        if (thread.anchor, thread.start) == (anchor.address, anchor.start) and first and first.text == words:
            return thread
    if len(waiting) >= MOST_WAITING:
        raise Refused(_("没有办结的意见已有 %(count)s 条，请先退回或者办结一部分。") % {"count": len(waiting)})
    thread = Thread.objects.create(
        version=current,
        round=last_round(current),
        anchor=anchor.address,
        quote=anchor.quote,
        start=anchor.start,
    )
    _say(current, thread, CommentKind.RAISED, words, by)
    return thread


@transaction.atomic
def answer_remark(*, version: Version, thread: int, text: str, by: User) -> Thread:
    """答复: the author says what was done about a remark; an answer may be followed by a better one."""
    current = locked(version)
    if not may_edit(by, current.report.agency):
        raise NotAllowed(_("审核意见由本机关的起草人答复，您不能办理。"))
    if not current.editable:
        raise Refused(_("这份报告现在是“%(state)s”，不能答复。") % {"state": current.get_state_display()})
    found = _thread(current, thread)
    if found.state == ThreadState.CLOSED:
        raise Refused(_("这条意见已经办结，不用再答复。"))
    words = _words(text, _("请写明怎样处理的：改成了什么，或者为什么不用改。"))
    return _say(current, found, CommentKind.ANSWERED, words, by)


@transaction.atomic
def close_remark(*, version: Version, thread: int, by: User, text: str = "") -> Thread:
    """办结: whoever decides on the version is content; once closed, closing again changes nothing."""
    current = _locked_to_judge(version, by)
    found = _thread(current, thread)
    if found.state == ThreadState.CLOSED:
        return found
    return _say(current, found, CommentKind.CLOSED, _words(text), by)


@transaction.atomic
def reopen_remark(*, version: Version, thread: int, text: str, by: User) -> Thread:
    """再次提出: the answer will not do, or what was settled is wrong again; needs words."""
    current = _locked_to_judge(version, by)
    found = _thread(current, thread)
    words = _words(text, _("请写明还要怎样改，起草人按这段话修改。"))
    return _say(current, found, CommentKind.REOPENED, words, by)


def unsettled(version: Version) -> list[Thread]:
    """The remarks of the report that are not closed, in whatever version they were raised."""
    found = Thread.objects.filter(version__report=version.report_id).exclude(state=ThreadState.CLOSED)
    return list(found.order_by("pk"))


def unanswered(version: Version) -> int:
    """How many remarks of the report wait for the author."""
    return sum(thread.state == ThreadState.OPEN for thread in unsettled(version))


def refuse_for_remarks(version: Version, verb: str) -> None:
    """Raise ``Refused`` where remarks bar a step: unanswered ones a submission, unsettled ones an approval.

    A return needs one at least, so that the author is told where.
    """
    label = TRANSITIONS[verb].label
    waiting = unsettled(version) if verb == "submit" or verb in SETTLED_BEFORE | ANCHORED else []
    if verb == "submit" and (count := sum(thread.state == ThreadState.OPEN for thread in waiting)):
        message = ngettext(
            "还有 %(count)s 条审核意见没有答复，不能%(step)s。请逐条写明怎样处理。",
            "还有 %(count)s 条审核意见没有答复，不能%(step)s。请逐条写明怎样处理。",
            count,
        )
        raise Refused(message % {"count": count, "step": label})
    if verb in SETTLED_BEFORE and (count := len(waiting)):
        message = ngettext(
            "还有 %(count)s 条审核意见没有办结，不能%(step)s。请先逐条办结，需要修改的请退回。",
            "还有 %(count)s 条审核意见没有办结，不能%(step)s。请先逐条办结，需要修改的请退回。",
            count,
        )
        raise Refused(message % {"count": count, "step": label})
    if verb in ANCHORED and not any(thread.state == ThreadState.OPEN for thread in waiting):
        raise Refused(_("退回前，请至少在一处写明意见：选定格、行、表或者段落，起草人按位置修改。"))


def may_remark(user: User, version: Version) -> bool:
    """Whether the person may raise and settle remarks on the version as it is now."""
    return any(
        version.state in transition.sources and allowed(user, version, transition)
        for transition in _judgements(version)
    )


def _judgements(version: Version) -> Iterable[Transition]:
    """The steps that send a version in this state back."""
    return [TRANSITIONS[verb] for verb in sorted(ANCHORED) if version.state in TRANSITIONS[verb].sources]


def _locked_to_judge(version: Version, by: User) -> Version:
    current = locked(version)
    if may_remark(by, current):
        return current
    if current.state in (State.DRAFTING, State.RETURNED) or not _judgements(current):
        raise Refused(_("这份报告现在是“%(state)s”，不能提出或者办结意见。") % {"state": current.get_state_display()})
    sentence = next((words for item in _judgements(current) if (words := obstacle(by, current, item))), "")
    raise NotAllowed(sentence)


def _thread(version: Version, key: int) -> Thread:
    found = Thread.objects.select_for_update().filter(version__report=version.report_id, pk=key).first()
    if found is None:
        raise Refused(_("没有找到这条意见，请刷新后再看。"))
    return found


def _words(text: str, missing: str = "") -> str:
    words = clean(text).strip()
    if missing and not fold(words):
        raise Refused(missing)
    if len(words) > COMMENT_LIMIT:
        raise Refused(_("意见有 %(length)s 字，最多 %(limit)s 字。") % {"length": len(words), "limit": COMMENT_LIMIT})
    return words


def _say(version: Version, thread: Thread, kind: CommentKind, words: str, by: User) -> Thread:
    Comment.objects.create(thread=thread, kind=kind, text=words, by=by)
    if thread.state != _STATES[kind]:
        thread.state = _STATES[kind]
        thread.save(update_fields=["state"])
    with override("zh-hans"):
        place = name_of(thread.anchor, version.edition)
    payload = {"thread": thread.pk, "address": thread.anchor, "place": place}
    record(
        _ACTIONS[kind],
        by=by,
        agency=version.report.agency,
        subject=version.subject,
        payload={**payload, "note": words} if words else payload,
    )
    return thread
