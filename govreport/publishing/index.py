"""检索文本: what of a publication is searched: names, title, texts and the reasons published with it."""

import json
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from typing import Any, Final

from django.db import transaction

from govreport.publishing.models import Publication, SearchText
from govreport.publishing.pinyin import spellings
from govreport.publishing.tokens import tokens
from govreport.reports.models import Explanation, Ruling

NAMES: Final = "name"
NOTES: Final = "notes"
# Characters of one piece: PostgreSQL counts the places in a text up to 16,383 only. Pieces overlap, so that no word
# that can be asked for is cut.
PIECE: Final = 4000
OVERLAP: Final = 60


def index_publication(publication: Publication) -> None:
    """Make a publication searchable, and the agency's other ones by the name it bears in this one."""
    with transaction.atomic():
        publication.search_texts.all().delete()
        notes = Explanation.objects.filter(version=publication.version, published=True, ruling=Ruling.ACCEPTED)
        SearchText.objects.bulk_create(_pieces(publication, notes.values_list("text", flat=True)))
        index_names(publication.version.report.agency_id)


def index_names(agency_id: int) -> None:
    """Write the names of an agency anew for all its publications; call it when an agency is renamed."""
    publications = list(Publication.objects.with_report().filter(version__report__agency=agency_id))
    with transaction.atomic():
        SearchText.objects.filter(publication__in=[item.pk for item in publications], place=NAMES).delete()
        SearchText.objects.bulk_create(_names(publications))


def rebuild() -> int:
    """Index every publication anew; returns how many there are."""
    count = 0
    with transaction.atomic():
        SearchText.objects.all().delete()
        ordered = Publication.objects.with_report().order_by("version__report__agency_id", "pk")
        for _, members in groupby(ordered.iterator(chunk_size=200), key=lambda item: item.version.report.agency_id):
            publications = list(members)
            notes: dict[int, list[str]] = {}
            accepted = Explanation.objects.filter(
                version__in=[item.version_id for item in publications], published=True, ruling=Ruling.ACCEPTED
            )
            for version, text in accepted.values_list("version_id", "text"):
                notes.setdefault(version, []).append(text)
            rows = [row for item in publications for row in _pieces(item, notes.get(item.version_id, ()))]
            SearchText.objects.bulk_create([*rows, *_names(publications)])
            count += len(publications)
    return count


def _names(publications: list[Publication]) -> Iterator[SearchText]:
    """One entry per publication with all names of the agency, former ones included, and how they are typed."""
    if not publications:
        return
    agency = publications[0].version.report.agency
    text, typed = names_of([agency.name, agency.short_name, *(item.version.agency_name for item in publications)])
    for item in publications:
        yield SearchText(publication=item, place=NAMES, text=text, tokens=typed)


def names_of(given: Iterable[str]) -> tuple[str, str]:
    """The names of an agency as they are searched, each once: text and tokens."""
    names = [name for name in dict.fromkeys(given) if name]
    text = "\n".join(names)
    typed = [tokens(spelling) for name in names for spelling in spellings(name)]
    return text, " ".join([tokens(text), *typed])


def _pieces(publication: Publication, notes: Iterable[str]) -> Iterator[SearchText]:
    for place, text in texts_of(json.loads(publication.data), notes):
        yield SearchText(publication=publication, place=place, text=text, tokens=tokens(text))


def texts_of(data: Mapping[str, Any], notes: Iterable[str] = ()) -> Iterator[tuple[str, str]]:
    """Place and text of every piece of a report in the exchange format."""
    yield "title", data["title"]
    for section, text in data["sections"].items():
        yield from ((section, piece) for piece in _cut(text))
    for text in notes:
        yield from ((NOTES, piece) for piece in _cut(text))


def _cut(text: str) -> Iterator[str]:
    for start in range(0, len(text), PIECE):
        yield text[max(0, start - OVERLAP) : start + PIECE]
