"""发布: freezing an approved version together with its checked PDF."""

import json
import logging
from dataclasses import dataclass
from datetime import datetime

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from govreport.agencies.models import User
from govreport.documents.layout import layout_errors
from govreport.documents.services import render_pdf
from govreport.documents.signing import SigningError
from govreport.jobs.services import enqueue
from govreport.publishing.correct import correction_reason, supersede
from govreport.publishing.index import index_publication
from govreport.publishing.models import Publication, ReleaseState, TimedRelease
from govreport.publishing.press import Printed, print_for_publication, printed
from govreport.reports.errors import Refused
from govreport.reports.figures import document_of
from govreport.reports.models import Version
from govreport.standards.document import Document, from_json
from govreport.standards.seal import canonical_json, seal
from govreport.workflow.move import answered, move
from govreport.workflow.permissions import allowed_verbs
from govreport.workflow.zero import unconfirmed

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Proof:
    """付印前的稿子: a PDF that may be published, and of which text it is."""

    sha256: str
    moment: datetime
    made: Printed


def publish(
    *, version: Version, by: User, render: bool = True, seen: int | None = None, timed: TimedRelease | None = None
) -> Publication:
    """Release an approved version to the public; its text and figures are frozen with their hash and their PDF.

    The PDF is made, checked and signed before the version is locked, so that nobody waits for it and nothing is public
    whose PDF may not be. With ``render=False`` it is made when first asked for. Raises ``Refused`` when the version
    is not approved, the person does not sign for the agency, or the PDF fails its check; nothing has changed then.
    A correction replaces what was in force. A second click on the page that showed ``seen`` (``Version.lock``) is
    given the publication that the first made. ``timed`` is the set time that has come; one that waits is void when
    the version is published before.
    """
    proof = _proof(version, by) if render else None
    with transaction.atomic():
        if done := answered(version, "publish", by, seen):
            return Publication.objects.get(version=done)
        _settle_times(version, timed)
        reason = correction_reason(version)
        # Before the step, which the database allows only while no other version is in force.
        supersede(version, reason, by)
        current = move(version=version, verb="publish", by=by, seen=seen)
        data = canonical_json(document_of(current))
        publication = Publication(version=current, sha256=seal(data), data=data, reason=reason, published_by=by)
        publication.published_at = proof.moment if proof else timezone.now()
        if render and (proof is None or proof.sha256 != publication.sha256):
            raise Refused(_("《%(title)s》在办理发布时有变动，没有发布。请刷新后再看。") % {"title": current.title})
        kept = proof is not None and _keep(publication, proof.made)
        publication.save()
        index_publication(publication)
        # A report is published even when its file cannot be kept now and no worker be reached: it is made again then.
        if render and not kept:
            _ask_for_pdf(publication, by)
    return publication


def _settle_times(version: Version, timed: TimedRelease | None) -> None:
    """The set time is kept, or no longer needed; raises ``Refused`` when it was cancelled at the last moment."""
    now, waiting = timezone.now(), TimedRelease.objects.filter(version=version, state=ReleaseState.WAITING)
    if timed is not None and not waiting.filter(pk=timed.pk, at=timed.at).update(
        state=ReleaseState.DONE, settled_at=now
    ):
        raise Refused(_("定时发布已经取消或改期，没有发布。"))
    waiting.update(state=ReleaseState.CANCELLED, settled_at=now)


def _proof(version: Version, by: User) -> _Proof | None:
    """The PDF of a version that the person may publish now; None leaves it to ``move`` to say why not."""
    current = Version.objects.select_related("report__agency").get(pk=version.pk)
    if "publish" not in allowed_verbs(by, current):
        return None
    document = document_of(current)
    if unconfirmed(current, document):
        return None
    moment = timezone.now()
    return _Proof(seal(canonical_json(document)), moment, print_for_publication(document, moment))


def _keep(publication: Publication, made: Printed) -> bool:
    """Store the file before the row names it; False when it cannot be stored."""
    _describe(publication, made)
    try:
        publication.pdf.save(_name(publication), ContentFile(made.content), save=False)
    except OSError:
        logger.exception("the PDF of version %s could not be stored", publication.version_id)
        publication.pdf = ""
        return False
    publication.pdf_ready = True
    return True


def _describe(publication: Publication, made: Printed) -> None:
    publication.layout, publication.signer, publication.signed_at = made.notes, made.signer, made.signed_at


def _name(publication: Publication) -> str:
    report = publication.version.report
    return f"{report.year}/{report.agency.code}-v{publication.version.number}.pdf"


def _ask_for_pdf(publication: Publication, by: User) -> None:
    current = publication.version
    enqueue(
        "render_publication",
        str(publication.pk),
        {"publication": publication.pk},
        by=by,
        agency=current.report.agency,
        title=current.title,
    )


def published_document(publication: Publication) -> Document:
    """The report as it was released."""
    return from_json(json.loads(publication.data))


def publication_pdf(publication: Publication) -> bytes:
    """The official PDF: the stored file, or one made and stored now if there is none yet."""
    if publication.pdf_ready:
        return _stored(publication)
    try:
        made = _again(publication)
    except SigningError:
        return _unsigned(publication)
    _describe(publication, made)
    publication.pdf.save(_name(publication), ContentFile(made.content), save=False)
    # The file is complete before the row names it; of two renderers the first one counts.
    named = Publication.objects.filter(pk=publication.pk, pdf_ready=False)
    if named.update(pdf=publication.pdf.name, pdf_ready=True, **_described(made)):
        publication.pdf_ready = True
        return made.content
    publication.pdf.delete(save=False)
    publication.refresh_from_db()
    return _stored(publication)


def _described(made: Printed) -> dict[str, object]:
    return {"layout": made.notes, "signer": made.signer, "signed_at": made.signed_at}


def _again(publication: Publication) -> Printed:
    """The PDF of what is public already: what is wrong with it is recorded, and withholds it from nobody."""
    made = printed(published_document(publication), publication.published_at)
    for finding in layout_errors(list(made.findings)):
        logger.error("the PDF of publication %s: %s %s", publication.pk, finding.rule, finding.message)
    return made


def _unsigned(publication: Publication) -> bytes:
    """The PDF without signature, for a reader who asks while the key cannot be used; it is not kept."""
    logger.exception("the PDF of publication %s cannot be signed", publication.pk)
    return render_pdf(published_document(publication), published_at=publication.published_at)


def _stored(publication: Publication) -> bytes:
    """The file; one that is lost (a database restored without its folder) is made again, from what was frozen."""
    try:
        with publication.pdf.open("rb") as file:
            content: bytes = file.read()
        return content
    except FileNotFoundError:
        logger.warning("the PDF of publication %s was lost and is rendered again", publication.pk)
    try:
        made = _again(publication)
    except SigningError:
        return _unsigned(publication)
    publication.pdf.storage.save(publication.pdf.name, ContentFile(made.content))
    _describe(publication, made)
    Publication.objects.filter(pk=publication.pk).update(**_described(made))
    return made.content
