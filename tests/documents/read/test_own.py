"""What this system wrote is read back as it is, wherever it is carried."""

import io
import json

import pikepdf
import pytest

from govreport.documents.read import read
from govreport.standards.document import Document, DocumentError
from tests.documents.read.reports import document


def carried(data: object) -> bytes:
    return json.dumps(data, ensure_ascii=False).encode()


def in_pdf(data: bytes, name: str = "report.json") -> bytes:
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.attachments[name] = pikepdf.AttachedFileSpec(pdf, data)
        target = io.BytesIO()
        pdf.save(target)
    return target.getvalue()


def in_html(data: bytes) -> bytes:
    script = data.decode().replace("</", "<\\/")
    return (
        f'<!DOCTYPE html><html><body><p>报告</p><script id="govreport" type="application/json">{script}</script>'
    ).encode()


@pytest.fixture(params=["e2014", "e2019", "e2021"])
def report(request: pytest.FixtureRequest) -> Document:
    return document(request.param, {"e2014": 2018, "e2019": 2020, "e2021": 2023}[request.param])


@pytest.mark.parametrize("carrier", [bytes, in_pdf, in_html])
def test_a_report_comes_back_unchanged_and_without_doubts(report: Document, carrier: type) -> None:
    report = report.replace(sections={**report.sections, "closing": "</script><b>&lt;"})
    result = read(carrier(carried(report.to_json())))
    assert result.document == report
    assert (result.doubts, result.findings, result.inferred) == ((), (), ())


def test_a_blank_cell_of_our_own_is_never_solved() -> None:
    data = document().to_json()
    data["figures"]["t4.review.total"] = None
    result = read(carried(data))
    assert result.document.figures["t4.review.total"] is None
    assert result.inferred == ()


def test_what_the_caller_knows_wins_and_is_told() -> None:
    result = read(carried(document().to_json()), year=2024, agency="某市某某局")
    assert (result.document.year, result.document.agency.name) == (2024, "某市某某局")
    assert [doubt.place for doubt in result.doubts] == ["year", "agency"]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"figures": {"t3.nonsense.total": "1"}}, "t3.nonsense.total"),
        ({"figures": {"t3.new_received.total": "1e3"}}, "t3.new_received.total"),
        ({"figures": {"t3.new_received.total": "很多"}}, "t3.new_received.total"),
        ({"surprise": 1}, "surprise"),
        ({"edition": "e1999"}, "e1999"),
        ({"schema": "other/1"}, "schema"),
    ],
)
def test_data_that_is_not_of_the_edition_is_refused_by_name(change: dict[str, object], words: str) -> None:
    with pytest.raises(DocumentError, match=words):
        read(carried(document().to_json() | change))


@pytest.mark.parametrize(
    "data",
    [
        b'{"schema": "govreport.report/1", "schema": "govreport.report/1"}',
        b'{"a":' * 100_000,
        b'{"year": ' + b"9" * 10_000 + b"}",
        b'{"schema": "govreport.report/1", "figures": []}',
    ],
)
def test_malformed_data_is_refused_with_a_sentence(data: bytes) -> None:
    with pytest.raises(DocumentError, match="数据文件"):
        read(data)


def test_a_pdf_without_text_is_refused_with_advice() -> None:
    with pytest.raises(DocumentError, match="扫描件"):
        read(in_pdf(b"{}", name="other.json"))


def test_a_pdf_with_a_broken_data_file_is_refused() -> None:
    with pytest.raises(DocumentError, match="已损坏"):
        read(in_pdf(b"\xff\xfe\xfd"))


def test_a_pdf_with_a_password_is_refused() -> None:
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        target = io.BytesIO()
        pdf.save(target, encryption=pikepdf.Encryption(owner="a", user="b"))
    with pytest.raises(DocumentError, match="密码"):
        read(target.getvalue())


def test_unpaired_surrogates_are_taken_out_so_that_the_report_can_be_written_down() -> None:
    damaged = document().to_json() | {
        "title": "甲\ud800乙局2023年政府信息公开工作年度报告",
        "sections": {"sec1": "丙\udfff丁"},
    }
    found = read(json.dumps(damaged).encode()).document
    assert found.title == "甲乙局2023年政府信息公开工作年度报告"
    assert found.sections["sec1"] == "丙丁"


@pytest.mark.parametrize(
    "change",
    [
        {"figures": {"\ud800": "1"}},
        {"figures": {"x" * 100_000: "1"}},
        {"edition": "x" * 100_000},
        {"sections": {"\udfff": ""}},
        {"agency": {"level": ["\ud800"]}},
        {"surprise\ud800": 1},
    ],
)
def test_a_refusal_quotes_what_was_wrong_in_one_short_printable_line(change: dict[str, object]) -> None:
    with pytest.raises(DocumentError) as refused:
        read(json.dumps(document().to_json() | change).encode())
    sentence = str(refused.value)
    assert len(sentence.encode()) < 600
    assert "\n" not in sentence


@pytest.mark.parametrize(
    ("change", "limit"),
    [
        ({"title": "题" * 201}, 200),
        ({"agency": {"name": "局" * 201}}, 200),
        ({"printed": {"t3.new_received.total": "x" * 2_001}}, 2_000),
        ({"sections": {"sec1": "字" * 200_001}}, 200_000),
    ],
)
def test_texts_too_long_to_be_set_are_refused(change: dict[str, object], limit: int) -> None:
    with pytest.raises(DocumentError, match=f"不超过 {limit} 字"):
        read(carried(document().to_json() | change))
