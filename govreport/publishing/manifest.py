"""公布文件清单: which files a publication consists of, as JSON that people and programs can check."""

import json
from collections.abc import Iterable
from datetime import UTC
from typing import Final

from govreport.publishing.models import Manifest, Publication, PublishedFile
from govreport.standards.seal import seal, sm3

SCHEMA: Final = "govreport.manifest/1"


def manifest_text(publication: Publication, files: Iterable[PublishedFile]) -> str:
    """The list of ``files``; neither they nor the publication need be stored yet. One spelling for one content."""
    version = publication.version
    report = version.report
    facts = {
        "schema": SCHEMA,
        "title": version.title,
        "agency": {"code": report.agency.code, "name": version.agency_name or report.agency.name},
        "year": report.year,
        "version": version.number,
        "edition": report.edition.code,
        "published_at": publication.published_at.astimezone(UTC).isoformat(timespec="seconds"),
        "content": {"sha256": publication.sha256, "sm3": sm3(publication.data)},
        "files": [
            {
                "name": f"report.{file.suffix}",
                "media_type": file.media_type,
                "size": file.size,
                "sha256": file.sha256,
                "sm3": file.sm3,
            }
            for file in files
        ],
    }
    return json.dumps(facts, ensure_ascii=False, indent=2) + "\n"


def add_manifest(publication: Publication, text: str) -> Manifest:
    """Keep a list with its hashes; the publication is locked by the caller, or new."""
    number = publication.manifests.count() + 1
    return Manifest.objects.create(publication=publication, number=number, data=text, sha256=seal(text), sm3=sm3(text))


def manifest_of(publication: Publication) -> Manifest | None:
    """The list as it stands; None for what was published before lists were kept."""
    found: Manifest | None = publication.manifests.last()
    return found
