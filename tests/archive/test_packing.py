"""拆包: archives come from outside; whatever they hold costs a sentence at most."""

import io
import struct
import zipfile

import pytest

from govreport.archive import packing
from govreport.archive.packing import unpacked
from govreport.reports.errors import Refused
from tests.archive.copies import files, zipped


def test_files_and_archives_of_files_come_out_in_order_by_their_bare_names() -> None:
    one, two, three = files()
    found = unpacked([one, ("历年.zip", zipped([two, ("夹/子/" + three[0], three[1])]))])
    assert found == [one, two, three]


def test_word_and_excel_files_are_files_though_they_are_zip_archives() -> None:
    word = files()[0]
    assert unpacked([word]) == [word]
    # Members of a stored archive stand in it as they are, the directory of a Word file among them.
    assert unpacked([("a.zip", zipped([word]))]) == [word]


def test_names_from_chinese_windows_are_read_as_such() -> None:
    data = zipped([("xxxxxxxx.txt", b"1")]).replace(b"xxxxxxxx.txt", "二〇一八".encode("gb18030") + b".txt")
    assert unpacked([("a.zip", data)]) == [("二〇一八.txt", b"1")]


@pytest.mark.parametrize("name", ["../../etc/passwd", "/etc/passwd", "..\\..\\passwd", "a/../../passwd"])
def test_a_path_in_an_archive_leads_nowhere(name: str) -> None:
    assert unpacked([("a.zip", zipped([(name, b"x")]))]) == [("passwd", b"x")]


def test_shadows_and_hidden_files_are_left_out() -> None:
    members = [("__MACOSX/._2018.pdf", b"x"), (".DS_Store", b"x"), ("夹/Thumbs.db", b"x"), ("2018.txt", b"y")]
    assert unpacked([("a.zip", zipped(members))]) == [("2018.txt", b"y")]


def test_an_archive_without_files_a_broken_one_and_a_locked_one_are_told() -> None:
    with pytest.raises(Refused, match=r"“a.zip”中没有文件"):
        unpacked([("a.zip", zipped([]))])
    with pytest.raises(Refused, match=r"“a.zip”已损坏"):
        unpacked([("a.zip", zipped([("1.txt", b"x")])[:40])])
    locked = bytearray(zipped([("1.txt", b"x")]))
    place = locked.index(b"PK\x01\x02") + 8
    locked[place : place + 2] = struct.pack("<H", 1)
    with pytest.raises(Refused, match=r"“a.zip”有密码"):
        unpacked([("a.zip", bytes(locked))])


def test_what_grows_beyond_all_measure_is_not_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("大.txt", b"0" * (packing.LARGEST + 1))
    with pytest.raises(Refused, match=r"“a.zip”中有超过 10.0.MB 的文件"):
        unpacked([("a.zip", target.getvalue())])
    monkeypatch.setattr(packing, "LARGEST_ALL", 3)
    with pytest.raises(Refused, match="展开后过大"):
        unpacked([("a.zip", zipped([("1.txt", b"xx"), ("2.txt", b"xx")]))])
    with pytest.raises(Refused, match="文件合计超过"):
        unpacked([("1.txt", b"xx"), ("2.txt", b"xx")])


def test_an_archive_that_lies_about_a_size_is_not_believed() -> None:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("大.txt", b"0" * (packing.LARGEST + 1))
    data = target.getvalue().replace(struct.pack("<I", packing.LARGEST + 1), struct.pack("<I", 5))
    with pytest.raises(Refused):
        unpacked([("a.zip", data)])


def test_too_many_files_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packing, "MOST_FILES", 2)
    members = [(f"{number}.txt", b"x") for number in range(3)]
    with pytest.raises(Refused, match="一次最多归档 2 个文件"):
        unpacked(members)
    with pytest.raises(Refused, match="中的文件超过 2 个"):
        unpacked([("a.zip", zipped(members))])
