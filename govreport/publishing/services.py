"""发布: freezing an approved version and keeping its PDF."""

import json
import logging

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone

from govreport.agencies.models import User
from govreport.documents.services import render_pdf
from govreport.publishing.models import Publication
from govreport.reports.figures import document_of
from govreport.reports.models import Version
from govreport.standards.document import Document, from_json
from govreport.standards.seal import canonical_json, seal
from govreport.workflow.move import move

logger = logging.getLogger(__name__)


@transaction.atomic
def publish(*, version: Version, by: User, render: bool = True) -> Publication:
    """Release an approved version to the public; its text and figures are frozen with their hash.

    The PDF follows in the background, or with ``render=False`` when first asked for. Raises ``Refused`` unless the
    version is approved and the person signs for the agency.
    """
    current = move(version=version, verb="publish", by=by)
    data = canonical_json(document_of(current))
    publication = Publication.objects.create(
        version=current, sha256=seal(data), data=data, published_at=timezone.now(), published_by=by
    )
    # A report is published even when no worker can be reached: the PDF is then rendered when first asked for.
    if render:
        transaction.on_commit(lambda: _ask_for_pdf(publication.pk), robust=True)
    return publication


def _ask_for_pdf(publication_id: int) -> None:
    from govreport.publishing.tasks import render_publication

    render_publication.delay(publication_id)


def published_document(publication: Publication) -> Document:
    """The report as it was released."""
    return from_json(json.loads(publication.data))


def publication_pdf(publication: Publication) -> bytes:
    """The official PDF: the stored file, or rendered and stored now if no worker has done it yet."""
    if publication.pdf_ready:
        return _stored(publication)
    content = _rendered(publication)
    report = publication.version.report
    name = f"{report.year}/{report.agency.code}-v{publication.version.number}.pdf"
    publication.pdf.save(name, ContentFile(content), save=False)
    # The file is complete before the row names it; of two renderers the first one counts.
    named = Publication.objects.filter(pk=publication.pk, pdf_ready=False)
    if named.update(pdf=publication.pdf.name, pdf_ready=True):
        publication.pdf_ready = True
        return content
    publication.pdf.delete(save=False)
    publication.refresh_from_db(fields=["pdf", "pdf_ready"])
    return _stored(publication)


def _rendered(publication: Publication) -> bytes:
    return render_pdf(published_document(publication), published_at=publication.published_at)


def _stored(publication: Publication) -> bytes:
    """The file; one that is lost (a database restored without its folder) is made again, from what was frozen."""
    try:
        with publication.pdf.open("rb") as file:
            content: bytes = file.read()
    except FileNotFoundError:
        logger.warning("the PDF of publication %s was lost and is rendered again", publication.pk)
        content = _rendered(publication)
        publication.pdf.storage.save(publication.pdf.name, ContentFile(content))
    return content
