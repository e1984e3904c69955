"""机关和年度的对应: whose report a file is, by the names an agency has, had, and is called by for short."""

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher
from heapq import nlargest
from typing import Final

from django.db.models import Q
from django.utils.translation import gettext as _

from govreport.agencies.models import Agency, Placement
from govreport.agencies.querysets import AgencyQuerySet
from govreport.reports.models import Version
from govreport.reports.models.report import FIRST_YEAR, LAST_YEAR
from govreport.standards.document import Document

# Two names are alike from this share of common characters on, and the next best one must stay this far behind.
ALIKE: Final = 0.75
AHEAD: Final = 0.05
# Of many agencies only the few with most pairs of characters in common are compared closely.
_CLOSELY: Final = 12
_NOISE: Final = re.compile(r"[\s\W_]+")
_YEAR: Final = re.compile(r"(?<!\d)(20\d\d)(?!\d)")
# What file names say besides the agency.
_PADDING: Final = re.compile(
    r"20\d\d|年度|年报|年|政府信息公开|信息公开|工作|报告|关于|的|附件|最终|终稿|定稿|修改|盖章|版|稿|pdf$|docx?$|xlsx?$|html?$|txt$|json$|md$|\d+"
)


@dataclass(frozen=True, slots=True)
class Match:
    """对应结果: the agency (its key) and year proposed; ``certain`` without any doubt, else ``note`` says it."""

    agency: int | None
    year: int | None
    certain: bool
    note: str


class Names:
    """一个机关范围的全部名称: official, short and former ones, each leading to its agencies."""

    def __init__(self, rows: Iterable[tuple[str, int]]) -> None:
        self.exact: dict[str, set[int]] = defaultdict(set)
        self.official: dict[int, str] = {}
        for name, agency in rows:
            if key := normal(name):
                self.exact[key].add(agency)
                self.official.setdefault(agency, name)
        self._pairs: dict[str, set[str]] = defaultdict(set)
        for key in self.exact:
            for pair in _pairs_of(key):
                self._pairs[pair].add(key)

    def found(self, text: str) -> tuple[int | None, str, float]:
        """The one agency a name leads to, its official name, and how alike they are (1: the same); else None."""
        key = normal(text)
        if same := self.exact.get(key):
            # Two agencies of one name: nobody but a person can tell.
            agency = next(iter(same))
            return (agency, self.official[agency], 1.0) if len(same) == 1 else (None, "", 0.0)
        near = [(SequenceMatcher(None, key, name, autojunk=False).ratio(), name) for name in self._shortlist(key)]
        near.sort(reverse=True)
        if not near or near[0][0] < ALIKE or not _of_one_place(key, near[0][1]):
            return None, "", 0.0
        best, owners = near[0], self.exact[near[0][1]]
        rivals = [ratio for ratio, name in near[1:] if not self.exact[name] <= owners]
        if len(owners) > 1 or (rivals and best[0] - rivals[0] < AHEAD):
            return None, "", 0.0
        agency = next(iter(owners))
        return agency, self.official[agency], best[0]

    def _shortlist(self, key: str) -> list[str]:
        """The names with the largest share of pairs of characters in common."""
        own = _pairs_of(key)
        votes = Counter(name for pair in own for name in self._pairs.get(pair, ()))
        shares = ((2 * count / (len(own) + len(name) - 1), name) for name, count in votes.items())
        return [name for _share, name in nlargest(_CLOSELY, shares)]


def _of_one_place(key: str, name: str) -> bool:
    """Names begin with the place: bureaus of two counties differ in nothing else. Its own papers may leave it out."""
    return key[:2] == name[:2] or name.endswith(key)


def agencies_under(office: Agency) -> AgencyQuerySet:
    """The office and every agency that ever stood under it, in administrative order."""
    below = Q(pk=office.pk)
    for path in office.placements.values_list("path", flat=True):
        below |= Q(pk__in=Placement.objects.filter(path__startswith=f"{path}/").values("agency"))
    return Agency.objects.filter(below)


def names_under(office: Agency) -> Names:
    """The names of an office and of every agency that ever stood under it."""
    own = agencies_under(office).order_by("pk")
    rows = [(name, pk) for pk, name in own.values_list("pk", "name")]
    rows += [(name, pk) for pk, name in own.exclude(short_name="").values_list("pk", "short_name")]
    # The names under which they reported before, which may have changed since.
    former = Version.objects.filter(report__agency__in=own).exclude(agency_name="")
    rows += list(former.order_by("report__agency").values_list("agency_name", "report__agency").distinct())
    return Names(rows)


def matched(document: Document, file: str, names: Names) -> Match:
    """Whose report of which year a file is: by what it says itself, else by its name, then with a doubt."""
    notes: list[str] = []
    agency, note = _agency(document.agency.name, file, names)
    notes += [note] * bool(note)
    year, note = _year(document.year, file)
    notes += [note] * bool(note)
    return Match(agency, year, not notes, " ".join(notes))


def _agency(own: str, file: str, names: Names) -> tuple[int | None, str]:
    if own:
        agency, name, alike = names.found(own)
        if agency is not None:
            words = _("文件中的机关名称是“%(own)s”，与“%(name)s”相近，请确认。") % {"own": own, "name": name}
            return agency, "" if alike == 1 else words
    agency, name, _alike = names.found(_PADDING.sub("", _stem(file)))
    if agency is not None and not own:
        return agency, _("文件中没有读出机关名称，按文件名对应到“%(name)s”，请确认。") % {"name": name}
    if own:
        return None, _("“%(own)s”不在所属机关的名称之中，请选择机关。") % {"own": own}
    return None, _("没有读出机关名称，请选择机关。")


def _year(own: int | None, file: str) -> tuple[int | None, str]:
    told = {int(year) for year in _YEAR.findall(_stem(file))}
    if own is not None and FIRST_YEAR <= own <= LAST_YEAR:
        # A file is often named after the year in which it was published.
        if told and own not in told and own + 1 not in told:
            return own, _("文件中的年度是 %(own)s，文件名写的是 %(told)s，请确认。") % {"own": own, "told": max(told)}
        return own, ""
    if len(told) == 1 and FIRST_YEAR <= (year := told.pop()) <= LAST_YEAR:
        return year, _("文件中没有读出年度，按文件名写作 %(year)s，请确认。") % {"year": year}
    return None, _("没有读出年度，请填写。")


def _stem(file: str) -> str:
    return file.rpartition("/")[2]


def normal(name: str) -> str:
    """A name without what differs between ways of typing it."""
    return _NOISE.sub("", unicodedata.normalize("NFKC", name)).casefold()


def _pairs_of(key: str) -> set[str]:
    return {key[place : place + 2] for place in range(len(key) - 1)} or {key}
