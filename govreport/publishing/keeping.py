"""公布文件的存放: files whole in the storage before a row names them, read back, and made again where one was lost."""

import hashlib
import logging
from collections.abc import Iterable, Mapping

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction

from govreport.documents.layout import layout_errors
from govreport.documents.services import render_pdf
from govreport.documents.signing import SigningError
from govreport.journal import actions
from govreport.journal.services import record
from govreport.publishing.making import MEDIA_TYPES, PLAIN, make
from govreport.publishing.manifest import add_manifest, manifest_of, manifest_text
from govreport.publishing.models import Publication, PublishedFile
from govreport.publishing.press import Printed, printed
from govreport.publishing.series import published_document

logger = logging.getLogger(__name__)


def keep(publication: Publication, contents: Mapping[str, bytes]) -> list[PublishedFile]:
    """Store files, by suffix, and describe them in rows that are not saved yet; all of them or, raising, none."""
    rows: list[PublishedFile] = []
    try:
        for suffix, content in contents.items():
            row = PublishedFile(
                publication=publication,
                suffix=suffix,
                media_type=MEDIA_TYPES[suffix],
                size=len(content),
                sha256=hashlib.sha256(content).hexdigest(),
                sm3=hashlib.new("sm3", content).hexdigest(),
            )
            row.content.name = default_storage.save(_name(publication, suffix), ContentFile(content))
            rows.append(row)
    except BaseException:
        drop(rows)
        raise
    return rows


def drop(rows: Iterable[PublishedFile]) -> None:
    """Take files away that no row of the database names."""
    for row in rows:
        try:
            default_storage.delete(str(row.content.name))
        except OSError:  # it is only left over
            logger.warning("%s is left over and could not be removed", row.content.name, exc_info=True)


def _name(publication: Publication, suffix: str) -> str:
    report = publication.version.report
    return f"publications/{report.year}/{report.agency.code}-v{publication.version.number}.{suffix}"


def files_of(publication: Publication) -> dict[str, PublishedFile]:
    """Suffix → the file that is handed out, in the order in which they are told; empty where none is stored."""
    found = {row.suffix: row for row in publication.files.order_by("pk")}
    return {suffix: found[suffix] for suffix in MEDIA_TYPES if suffix in found}


def file_bytes(publication: Publication, suffix: str) -> bytes:
    """A file of a publication: as stored, else made from what was frozen. A PDF made so is kept.

    Raises ``DocumentError`` where the PDF cannot be set.
    """
    row = publication.files.filter(suffix=suffix).last()
    if row is not None:
        return _read(publication, row)
    if suffix == "pdf":
        return _first_pdf(publication)
    return make(published_document(publication), suffix, publication.published_at)


def lacks_files(publication: Publication) -> bool:
    """Whether ``complete`` has anything to do."""
    had = files_of(publication)
    return len(had) < len(MEDIA_TYPES) or manifest_of(publication) is None or bool(_lost(had))


def _lost(files: Mapping[str, PublishedFile]) -> list[PublishedFile]:
    """Those that are gone from the storage."""
    return [row for row in files.values() if not default_storage.exists(str(row.content.name))]


def complete(publication: Publication) -> bool:
    """Make what is missing of the files, and their list; whether there was anything to do. May be repeated.

    Raises ``SigningError`` and ``DocumentError`` where the PDF cannot be made.
    """
    had = files_of(publication)
    lost = _lost(had)
    for row in lost:
        _restore(publication, row)
    missing = [suffix for suffix in MEDIA_TYPES if suffix not in had]
    if not missing and manifest_of(publication) is not None:
        return bool(lost)
    made = _again(publication) if "pdf" in missing else None
    contents = {"pdf": made.content} if made else {}
    document, moment = published_document(publication), publication.published_at
    contents |= {item: make(document, item, moment) for item in missing if item in PLAIN}
    return _add(publication, contents, made) or bool(lost)


def _add(
    publication: Publication, contents: Mapping[str, bytes], made: Printed | None = None, *, lost: int | None = None
) -> bool:
    """Rows for new files and a new list; of two that make the same file the first one counts.

    ``lost`` is the key of a row whose file is gone, beside which a new one may stand.
    """
    kept = keep(publication, contents)
    named: list[PublishedFile] = []
    try:
        with transaction.atomic():
            _lock(publication)
            had = files_of(publication)
            new = [row for row in kept if row.suffix not in had or had[row.suffix].pk == lost]
            for row in new:
                row.save()
            if made is not None and any(row.suffix == "pdf" for row in new):
                describe(publication, made)
            listed = _list(publication)
        named = new
    finally:
        drop([row for row in kept if row not in named])
    return bool(new) or listed


def _list(publication: Publication) -> bool:
    """A new list where all files are there and the last list says otherwise."""
    files = files_of(publication)
    if len(files) < len(MEDIA_TYPES):
        return False
    text = manifest_text(publication, files.values())
    last = manifest_of(publication)
    if last is not None and last.data == text:
        return False
    added = add_manifest(publication, text)
    version = publication.version
    payload = {"manifest": added.sha256, "count": len(files)}
    record(actions.FILES_RECORDED, by=None, agency=version.report.agency, subject=version.subject, payload=payload)
    return True


def _lock(publication: Publication) -> None:
    Publication.objects.select_for_update(of=("self",)).only("pk").get(pk=publication.pk)


def describe(publication: Publication, made: Printed) -> None:
    """Keep what its check found of a PDF that was made after publication, and who signed it."""
    publication.layout, publication.signer, publication.signed_at = made.notes, made.signer, made.signed_at
    publication.save(update_fields=["layout", "signer", "signed_at"])


def _first_pdf(publication: Publication) -> bytes:
    try:
        made = _again(publication)
    except SigningError:
        return _unsigned(publication)
    _add(publication, {"pdf": made.content}, made)
    row = publication.files.filter(suffix="pdf").last()
    return made.content if row is None else _read(publication, row)


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


def _read(publication: Publication, row: PublishedFile) -> bytes:
    """The file; one that is lost (a database restored without its folder) is made again, from what was frozen."""
    try:
        with row.content.open("rb") as file:
            content: bytes = file.read()
        return content
    except FileNotFoundError:
        logger.warning("%s was lost and is made again", row.content.name)
    try:
        return _restore(publication, row)
    except SigningError:
        return _unsigned(publication)


def _restore(publication: Publication, row: PublishedFile) -> bytes:
    """Put a lost file back; where it does not come out byte by byte, as a file of its own beside the old hashes."""
    made = _again(publication) if row.suffix == "pdf" else None
    content = made.content if made else make(published_document(publication), row.suffix, publication.published_at)
    if hashlib.sha256(content).hexdigest() == row.sha256:
        default_storage.save(str(row.content.name), ContentFile(content))
    else:
        _add(publication, {row.suffix: content}, made, lost=row.pk)
    return content
