"""同处改动: one rule for everything that is typed: nobody overwrites what they have not seen."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from govreport.reports.errors import Refused
from govreport.reports.history import last_change
from govreport.reports.models import Version

# Name → what may stand there as far as the typist knows: first the text that was shown, then texts that were sent
# without an answer (one of them may have arrived).
Known = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Conflict:
    """同处改动: what one person typed where somebody else has written meanwhile; ``theirs`` is what stands there."""

    name: str
    mine: str
    theirs: str
    who: str
    at: datetime | None


class Overtaken(Refused):
    """已被他人改动: the text was changed by somebody else meanwhile and is left as they wrote it."""

    def __init__(self, conflict: Conflict) -> None:
        super().__init__(_("“%(who)s”刚才改过这里，您填写的内容没有覆盖它，请选定一个。") % {"who": conflict.who})
        self.conflict = conflict


def kept_apart(
    version: Version,
    typed: Mapping[str, str],
    known: Known,
    stands: Callable[[str], str],
    normal: Callable[[str, str], str],
) -> tuple[dict[str, str], tuple[Conflict, ...]]:
    """What may be stored of the typed texts, and what must not because somebody else has written there.

    The rule, for a name with known texts: if one of them stands there, the typed text may replace it. Otherwise
    somebody else has written there: what was not changed from the text shown, or says the same as theirs, is left
    alone, and anything else is a conflict. Names without known texts are stored. ``stands`` gives the text that is
    stored at a name, ``normal`` a typed text as it would be stored.
    """
    free: dict[str, str] = {}
    conflicts: list[Conflict] = []
    for name, text in typed.items():
        theirs = stands(name)
        knew = [normal(name, item) for item in known.get(name, ())]
        if not knew or theirs in knew:
            free[name] = text
        elif normal(name, text) not in (theirs, knew[0]):
            change = last_change(version, name)
            who, at = (change.who, change.at) if change else ("", None)
            conflicts.append(Conflict(name, text, theirs, who, at))
    return free, tuple(conflicts)


def refuse_overtaken(
    version: Version, name: str, text: str, known: tuple[str, ...], stands: str, normal: Callable[[str], str]
) -> bool:
    """The same rule for one text: whether it may be stored. Raises ``Overtaken`` for a conflict."""
    free, conflicts = kept_apart(
        version, {name: text}, {name: known}, lambda _name: stands, lambda _name, item: normal(item)
    )
    if conflicts:
        raise Overtaken(conflicts[0])
    return bool(free)
