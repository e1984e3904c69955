"""Builds the document fonts (公文字体): 仿宋, 黑体, 楷体, 宋体 from Fandol, once per machine.

Run as ``python -m govreport.documents.fonts.build SOURCE TARGET``: SOURCE holds Fandol's .otf files (Debian's
texlive-lang-chinese), TARGET receives TrueType files of our own family names and a private fonts.conf.
The converted files stay under Fandol's licence (GPL-3 with the font exception): documents made with them are free.
"""

import contextlib
import ctypes
import multiprocessing
import os
import shutil
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

from .config import write_config
from .outlines import to_truetype, wanted


@dataclass(frozen=True)
class Face:
    """One font file (字体): where it comes from and what it is called here."""

    source: str
    family: str
    weight: int
    # The Latin letters and digits of 仿宋 and 楷体 are heavy and wide: those of 宋体 take their place in a document.
    latin: bool = True

    @property
    def style(self) -> str:
        return "Bold" if self.weight >= 700 else "Regular"

    @property
    def postscript_name(self) -> str:
        return f"{self.family.replace(' ', '')}-{self.style}"


# The slowest first, so that two processes finish at about the same time. Fandol says 400 for its bold
# files too; fontconfig could then not tell them from the regular ones, hence a weight of our own.
FACES = (
    Face("FandolFang-Regular.otf", "GBR Fang", 400, latin=False),
    Face("FandolKai-Regular.otf", "GBR Kai", 400, latin=False),
    Face("FandolSong-Bold.otf", "GBR Song", 700),
    Face("FandolSong-Regular.otf", "GBR Song", 400),
    Face("FandolHei-Regular.otf", "GBR Hei", 400),
)


def build(source: Path, target: Path, processes: int = 2) -> None:
    """Write every face and ``fonts.conf`` into ``target``; readers see all files or none.

    Raises FileNotFoundError when ``source`` lacks one of Fandol's files.
    """
    for face in FACES:
        if not (source / face.source).is_file():
            raise FileNotFoundError(source / face.source)
    unfinished = target.with_name(f"{target.name}.part")
    shutil.rmtree(unfinished, ignore_errors=True)
    unfinished.mkdir(parents=True)
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(processes, mp_context=context) as pool:
        for result in [pool.submit(build_face, face, source, unfinished) for face in FACES]:
            print(f"  {result.result()}", flush=True)
    write_config(unfinished, final=target)
    shutil.rmtree(target, ignore_errors=True)
    unfinished.rename(target)
    _warm_cache(target / "fonts.conf")


def build_face(face: Face, source: Path, target: Path) -> str:
    """Convert one face and save it below ``target``; returns a line that says what was done."""
    started = time.monotonic()
    # The file's own dates stay, so that the same source gives the same bytes, here and inside every PDF.
    font = TTFont(source / face.source, lazy=True, recalcTimestamp=False)
    keep = {
        code: name
        for code, name in font.getBestCmap().items()
        if wanted(code) and (face.latin or not 0x20 < code < 0x7F)
    }
    to_truetype(font, frozenset(keep.values()) | {".notdef"})
    _rename(font, face)
    _reduce(font, keep)
    path = target / f"{face.postscript_name}.ttf"
    font.save(path)
    return f"{path.name}: {len(keep)} characters, {time.monotonic() - started:.1f} s"


def _warm_cache(config: Path) -> None:
    """Let fontconfig scan the fonts now, so that the first document does not wait for it."""
    os.environ["FONTCONFIG_FILE"] = str(config)
    with contextlib.suppress(OSError):
        ctypes.CDLL("libfontconfig.so.1").FcInit()


def _rename(font: TTFont, face: Face) -> None:
    font["OS/2"].usWeightClass = face.weight
    # fsSelection and macStyle must agree with the weight, or fontconfig believes the wrong one.
    bold = face.weight >= 700
    font["OS/2"].fsSelection = 0x20 if bold else 0x40
    font["head"].macStyle = 1 if bold else 0
    names = font["name"]
    names.names = [record for record in names.names if record.nameID in (0, 5, 13, 14)]
    wording = {
        1: face.family,
        2: face.style,
        3: f"{face.postscript_name} after {face.source}",
        4: f"{face.family} {face.style}",
        6: face.postscript_name,
    }
    for identifier, text in wording.items():
        names.setName(text, identifier, 3, 1, 0x409)


def _reduce(font: TTFont, keep: dict[int, str]) -> None:
    options = subset.Options(hinting=False, layout_features=["halt", "kern"], name_IDs=["*"], notdef_outline=True)
    reducer = subset.Subsetter(options)
    reducer.populate(unicodes=keep)
    reducer.subset(font)


if __name__ == "__main__":
    build(Path(sys.argv[1]), Path(sys.argv[2]))
