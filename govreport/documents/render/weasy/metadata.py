"""元数据: XMP whose names are explained where they are used.

XMP readers such as Apache's xmpbox see the namespaces of the element that uses them, not of the one around; strict
checkers of PDF/A-1 built on them then refuse a file that says nothing wrong.
"""

import re
from typing import Any, Final

from weasyprint.pdf.metadata import DocumentMetadata

_generate: Final = DocumentMetadata.generate_rdf_metadata
_ROOT = re.compile(rb"<rdf:RDF\b[^>]*>")
_DECLARED = re.compile(rb'\sxmlns:(?!rdf=)(\w+)="[^"]*"')
_DESCRIPTION = re.compile(rb"<rdf:Description\b.*?(?:/>|</rdf:Description>)", re.DOTALL)


def namespaces_where_used(metadata: Any, variant: str, version: Any, conformance: Any) -> bytes:
    """WeasyPrint's RDF with each namespace declared on every description that uses it."""
    written: bytes = _generate(metadata, variant, version, conformance)
    root = _ROOT.search(written)
    if root is None:
        return written
    declared = {match[1]: match[0] for match in _DECLARED.finditer(root[0])}

    def declare(match: re.Match[bytes]) -> bytes:
        used = [text for prefix, text in declared.items() if re.search(rb"[<\s]%s:" % prefix, match[0])]
        return match[0].replace(b"<rdf:Description", b"<rdf:Description" + b"".join(used), 1)

    head = written[: root.start()] + _DECLARED.sub(b"", root[0])
    return head + _DESCRIPTION.sub(declare, written[root.end() :])
