"""After ``bench.evening``: how many cells do not say in the database what their drafter was told is saved."""

import json
import sys

import django


def main() -> None:
    """Read version → cell → text from standard input; print lost cells and saves in the journal as JSON."""
    from govreport.journal import actions
    from govreport.journal.models import Event
    from govreport.reports.figures import document_of
    from govreport.reports.models import Version
    from govreport.reports.services.cells import shown

    told = {int(version): cells for version, cells in json.load(sys.stdin).items()}
    lost = 0
    for version in Version.objects.with_contents().filter(pk__in=told).iterator(chunk_size=200):
        document = document_of(version)
        lost += sum(shown(document, cell) != text for cell, text in told.pop(version.pk).items())
    lost += sum(len(cells) for cells in told.values())
    written = Event.objects.filter(action=actions.FIGURES_CHANGED).count()
    print(json.dumps({"lost": lost, "written": written}))


if __name__ == "__main__":
    django.setup()
    main()
