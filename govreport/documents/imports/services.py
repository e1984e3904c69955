"""导入的办理: keep a file, note what people decide about its doubts, confirm it into a report, discard it."""

import hashlib
from collections.abc import Collection, Iterator, Mapping
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from govreport.agencies.models import Agency, User
from govreport.agencies.permissions import may_edit
from govreport.documents.imports.deciding import decided, rest
from govreport.documents.imports.items import LEFT_OUT, TAKE, TEXT, Confirming
from govreport.documents.imports.pictures import remove_folder
from govreport.documents.imports.scanned import job_of, kept_reading, recognise_later
from govreport.documents.imports.taking import into_draft, into_new_report, refuse
from govreport.documents.read.bounded import from_plain, look_bounded, read_bounded
from govreport.documents.read.place import CARRIED
from govreport.documents.read.result import ScanError
from govreport.documents.read.scan_bounded import recognises_scans
from govreport.jobs.services import cancel
from govreport.journal import actions
from govreport.journal.services import record
from govreport.reports.errors import NotAllowed, Refused
from govreport.reports.models import ImportDecision, ImportedFile, ImportState, Report, ReportScope, Version
from govreport.reports.services.locking import latest_for_edit
from govreport.standards.characters import clean

MOST_OPEN = 50  # of one agency


def keep_file(*, agency: Agency, name: str, data: bytes, by: User, report: Report | None = None) -> ImportedFile:
    """Read a file and keep it, with what was read, until a person confirms it; nothing goes into a report yet.

    A scan is kept unread and recognised by a job, where that is switched on (``scanned.py``).

    ``report``: the draft it is to be read into. Raises ``DocumentError`` for a file that cannot be read, ``Refused``
    where the person does not draft for the agency, the draft cannot be edited, or too many files wait already.
    """
    _refuse_stranger(agency, by)
    if ImportedFile.objects.filter(agency=agency, state=ImportState.OPEN).count() >= MOST_OPEN:
        raise Refused(
            _("“%(agency)s”已有 %(count)s 个文件待确认。请先确认或放弃其中一些，再导入新的文件。")
            % {"agency": agency, "count": MOST_OPEN}
        )
    read, source = _read(data)
    with transaction.atomic():
        if report is not None:
            latest_for_edit(report, by)
        imported = ImportedFile(
            agency=agency,
            report=report,
            name=clean(name).strip()[-255:] or "report",
            sha256=hashlib.sha256(data).hexdigest(),
            size=len(data),
            read=read,
            source=source,
            created_by=by,
        )
        imported.file.save("source", ContentFile(data), save=False)
        imported.save()
        if not read:
            recognise_later(imported, by)
    return imported


def _read(data: bytes) -> tuple[dict[str, Any], dict[str, Any]]:
    """What is read in a file and how it looks; nothing is read yet in a scan that is to be recognised."""
    try:
        result = read_bounded(data)
    except ScanError:
        if not recognises_scans():
            raise
        return {}, look_bounded(data)
    own = bool(result.places) and all(place == CARRIED for place in result.places.values())
    source = look_bounded(data, result.document.to_json() if own else None)
    read = kept_reading(result)
    read["places"].update(source.pop("places", {}))
    return read, source


def confirming(imported: ImportedFile) -> Confirming:
    """What was read in a file and what has been decided about it so far."""
    return Confirming(from_plain(imported.read), {item.name: item.text for item in imported.decisions.all()})


@transaction.atomic
def decide(
    *, imported: ImportedFile, texts: Mapping[str, str | None], by: User, as_printed: Collection[str] = ()
) -> Confirming:
    """Note what a person says stands at some places: None confirms what was read (``deciding.decided``).

    Raises ``Refused`` for a place the file does not have, a text that is too long, and a year that is none.
    """
    current = _locked(imported, by)
    for name, text in decided(confirming(current), texts, as_printed).items():
        if text is None:
            ImportDecision.objects.filter(imported=current, name=name).delete()
        else:
            ImportDecision.objects.update_or_create(imported=current, name=name, defaults={"text": text, "by": by})
    return confirming(current)


@transaction.atomic
def undo(*, imported: ImportedFile, names: tuple[str, ...], by: User) -> Confirming:
    """Take decisions back."""
    current = _locked(imported, by)
    ImportDecision.objects.filter(imported=current, name__in=names).delete()
    return confirming(current)


@transaction.atomic
def confirm_rest(*, imported: ImportedFile, by: User) -> Confirming:
    """全部照读入确认: confirm as read everything that has not been decided, but for digits that stand apart."""
    current = _locked(imported, by)
    ImportDecision.objects.bulk_create(
        ImportDecision(imported=current, name=name, text=text, by=by)
        for name, text in rest(confirming(current)).items()
    )
    return confirming(current)


@transaction.atomic
def take_parts(*, imported: ImportedFile, taken: Mapping[str, bool], by: User) -> Confirming:
    """Which parts of the report (section code → whether) are taken over; raises ``Refused`` for an unknown one."""
    current = _locked(imported, by)
    known = {section.code for section in confirming(current).read.format.sections}
    for code, takes in taken.items():
        if code not in known:
            raise Refused(_("这份报告没有“%(section)s”这个部分。") % {"section": code[:40]})
        rows = ImportDecision.objects.filter(imported=current, name=f"{TAKE}{code}")
        if takes:
            rows.delete()
        elif not rows.exists():
            ImportDecision.objects.create(imported=current, name=f"{TAKE}{code}", text=LEFT_OUT, by=by)
    return confirming(current)


@transaction.atomic
def aim_at_draft(*, imported: ImportedFile, by: User) -> None:
    """Read a file into the draft that the agency has for its year already; raises ``Refused`` where there is none."""
    current = _locked(imported, by)
    report = report_of(current, confirming(current))
    if report is None:
        raise Refused(_("这一年度没有可以修改的稿子。"))
    latest_for_edit(report, by)
    current.report = report
    current.save(update_fields=["report"])


def report_of(imported: ImportedFile, state: Confirming) -> Report | None:
    """The report that the agency has for the year of a file."""
    reports = Report.objects.filter(agency=imported.agency, year=state.document.year or 0, scope=ReportScope.SELF)
    return reports.first()


@transaction.atomic
def discard(*, imported: ImportedFile, by: User) -> None:
    """Give an import up; its file is removed, that it was there stays known."""
    current = _locked(imported, by, unread=True)
    current.state, current.settled_by, current.settled_at = ImportState.DISCARDED, by, timezone.now()
    name = current.file.name
    current.file, current.read, current.source = "", {}, {}
    current.save()
    current.decisions.all().delete()
    payload = {"source": current.name, "file": current.sha256}
    record(actions.IMPORT_DISCARDED, by=by, agency=current.agency, subject=current.subject, payload=payload)
    if job := job_of(current):
        cancel(job)
    if name:
        # The pictures of its pages lie beside it.
        transaction.on_commit(lambda: remove_folder(name.rpartition("/")[0]), robust=True)


@transaction.atomic
def confirm(*, imported: ImportedFile, by: User) -> Version:
    """Take the file over into its report: a new one, or the draft it was handed in for.

    Raises ``Refused`` while a doubt is undecided, and for all that ``start_report`` and the saving verbs refuse.
    """
    current = _locked(imported, by)
    state = confirming(current)
    if left := len(state.left):
        words = ngettext(
            "还有 %(count)s 处存疑没有确认，不能导入。请逐处核对，或者选“全部照读入确认”。",
            "还有 %(count)s 处存疑没有确认，不能导入。请逐处核对，或者选“全部照读入确认”。",
            left,
        )
        raise Refused(words % {"count": left})
    version = into_draft(current, state, by) if current.report else into_new_report(current, state, by)
    corrections = state.corrections.items()
    # The journal knows the text of a section by its code.
    changed = {name.removeprefix(TEXT): list(pair) for name, pair in corrections if state.takes(state.section_of(name))}
    if changed:
        record(actions.IMPORT_CORRECTED, by=by, agency=current.agency, subject=version.subject, payload=changed)
    payload = {"source": current.name, "import": current.pk, "file": current.sha256, "doubts": len(state.items)}
    record(actions.IMPORT_CONFIRMED, by=by, agency=current.agency, subject=version.subject, payload=payload)
    current.state, current.settled_by, current.settled_at = ImportState.CONFIRMED, by, timezone.now()
    current.report, current.version = version.report, version
    current.save()
    return version


def refusal(*, imported: ImportedFile, by: User) -> str:
    """Why the file could not be taken over even with all doubts decided; empty if it can. Changes nothing."""
    state = confirming(imported)
    try:
        refuse(imported, state, by)
    except Refused as refused:
        return str(refused)
    return ""


def _locked(imported: ImportedFile, by: User, *, unread: bool = False) -> ImportedFile:
    """The import with its row locked; raises ``Refused`` for others than the agency's drafters, and once settled.

    Also for one that is still to be recognised, unless it may be ``unread``.
    """
    rows = ImportedFile.objects.select_for_update(of=("self",)).select_related("agency", "report__agency")
    current = rows.get(pk=imported.pk)
    _refuse_stranger(current.agency, by)
    if not current.open:
        raise Refused(
            _("“%(name)s”%(state)s，不能再改。") % {"name": current.name, "state": current.get_state_display()}
        )
    if not (current.read or unread):
        raise Refused(_("“%(name)s”是扫描件，文字还没有识别完，请稍候。") % {"name": current.name})
    return current


def _refuse_stranger(agency: Agency, by: User) -> None:
    if not may_edit(by, agency):
        raise NotAllowed(_("您不是“%(agency)s”的起草人，不能导入它的报告。") % {"agency": agency})


def places_read(report: Report, name: str) -> Iterator[ImportedFile]:
    """The confirmed imports of a report that tell where ``name`` was read, latest first."""
    confirmed = ImportedFile.objects.filter(report=report, state=ImportState.CONFIRMED).select_related("settled_by")
    for imported in confirmed.order_by("-settled_at"):
        if name.removeprefix("sections.") in imported.read["places"]:
            yield imported
