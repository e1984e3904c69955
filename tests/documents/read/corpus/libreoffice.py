"""PDF files that LibreOffice made of Word files with our table three, kept in ``tests/data/libreoffice``.

``python -m tests.documents.read.corpus.libreoffice`` makes them anew (needs ``soffice``). Its figures run over two
lines where a column is too narrow, its labels begin beside their figures and go on below, its pages break within rows.
The outlines of the Chinese letters, nine tenths of each file, are taken out: what is read are codes and places.
"""

import io
import os
import subprocess
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Final

import django
import docx
import pikepdf
from docx.enum.section import WD_ORIENT
from docx.shared import Pt

from tests.documents.read.corpus.reports import Case
from tests.documents.read.corpus.sources import native_word, report_parts
from tests.documents.read.foreign import Part, in_docx

FOLDER: Final = Path(__file__).parents[3] / "data" / "libreoffice"
FILES: Final[Mapping[str, Case]] = {
    "bordered": Case("e2021", 70, balanced=True, blanks=0.0),
    "without rules": Case("e2019", 71, balanced=False, blanks=0.05),
    "landscape": Case("e2021", 60, balanced=True, blanks=0.0),
    "narrow": Case("e2021", 74, balanced=True, blanks=0.05),
}


def libreoffice_pdf(name: str) -> bytes:
    """One of them."""
    return (FOLDER / f"{name.replace(' ', '-')}.pdf").read_bytes()


def _parts(case: Case) -> list[Part]:
    """The report with table three alone, so that few letters are embedded."""
    return [part for part in report_parts(case) if isinstance(part, str) or len(part) > 20]


def _word(name: str, case: Case) -> bytes:
    report = _parts(case)
    word = docx.Document(io.BytesIO(in_docx(report) if name == "narrow" else native_word(report)))
    word.styles["Normal"].font.size = Pt(10.5 if name == "landscape" else 9)
    if name == "without rules":
        for table in word.tables:
            table.style = "Normal Table"
    if name == "landscape":
        section = word.sections[0]
        section.orientation = WD_ORIENT.LANDSCAPE
        section.page_width, section.page_height = section.page_height, section.page_width
    target = io.BytesIO()
    word.save(target)
    return target.getvalue()


def _without_outlines(path: Path) -> None:
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        for found in pdf.objects:
            if isinstance(found, pikepdf.Dictionary) and "/FontFile" in found:
                del found["/FontFile"]
        pdf.remove_unreferenced_resources()
        pdf.save(path, object_stream_mode=pikepdf.ObjectStreamMode.generate, compress_streams=True)


def main() -> None:
    """Write them all."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        for name, case in FILES.items():
            source = Path(folder) / f"{name.replace(' ', '-')}.docx"
            source.write_bytes(_word(name, case))
            profile = f"-env:UserInstallation=file://{folder}/profile"
            into = ["--convert-to", "pdf", "--outdir", str(FOLDER)]
            subprocess.run(["soffice", profile, "--headless", *into, str(source)], check=True)
            _without_outlines(FOLDER / f"{source.stem}.pdf")


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    django.setup()
    main()
