"""报送函要素: what the sender writes about the letter to the office in charge, once a report is approved."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from govreport.agencies.models import Agency, Kind, Placement, User
from govreport.agencies.permissions import may_decide, may_edit
from govreport.journal import actions
from govreport.journal.services import record
from govreport.reports.errors import NotAllowed, Refused
from govreport.reports.models import Report, State, Version
from govreport.standards.characters import clean, quoted
from govreport.standards.document_number import document_number, number_year
from govreport.workflow.models import SubmissionLetter

# A report that its agency has approved, and has not replaced since.
SETTLED: Final = (State.APPROVED, State.HANDED_IN, State.ACCEPTED, State.PUBLISHED)
# What is taken over from the letter of an earlier year.
_KEPT: Final = ("addressee", "copies", "contact", "phone", "printed_by")
_NAMES: Final[Mapping[str, Promise]] = {
    "addressee": gettext_lazy("主送机关"),
    "copies": gettext_lazy("抄送机关"),
    "contact": gettext_lazy("联系人"),
    "phone": gettext_lazy("联系电话"),
    "printed_by": gettext_lazy("印发机关"),
}


class LetterRefused(Refused):
    """报送函填写有误: ``problems`` has a sentence for each field that cannot stay as it is."""

    def __init__(self, problems: Mapping[str, str]) -> None:
        super().__init__("".join(problems.values()))
        self.problems = problems


def settled_version(report: Report) -> Version | None:
    """The latest version that the agency has approved or published; None while there is none."""
    versions = Version.objects.with_report().select_related("fee_statement")
    return versions.filter(report=report, state__in=SETTLED).order_by("number").last()


def may_write_letter(user: User, agency: Agency) -> bool:
    """Whether the person drafts, reviews or signs for the agency."""
    return may_edit(user, agency) or may_decide(user, agency)


@transaction.atomic
def save_letter(
    *,
    report: Report,
    addressee: str,
    issued: date,
    by: User,
    number: str = "",
    copies: str = "",
    contact: str = "",
    phone: str = "",
    printed_by: str = "",
    printed_on: date | None = None,
) -> SubmissionLetter:
    """Store what the letter says; the same again changes nothing.

    Raises ``NotAllowed`` for other posts, ``Refused`` while no version is approved, ``LetterRefused`` for a field.
    """
    current = Report.objects.select_for_update(of=("self",)).select_related("agency").get(pk=report.pk)
    if not may_write_letter(by, current.agency):
        raise NotAllowed(_("报送函由本机关的起草人、审核人或签发人填写，您的岗位不能填写。"))
    version = settled_version(current)
    if version is None:
        raise Refused(_("这份报告还没有审定，审定以后才能填写报送函。"))
    texts = {"number": number, "addressee": addressee, "copies": copies, "contact": contact, "phone": phone}
    texts["printed_by"] = printed_by
    dates = {"issued": issued, "printed_on": printed_on}
    if problems := letter_problems(current, {**texts, **dates}):
        raise LetterRefused(problems)
    written = {name: _text(text) for name, text in texts.items()}
    written["number"] = document_number(written["number"]) if written["number"] else ""
    values = {**written, **dates}
    letter = SubmissionLetter.objects.filter(report=current).first()
    if letter and all(getattr(letter, name) == value for name, value in values.items()):
        return letter
    letter, _new = SubmissionLetter.objects.update_or_create(report=current, defaults={**values, "changed_by": by})
    payload = {"note": written["number"]} if written["number"] else {}
    record(actions.LETTER_CHANGED, by=by, agency=current.agency, subject=version.subject, payload=payload)
    return letter


def letter_problems(report: Report, values: Mapping[str, Any]) -> dict[str, str]:
    """Field → what is wrong with it, in a sentence; fields that are not given are not looked at."""
    found = {name: _length_problem(name, _text(values[name])) for name in _NAMES if name in values}
    if "addressee" in values and not _text(values["addressee"]):
        found["addressee"] = _("请填写主送机关。")
    issued: date | None = values.get("issued")
    if issued and issued.year <= report.year:
        words = _("成文日期 %(issued)s 在报告年度 %(year)s 年结束以前，请核对。")
        found["issued"] = words % {"issued": issued.isoformat(), "year": report.year}
    found["number"] = _number_problem(_text(values.get("number", "")), issued)
    if "printed_by" in values and "printed_on" in values:
        field, sentence = _imprint_problem(_text(values["printed_by"]), values["printed_on"], issued)
        found[field] = found.get(field) or sentence
    return {name: sentence for name, sentence in found.items() if sentence}


def _text(text: str) -> str:
    """One line, without the punctuation that the letter sets itself."""
    return " ".join(clean(text).split()).strip("：: 。；;、，,")


def _length_problem(name: str, text: str) -> str:
    most: int = getattr(SubmissionLetter._meta.get_field(name), "max_length", 0)
    if len(text) <= most:
        return ""
    words = _("“%(name)s”有 %(length)s 字，最多 %(most)s 字，请删减。")
    return words % {"name": _NAMES[name], "length": len(text), "most": most}


def _number_problem(text: str, issued: date | None) -> str:
    """The number may be left out until the office has given one; else it is one, of the year of the letter."""
    if not text:
        return ""
    try:
        year = number_year(document_number(text))
    except ValueError:
        words = _(
            "“%(text)s”不是发文字号。请写作“云林函〔2026〕3号”的样子：机关代字、四位年份、序号，"
            "序号前不加“第”，也不加 0。还没有编号的，可以先不填。"
        )
        return words % {"text": quoted(text)}
    if issued is None or year == issued.year:
        return ""
    words = _("发文字号的年份是 %(number)s 年，成文日期在 %(issued)s 年，两处不一致，请核对。")
    return words % {"number": year, "issued": issued.year}


def _imprint_problem(printed_by: str, printed_on: date | None, issued: date | None) -> tuple[str, str]:
    """印发机关 and 印发日期 stand in one line: both or neither, and nothing is printed before its date."""
    if printed_on and not printed_by:
        return "printed_by", _("填了印发日期，没有填印发机关。请补填；不印这一行的，两项都不填。")
    if printed_by and not printed_on:
        return "printed_on", _("填了印发机关，没有填印发日期。请补填；不印这一行的，两项都不填。")
    if printed_on and issued and printed_on < issued:
        words = _("印发日期 %(printed)s 在成文日期 %(issued)s 以前，请核对。")
        return "printed_on", words % {"printed": printed_on.isoformat(), "issued": issued.isoformat()}
    return "printed_on", ""


def suggested(report: Report) -> dict[str, str]:
    """What the form begins with: the letter of the latest earlier year, else the office above the agency."""
    earlier = SubmissionLetter.objects.filter(report__agency=report.agency_id, report__year__lt=report.year)
    if last := earlier.order_by("report__year").last():
        return {name: getattr(last, name) for name in _KEPT}
    office = _office_above(report)
    return {"addressee": office.name} if office else {}


def _office_above(report: Report) -> Agency | None:
    """The general office of the government above, where it is known; else that government, as it stood that year."""
    placed = Placement.objects.filter(agency=report.agency_id, from_year__lte=report.year).select_related("parent")
    placement = placed.order_by("from_year").last()
    if placement is None or placement.parent is None:
        return None
    beside = Agency.objects.filter(kind=Kind.GOVERNMENT_OFFICE, placements__parent=placement.parent)
    return beside.exclude(pk=report.agency_id).first() or placement.parent
