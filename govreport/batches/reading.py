"""读取和校核一个文件: what becomes of one file of a batch, as columns of its row."""

import hashlib
import logging
from typing import Any

from govreport.batches.counterparts import NOTHING, last_year
from govreport.batches.limits import MOST_FILES, archive_problem, largest
from govreport.batches.matching import Names, matched
from govreport.batches.models import UNREAD, Reading, ReadState, kept_columns
from govreport.documents.findings.checked import Checked, checked
from govreport.documents.office.archive import content
from govreport.documents.office.package import PackageError
from govreport.documents.read.told import kept, reason
from govreport.documents.read.told import phrase as _
from govreport.documents.render.text import printable
from govreport.documents.services import read_report
from govreport.standards.document import Document, DocumentError, from_json

logger = logging.getLogger(__name__)


def examined(reading: Reading, names: Names) -> dict[str, Any]:
    """Read and check a file; a file that cannot be read has a sentence instead of a result."""
    try:
        data = original(reading)
        result = read_report(reading.name, data, scans=True)
        # What is longer than the exchange format allows would not be read back.
        from_json(result.document.to_json())
    except PackageError as error:
        return _unread(archive_problem(reading.upload.name, error))
    except DocumentError as error:
        return _unread(reason(error))
    except FileNotFoundError:
        logger.exception("the file of reading %s is lost", reading.pk)
        return _unread(_("文件没有保存下来，请重新上传。"))
    whose = _proposed(result.document, reading, names)
    last = last_year(reading.batch, whose["agency_id"], whose["year"])
    item = checked(reading.name, result, last.document if last else None)
    return _read(item, hashlib.sha256(data).hexdigest()) | whose | (last.columns if last else NOTHING)


def original(reading: Reading) -> bytes:
    """The file as it was uploaded; raises ``FileNotFoundError``, or ``PackageError`` for a member that is broken."""
    if not reading.upload.stored:
        raise FileNotFoundError(reading.upload.name)
    with reading.upload.stored.open("rb") as file:
        if reading.member is None:
            data: bytes = file.read()
            return data
        return content(file, reading.member, most=MOST_FILES, largest=largest())


def _unread(problem: str) -> dict[str, Any]:
    return {"state": ReadState.UNREAD, "problem": problem, "reason": kept(problem), "kept": None, "weight": UNREAD}


def _read(item: Checked, digest: str) -> dict[str, Any]:
    document = item.document
    return {
        "state": ReadState.READ,
        "problem": "",
        "reason": None,
        "sha256": digest,
        "title": " ".join(printable(document.title).split())[:200],
        "edition": document.edition,
        "read_agency": " ".join(printable(document.agency.name).split())[:200],
        "read_year": document.year if document.year and 1900 < document.year < 2200 else None,
        "doubts": len(item.result.doubts),
        "recognised": item.result.recognised,
        **kept_columns(item),
    }


def _proposed(document: Document, reading: Reading, names: Names) -> dict[str, Any]:
    match = matched(document, reading.name, names)
    return {"agency_id": match.agency, "year": match.year, "certain": match.certain, "note": match.note}
