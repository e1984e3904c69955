"""文件包: an office file is a ZIP archive; written again without the clock, the same content gives the same bytes."""

import io
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

# The earliest date a ZIP archive can state.
NO_DATE = (1980, 1, 1, 0, 0, 0)


def settled(data: bytes) -> bytes:
    """The archive with its members in the same order, none of them dated.

    The libraries that write DOCX and XLSX stamp the members with the time of writing.
    """
    target = io.BytesIO()
    with ZipFile(io.BytesIO(data)) as source, ZipFile(target, "w", ZIP_DEFLATED, compresslevel=6) as archive:
        for member in source.infolist():
            undated = ZipInfo(member.filename, NO_DATE)
            undated.compress_type = ZIP_DEFLATED
            undated.external_attr = 0o600 << 16
            archive.writestr(undated, source.read(member))
    return target.getvalue()
