import hashlib
from typing import Any

from django.core.files.storage import default_storage
from django.db import migrations


def describe(apps: Any, schema_editor: Any) -> None:
    """The PDF files that are stored get their rows; one that is lost is made again when it is asked for."""
    files = apps.get_model("publishing", "PublishedFile").objects
    publications = apps.get_model("publishing", "Publication").objects
    for item in publications.filter(pdf_ready=True).only("pk", "pdf", "published_at").iterator(chunk_size=200):
        try:
            with default_storage.open(item.pdf.name) as file:
                content = file.read()
        except OSError:
            continue
        files.create(
            publication_id=item.pk,
            suffix="pdf",
            content=item.pdf.name,
            media_type="application/pdf",
            size=len(content),
            sha256=hashlib.sha256(content).hexdigest(),
            sm3=hashlib.new("sm3", content).hexdigest(),
        )


def forget(apps: Any, schema_editor: Any) -> None:
    """The way back: the publication itself says where its PDF lies."""
    publications = apps.get_model("publishing", "Publication").objects
    for row in apps.get_model("publishing", "PublishedFile").objects.filter(suffix="pdf").order_by("pk"):
        publications.filter(pk=row.publication_id).update(pdf=row.content.name, pdf_ready=True)


class Migration(migrations.Migration):
    dependencies = [("publishing", "0007_published_files")]

    operations = [migrations.RunPython(describe, forget, elidable=True)]
