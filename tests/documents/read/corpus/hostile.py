"""PDF files made to harm whoever opens them, and files that only look so."""

import io
import zlib
from collections.abc import Callable, Mapping
from functools import cache

import pikepdf

from govreport.standards import edition
from tests.documents.read.corpus.reports import Case
from tests.documents.read.foreign import in_pdf, parts

CASE = Case("e2021", 1, balanced=True, blanks=0.0)
MEBIBYTE = 1024 * 1024


@cache
def report_pdf() -> bytes:
    """A good report of another maker."""
    return in_pdf(parts(edition(CASE.code), CASE.figures()))


def saved(pdf: pikepdf.Pdf, **how: object) -> bytes:
    """The bytes of a PDF."""
    target = io.BytesIO()
    pdf.save(target, **how)
    return target.getvalue()


def changed(change: Callable[[pikepdf.Pdf], None], **how: object) -> bytes:
    """The good report with something done to it."""
    with pikepdf.open(io.BytesIO(report_pdf())) as pdf:
        change(pdf)
        return saved(pdf, **how)


def many_pages(count: int) -> bytes:
    """The good report and blank pages behind it, so many in all."""

    def lengthen(pdf: pikepdf.Pdf) -> None:
        while len(pdf.pages) < count:
            pdf.add_blank_page()

    return changed(lengthen)


def raw(objects: Mapping[int, bytes], root: int = 1) -> bytes:
    """A PDF written object by object."""
    body, places = b"%PDF-1.7\n", {}
    for number, content in objects.items():
        places[number] = len(body)
        body += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    last = max(objects)
    table = b"".join(
        b"%010d 00000 n \n" % places[number] if number in places else b"0000000000 65535 f \n"
        for number in range(1, last + 1)
    )
    return (
        body
        + b"xref\n0 %d\n0000000000 65535 f \n" % (last + 1)
        + table
        + b"trailer\n<</Size %d/Root %d 0 R>>\nstartxref\n%d\n%%%%EOF" % (last + 1, root, len(body))
    )


def stream(content: bytes, names: bytes = b"") -> bytes:
    """A stream object."""
    return b"<</Length %d%s>>\nstream\n%s\nendstream" % (len(content), names, content)


def deep_pages(depth: int = 20_000) -> bytes:
    """A tree of pages in which every branch has one branch."""
    objects = {1: b"<</Type/Catalog/Pages 2 0 R>>"}
    for number in range(2, depth):
        parent = b"/Parent %d 0 R" % (number - 1) if number > 2 else b""
        objects[number] = b"<</Type/Pages/Count 1%s/Kids[%d 0 R]>>" % (parent, number + 1)
    objects[depth] = b"<</Type/Page/Parent %d 0 R/MediaBox[0 0 595 842]>>" % (depth - 1)
    return raw(objects)


def deep_array(depth: int = 500_000) -> bytes:
    """Arrays in arrays."""
    return raw(
        {
            1: b"<</Type/Catalog/Pages 2 0 R/X " + b"[" * depth + b"]" * depth + b">>",
            2: b"<</Type/Pages/Count 1/Kids[3 0 R]>>",
            3: b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>",
        }
    )


def page_of(content: bytes, names: bytes = b"", more: Mapping[int, bytes] | None = None) -> bytes:
    """One page with a content of its own."""
    return raw(
        {
            1: b"<</Type/Catalog/Pages 2 0 R>>",
            2: b"<</Type/Pages/Count 1/Kids[3 0 R]>>",
            3: b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R"
            b"/Resources<</Font<</F 5 0 R>>%s>>>>" % (b"/XObject<</X 6 0 R>>" if more and 6 in more else b""),
            4: stream(content, names),
            5: b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
            **(more or {}),
        }
    )


def drawing_itself() -> bytes:
    """A drawing in which it is drawn twice."""
    names = b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 6 0 R>>>>"
    return page_of(b"/X Do", more={6: stream(b"/X Do /X Do", names)})


def object_stream_bomb() -> bytes:
    """Objects that are packed in a stream of a hundred megabytes."""
    packed = zlib.compress(b"7 0 " + b" " * (100 * MEBIBYTE), 9)
    return page_of(b"", more={8: stream(packed, b"/Type/ObjStm/N 1/First 4/Filter/FlateDecode")})


def packed_twice() -> bytes:
    """A content stream that is small once unpacked and without end twice unpacked."""
    packed = zlib.compress(zlib.compress(bytes(300 * MEBIBYTE), 9), 9)
    return page_of(packed, b"/Filter[/FlateDecode/FlateDecode]")


def large(size: int) -> bytes:
    """The good report with a picture that makes it so large."""

    def enlarge(pdf: pikepdf.Pdf) -> None:
        noise = bytes(bytearray(index * 7919 % 251 for index in range(65_536))) * (size // 65_536)
        picture = pdf.make_stream(noise)
        picture.Type, picture.Subtype = pikepdf.Name("/XObject"), pikepdf.Name("/Image")
        picture.Width, picture.Height, picture.BitsPerComponent = 256, len(noise) // 256, 8
        picture.ColorSpace = pikepdf.Name("/DeviceGray")
        pdf.pages[0].Resources.XObject = pikepdf.Dictionary(Big=picture)

    return changed(enlarge, compress_streams=False)


def with_program(pdf: pikepdf.Pdf) -> None:
    """A program that runs when the file is opened."""
    pdf.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name("/JavaScript"), JS=pikepdf.String("app.alert(1)"))


def with_file(pdf: pikepdf.Pdf) -> None:
    """A file enclosed."""
    pdf.attachments["setup.exe"] = pikepdf.AttachedFileSpec(pdf, b"MZ" * 1000)


def locked() -> bytes:
    """The good report behind a password."""
    return changed(lambda pdf: None, encryption=pikepdf.Encryption(owner="a", user="b"))


HOSTILE: Mapping[str, Callable[[], bytes]] = {
    "a thousand pages": lambda: many_pages(1_000),
    "pages in a tree without end": deep_pages,
    "arrays within arrays": deep_array,
    "a password": locked,
    "a packed stream of objects": object_stream_bomb,
    "a stream packed twice": packed_twice,
    "a stream packed in another way": lambda: page_of(b"\x80\x0b\x60\x50" * MEBIBYTE, b"/Filter/LZWDecode"),
    "too many lines on a page": lambda: page_of(b"0 0 m 9 9 l S\n" * 50_000),
    "too many letters on a page": lambda: page_of(b"BT /F 9 Tf " + b"(abcdefghij) Tj " * 30_000 + b"ET"),
    "a drawing that draws itself": drawing_itself,
    "a file cut off": lambda: report_pdf()[:3_000],
    "a scan": lambda: page_of(b"0 0 500 700 re f"),
    "more than thirty megabytes": lambda: large(31 * MEBIBYTE),
}
"""Each is refused with a sentence."""


@cache
def hostile(name: str) -> bytes:
    """One of them, made once."""
    return HOSTILE[name]()
