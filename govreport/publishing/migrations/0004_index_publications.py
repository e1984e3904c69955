import json
from typing import Any

from django.db import migrations

from govreport.publishing.index import NAMES, names_of, texts_of
from govreport.publishing.tokens import tokens


def index(apps: Any, schema_editor: Any) -> None:
    """What was published before can be searched, too; later changes of the way of searching: `index_search`."""
    publications = apps.get_model("publishing", "Publication").objects.select_related("version__report__agency")
    explanations = apps.get_model("reports", "Explanation").objects.filter(published=True, ruling="accepted")
    search_text = apps.get_model("publishing", "SearchText")
    names: dict[int, list[str]] = {}
    for item in publications.order_by("pk"):
        agency = item.version.report.agency
        names.setdefault(agency.pk, [agency.name, agency.short_name]).append(item.version.agency_name)
    for item in publications.order_by("pk").iterator(chunk_size=200):
        notes = list(explanations.filter(version=item.version_id).values_list("text", flat=True))
        rows = [(place, text, tokens(text)) for place, text in texts_of(json.loads(item.data), notes)]
        rows.append((NAMES, *names_of(names[item.version.report.agency_id])))
        search_text.objects.bulk_create(
            search_text(publication=item, place=place, text=text, tokens=found) for place, text, found in rows
        )


class Migration(migrations.Migration):
    dependencies = [
        ("publishing", "0003_search"),
        ("reports", "0005_explanation"),
    ]

    operations = [migrations.RunPython(index, migrations.RunPython.noop)]
