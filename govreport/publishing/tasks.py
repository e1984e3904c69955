"""发布的后台工作: rendering the PDF of a publication; takes an id and may run twice without harm."""

from celery import shared_task

from govreport.publishing.models import Publication
from govreport.publishing.services import publication_pdf


@shared_task
def render_publication(publication_id: int) -> None:
    """Render and store the PDF unless that has been done."""
    publication_pdf(Publication.objects.with_report().get(pk=publication_id))
