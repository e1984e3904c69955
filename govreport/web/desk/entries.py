"""操作记录的文字: events of the journal as people read them: who, what, on which report or account, old → new."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from govreport.agencies.models import Agency, User
from govreport.checks.places import place_name
from govreport.journal.models import Event
from govreport.reports.models import Version
from govreport.standards.edition import Edition

# What a payload says, under the words for it; in this order. What is not named here is shown under its own key.
FACTS: Final = {
    "step": gettext_lazy("环节"),
    "on_behalf_of": gettext_lazy("代谁办理"),
    "place": gettext_lazy("位置"),
    "note": gettext_lazy("说明"),
    "reason": gettext_lazy("原因"),
    "why": gettext_lazy("原因"),
    "source": gettext_lazy("文件"),
    "file": gettext_lazy("文件"),
    "filter": gettext_lazy("筛选条件"),
    "count": gettext_lazy("条数"),
    "events": gettext_lazy("核验条数"),
    "broken": gettext_lazy("不符之处"),
    "year": gettext_lazy("年度"),
    "name": gettext_lazy("名称"),
    "rule": gettext_lazy("规则"),
    "office": gettext_lazy("发文机关"),
    "agency": gettext_lazy("机关"),
    "due": gettext_lazy("期限"),
    "sha256": gettext_lazy("SHA-256"),
    "manifest": gettext_lazy("文件清单的 SHA-256"),
}
# Kinds of subjects that have no name of their own here.
KINDS: Final = {
    "agency": gettext_lazy("机关 %(key)s"),
    "import": gettext_lazy("导入 %(key)s"),
    "batch": gettext_lazy("批次 %(key)s"),
    "archive": gettext_lazy("归档申请 %(key)s"),
    "publication": gettext_lazy("公布 %(key)s"),
    "upload": gettext_lazy("上传的 %(key)s 年报告"),
    "user": gettext_lazy("账号"),
    "journal": gettext_lazy("操作记录"),
}
_LONGEST: Final = 160


@dataclass(frozen=True, slots=True)
class Change:
    """一处改动: from what to what; a fact that is only told has no ``was``."""

    label: str
    became: str
    was: str | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """一条记录 as it is shown; ``number`` is that of the version it is about (0: about none)."""

    event: Event
    agency: str
    subject: str
    changes: Sequence[Change]
    number: int = 0


def entries(events: Iterable[Event]) -> list[Entry]:
    """The events in words; asks for agencies, accounts and reports once each, however many events there are."""
    shown = list(events)
    agencies = dict(Agency.objects.filter(code__in={event.agency_key for event in shown}).values_list("code", "name"))
    versions = Version.objects.select_related("report").in_bulk(_keys(shown, "version", "draft"))
    people = User.objects.in_bulk(_keys(shown, "user"))
    offices = Agency.objects.in_bulk(_keys(shown, "agency"))
    known: dict[str, Mapping[int, object]] = {
        "version": versions,
        "draft": versions,
        "user": people,
        "agency": offices,
    }
    found = []
    for event in shown:
        kind, key = _split(event.subject)
        version = versions.get(key) if kind in ("version", "draft") else None
        agency = agencies.get(event.agency_key, event.agency_key)
        changes = changes_of(event.payload, version.edition if version else None)
        subject = _subject(kind, key, event.subject, known)
        found.append(Entry(event, agency, subject, changes, version.number if version else 0))
    return found


def changes_of(payload: Mapping[str, Any], edition: Edition | None) -> list[Change]:
    """What changed, in the words of the form, and what else was told."""
    facts = [name for name in FACTS if name in payload]
    rest = [name for name in payload if name not in FACTS]
    return [_change(name, payload[name], edition) for name in (*facts, *rest)]


def _change(name: str, value: object, edition: Edition | None) -> Change:
    label = str(FACTS[name]) if name in FACTS else _place(name, edition)
    match value:
        case [None | str() as was, None | str() as became]:
            return Change(label, _text(became), _text(was))
    return Change(label, _text(value))


def _place(name: str, edition: Edition | None) -> str:
    if name == "title":
        return _("标题")
    head = name.split(".")[0]
    known = edition and (name in edition.cells or head == "fee" or any(item.code == head for item in edition.sections))
    return place_name(name, edition) if edition and known else name


def _text(value: object) -> str:
    match value:
        case None | "":
            return "—"
        case bool():
            return _("是") if value else _("否")
        case list() | tuple():
            return _shortened("、".join(_text(item) for item in value) or "—")
        case dict():
            return _shortened("、".join(f"{name} {_text(item)}" for name, item in value.items()) or "—")
    return _shortened(str(value))


def _shortened(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"


def _split(subject: str) -> tuple[str, int]:
    kind, _colon, key = subject.partition(":")
    return kind, int(key) if key.isascii() and key.isdigit() and len(key) < 19 else 0


def _keys(events: Iterable[Event], *kinds: str) -> set[int]:
    return {key for kind, key in (_split(event.subject) for event in events) if kind in kinds and key}


def _subject(kind: str, key: int, subject: str, known: Mapping[str, Mapping[int, object]]) -> str:
    named = known.get(kind, {}).get(key)
    if isinstance(named, Version):
        number = _("，版次 %(number)s") % {"number": named.number} if named.number > 1 else ""
        return f"{named.title or named.report}{number}"
    if named is not None:
        return str(named)
    return str(KINDS[kind]) % {"key": key or ""} if kind in KINDS else subject
