"""文件大小: how large the files of a publication are that are made when somebody asks for them."""

import logging
from collections.abc import Callable, Mapping
from typing import Final

from govreport.documents.services import render_docx, render_txt, render_xlsx
from govreport.publishing.models import Publication
from govreport.publishing.series import document

logger = logging.getLogger(__name__)

_FILES: Final[Mapping[str, Callable[[Publication], bytes]]] = {
    "docx": lambda publication: render_docx(document(publication), published_at=publication.published_at),
    "xlsx": lambda publication: render_xlsx(document(publication)),
    "txt": lambda publication: render_txt(document(publication)),
}


def file_sizes(publication: Publication) -> Mapping[str, int]:
    """Bytes by suffix; measured once and kept. A file that cannot be made has no size."""
    if not publication.sizes:
        publication.sizes = {suffix: size for suffix in _FILES if (size := _measured(publication, suffix))}
        Publication.objects.filter(pk=publication.pk).update(sizes=publication.sizes)
    return dict(publication.sizes)


def _measured(publication: Publication, suffix: str) -> int:
    try:
        return len(_FILES[suffix](publication))
    except Exception:  # whatever it is, the page is shown
        logger.exception("the %s of publication %s cannot be made", suffix, publication.pk)
        return 0
