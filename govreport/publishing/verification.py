"""核验: whether a copy of a report says what was published; the copy is read and forgotten."""

import hashlib
import re
from dataclasses import dataclass, replace
from typing import Final

from django.db.models import Q

from govreport.documents.copies import Copy
from govreport.documents.fonts.coverage import visible
from govreport.documents.render.model import paper
from govreport.documents.render.tables import cell_text
from govreport.publishing.models import Manifest, Publication, PublishedFile
from govreport.publishing.series import published_document
from govreport.standards.document import Document
from govreport.standards.edition import Cell
from govreport.standards.seal import canonical_json, seal

_NOT_HEXADECIMAL: Final = re.compile(r"[\s\-‐-―－]+")
CODE_DIGITS: Final = 12
HASH_DIGITS: Final = 64


@dataclass(frozen=True, slots=True)
class Difference:
    """不同的一格: what was published and what the copy says; a blank is empty."""

    cell: Cell
    published: str
    copy: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """核验结果: the published version nearest to a copy, and where the two differ.

    ``exact``: every figure, word and particular is the same. ``parts`` are the codes of sections (and ``title``) whose
    words differ. ``pages``: the data in the file are those that were published, and its pages show other ones;
    ``unread``: its pages cannot be read. ``file``: it is one of the files that were published, byte by byte.
    """

    publication: Publication
    exact: bool
    figures: tuple[Difference, ...] = ()
    parts: tuple[str, ...] = ()
    pages: bool = False
    unread: bool = False
    file: PublishedFile | None = None

    @property
    def same(self) -> bool:
        """Whether figures and words are those that were published."""
        return not (self.figures or self.parts or self.unread)


def typed_code(text: str) -> str:
    """A short code, or a whole hash, as people type it, in the digits that are compared; empty when it is neither."""
    digits = _NOT_HEXADECIMAL.sub("", text.casefold())
    return digits if re.fullmatch(f"[0-9a-f]{{{CODE_DIGITS}}}|[0-9a-f]{{{HASH_DIGITS}}}", digits) else ""


def publication_with_code(digits: str) -> Publication | None:
    """The publication whose seal begins so, or to which a file or list with this hash belongs; None: there is none."""
    found = Publication.objects.with_report().filter(sha256__startswith=digits).order_by("-published_at").first()
    if found is not None or len(digits) < HASH_DIGITS:
        return found
    either = Q(sha256=digits) | Q(sm3=digits)
    for rows in (PublishedFile.objects.filter(either), Manifest.objects.filter(either)):
        if (key := rows.values_list("publication", flat=True).last()) is not None:
            return Publication.objects.with_report().get(pk=key)
    return Publication.objects.with_report().filter(sm3=digits).first()


def published_bytes(data: bytes) -> Verdict | None:
    """The verdict on a copy that is, byte by byte, a published file or list; None for any other."""
    digest = hashlib.sha256(data).hexdigest()
    row = PublishedFile.objects.filter(sha256=digest).order_by("-publication__published_at").first()
    if row is not None:
        return Verdict(Publication.objects.with_report().get(pk=row.publication_id), exact=True, file=row)
    listed = Publication.objects.with_report().filter(manifests__sha256=digest).first()
    return Verdict(listed, exact=True) if listed else None


def verdict(copy: Copy) -> Verdict | None:
    """How a copy compares with what its agency published for its year; None when nothing was published."""
    found = Publication.objects.with_report().filter(sha256=seal(canonical_json(copy.document))).first()
    if found is None:
        verdicts = [_compared(publication, copy.document) for publication in _candidates(copy.document)]
        if not verdicts:
            return None
        nearest = min(verdicts, key=lambda one: (len(one.figures), len(one.parts), -one.publication.version.number))
    else:
        nearest = Verdict(found, exact=True)
    if copy.pages is None:
        return replace(nearest, exact=False, unread=True) if copy.unread else nearest
    # What a reader sees counts, whatever data lie in the file.
    seen = _compared(nearest.publication, copy.pages)
    return nearest if seen.same else replace(seen, pages=nearest.same)


def _candidates(document: Document) -> list[Publication]:
    """All versions that were ever published of the report that a document says it is."""
    if document.year is None:
        return []
    found = Publication.objects.with_report().filter(version__report__year=document.year)
    if document.agency.code:
        return list(found.filter(version__report__agency__code=document.agency.code)[:20])
    return list(found.filter(version__report__agency__name=document.agency.name)[:20])


def _compared(publication: Publication, other: Document) -> Verdict:
    own = published_document(publication)
    figures = tuple(
        Difference(cell, text, copied)
        for address, cell in own.format.figure_cells.items()
        if (text := cell_text(own, address)) != (copied := cell_text(other, address))
    )
    return Verdict(publication, False, figures, _different_parts(own, other))


def _different_parts(own: Document, other: Document) -> tuple[str, ...]:
    """Codes of the sections whose printed words differ, and ``title``."""
    first, second = _printed_words(own), _printed_words(other)
    # Readers may give the last lines to another section; what is printed is then still the same.
    if "".join(first.values()) == "".join(second.values()):
        return ()
    return tuple(code for code in first if code and first[code] != second.get(code, ""))


def _printed_words(document: Document) -> dict[str, str]:
    printed = paper(document)
    words = {"title": _plain(printed.title)}
    for part in printed.parts:
        words[part.code] = _plain("\n".join(paragraph.lead_in + paragraph.text for paragraph in part.paragraphs))
    # The last line of the text, not a part.
    words[""] = _plain(f"附件：{printed.annex_note}") if printed.annex_note else ""
    return words


def _plain(text: str) -> str:
    """The text as it is drawn, without white space, which files of other kinds move, and the line of the code."""
    kept = (line for line in text.split("\n") if not line.strip().startswith("核验码："))
    return "".join(visible("".join(kept)).replace("\u200b", "").split())
