"""核验: whether the journal is as it was written, chain by chain."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from govreport.journal import actions
from govreport.journal.chain import Break, Fault, Walk, anchored
from govreport.journal.models import Event, EventQuerySet

WORDS: Final[Mapping[Fault, Promise]] = {
    Fault.CHANGED: _("内容被改动"),
    Fault.REMOVED: _("此处缺少记录"),
    Fault.INSERTED: _("不是接着上一条写入的"),
    Fault.ORDER: _("先后次序被调换"),
}
Place = tuple[str, int]  # agency code and position
Heads = Mapping[str, tuple[int, str]]


@dataclass(slots=True)
class Verified:
    """核验结果: events read, the first that does not fit in each chain, where it stopped (None: at the end)."""

    events: int = 0
    chains: int = 0
    breaks: list[Break] = field(default_factory=list)
    stopped: Place | None = None


def verify(agencies: Collection[str] | None = None, *, after: Place | None = None, most: int | None = None) -> Verified:
    """Walk the chains of these agencies (codes; "" is the system's own), or all.

    With ``most`` it stops after so many events; ``after`` goes on from there. What the daily anchors (每日锚定) name
    must be there too, so that a chain cut off at its end is noticed.
    """
    result = Verified()
    heads = _heads(agencies)
    walk: Walk | None = None
    place: Place = after or ("", 0)
    seen: set[str] = set()
    for event in _from(of_agencies(agencies), after).iterator(chunk_size=2000):
        if result.events == most:
            result.stopped = place
            return result
        if walk is None or walk.agency != event.agency_key:
            _end(walk, heads, result)
            walk = _begin(event, after)
            seen.add(walk.agency)
        result.events += 1
        place = (event.agency_key, event.position)
        if not _broken(walk, result):
            _step(walk, event, heads, result)
    _end(walk, heads, result)
    begun = after[0] if after else ""
    gone = sorted(agency for agency in heads if agency > begun and agency not in seen)
    result.breaks += [Break(agency, 1, Fault.REMOVED) for agency in gone]
    result.chains = len(seen)
    return result


def of_agencies(agencies: Collection[str] | None) -> EventQuerySet:
    """The events of these agencies, or all."""
    return Event.objects.all() if agencies is None else Event.objects.filter(agency_key__in=agencies)


def _heads(agencies: Collection[str] | None) -> Heads:
    """The last anchored end of each of these chains."""
    found: dict[str, tuple[int, str]] = {}
    for event in Event.objects.filter(action=actions.JOURNAL_ANCHORED).order_by("pk").iterator():
        found.update(anchored(event.record))
    return found if agencies is None else {agency: found[agency] for agency in agencies if agency in found}


def _from(events: EventQuerySet, after: Place | None) -> EventQuerySet:
    if after is not None:
        agency, position = after
        events = events.filter(Q(agency_key__gt=agency) | Q(agency_key=agency, position__gt=position))
    return events.order_by("agency_key", "position")


def _begin(event: Event, after: Place | None) -> Walk:
    """The walk of this event's chain: from its first event, or from where an earlier one stopped."""
    chain = Event.objects.filter(agency_key=event.agency_key)

    def known(digest: str) -> bool:
        return chain.filter(digest=digest).exists()

    if after is None or event.agency_key != after[0]:
        return Walk(event.agency_key, known=known)
    last = chain.filter(position=after[1]).values_list("digest", flat=True).first()
    return Walk(event.agency_key, after[1], last or "", known=known)


def _step(walk: Walk, event: Event, heads: Heads, result: Verified) -> None:
    found = walk.step(event.record)
    position, digest = heads.get(walk.agency, (0, ""))
    if found is None and event.position == position and event.digest != digest:
        found = Break(walk.agency, position, Fault.CHANGED, event.pk)
    if found is not None:
        result.breaks.append(found)


def _broken(walk: Walk, result: Verified) -> bool:
    return bool(result.breaks) and result.breaks[-1].agency == walk.agency


def _end(walk: Walk | None, heads: Heads, result: Verified) -> None:
    """A chain that ends before the event its anchor names has lost its end."""
    if walk is not None and not _broken(walk, result) and walk.position < heads.get(walk.agency, (0, ""))[0]:
        result.breaks.append(Break(walk.agency, walk.position + 1, Fault.REMOVED))


def sentences(result: Verified, names: Mapping[str, str]) -> Iterator[str]:
    """Each break as a sentence; ``names`` are those of agencies."""
    for item in result.breaks:
        words = {"agency": names.get(item.agency, item.agency) or str(_("系统")), "position": item.position}
        yield str(_("%(agency)s：第 %(position)s 条，%(fault)s。")) % {**words, "fault": WORDS[item.fault]}
