"""年报数据表（Excel）: the tables as a workbook, the filling template, and what comes back from both."""

import io
from decimal import Decimal
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import openpyxl
import pytest

from govreport.documents.services import filling_template, read_report, render_xlsx
from govreport.standards import edition
from govreport.standards.document import AgencyName, Document, DocumentError
from govreport.standards.figures import Figures
from tests.builders import balanced, wrong_totals


def book(data: bytes) -> Any:
    return openpyxl.load_workbook(io.BytesIO(data))


def cell(workbook: Any, address: str) -> Any:
    """The cell that a defined name means."""
    sheet, place = next(workbook.defined_names[f"govreport.{address}"].destinations)
    return workbook[sheet][place.replace("$", "")]


def saved(workbook: Any) -> bytes:
    target = io.BytesIO()
    workbook.save(target)
    return target.getvalue()


def back(data: bytes) -> Document:
    return read_report("a.xlsx", data).document


def blank(code: str = "e2021", year: int = 2023) -> Document:
    own = edition(code)
    name = "云溪县林业和草原局"
    return Document(
        edition=code,
        year=year,
        agency=AgencyName(name=name),
        title=own.title_for(name, year),
        figures=Figures.blank(own),
    )


@pytest.mark.parametrize("code", ["e2014", "e2019", "e2021"])
def test_every_cell_of_the_standard_is_found_by_its_name(code: str) -> None:
    document = balanced(code)
    workbook = book(render_xlsx(document))
    for address, official in document.format.figure_cells.items():
        value = cell(workbook, address).value
        number = document.figures.get(address)
        assert value == (number if official.numeric else document.printed.get(address))


def test_the_sheets_are_the_tables_of_the_form_and_the_data_is_out_of_sight() -> None:
    workbook = book(render_xlsx(balanced()))
    assert workbook.sheetnames == ["封面", "表二", "表三", "表四", "文字", "数据"]
    assert workbook["数据"].sheet_state == "veryHidden"
    assert workbook["表三"].freeze_panes == "A6"


def test_the_same_report_gives_the_same_bytes() -> None:
    assert render_xlsx(balanced()) == render_xlsx(balanced())


def test_what_is_printed_with_a_unit_stays_text_and_wrong_totals_stay_wrong() -> None:
    data = render_xlsx(wrong_totals())
    assert cell(book(data), "t2.procurement.amount").value == "4299 万元"
    assert back(data).to_json() == wrong_totals().to_json()


@pytest.mark.parametrize("number", ["136.1206", "0.000001", "123456789012.5", "123456789012.123456", "1e3"])
def test_amounts_come_back_exactly(number: str) -> None:
    document = balanced()
    document = document.replace(figures=document.figures.replace({"t2.admin_fees.amount_wan": Decimal(number)}))
    assert back(render_xlsx(document)).to_json() == document.to_json()
    assert back(saved(book(render_xlsx(document)))).to_json() == document.to_json()


def test_a_figure_that_somebody_changed_is_read_as_typed() -> None:
    workbook = book(render_xlsx(balanced()))
    cell(workbook, "t3.new_received.natural_person").value = 5
    cell(workbook, "t2.rules.issued").value = "３件"
    found = back(saved(workbook))
    assert found.figures["t3.new_received.natural_person"] == 5
    assert found.figures["t3.new_received.total"] == 2  # declared, and wrong now: the check says so
    assert (found.figures["t2.rules.issued"], found.printed["t2.rules.issued"]) == (3, "３件")


def test_a_text_that_somebody_changed_is_read_and_the_others_stay() -> None:
    workbook = book(render_xlsx(balanced()))
    sheet = workbook["文字"]
    row = next(row for row in range(1, sheet.max_row + 1) if sheet.cell(row, 1).value == "sec5")
    sheet.cell(row, 3).value = "=改过的文字"
    sheet.cell(row, 3).data_type = "s"
    found = back(saved(workbook)).sections
    assert found["sec5"].split("\n")[0] == "=改过的文字"
    assert found["sec1"] == balanced().sections["sec1"]


def test_a_long_paragraph_is_kept_whole() -> None:
    text = "公开" * 40_000 + "\n\n　第二段 "
    document = balanced().replace(sections={**balanced().sections, "sec1": text})
    assert back(render_xlsx(document)).sections["sec1"] == text
    assert back(saved(book(render_xlsx(document)))).sections["sec1"] == text


def test_the_template_adds_up_by_itself_and_locks_what_is_not_to_be_typed() -> None:
    workbook = book(filling_template(blank()))
    total = cell(workbook, "t3.new_received.total")
    assert total.value.startswith("=SUM(")
    assert total.protection.locked
    assert not cell(workbook, "t3.new_received.natural_person").protection.locked
    assert workbook["表三"].protection.sheet
    assert len(workbook["表三"].data_validations.dataValidation) > 0


def test_a_filled_template_is_read_with_its_totals() -> None:
    workbook = book(filling_template(blank()))
    for address, official in edition("e2021").figure_cells.items():
        if not official.derived:
            cell(workbook, address).value = 0
    cell(workbook, "t3.new_received.natural_person").value = 2
    cell(workbook, "t3.disclosed_full.natural_person").value = 2
    cell(workbook, "fee.notice_count").value = 1
    found = back(saved(workbook))
    assert found.figures["t3.new_received.total"] == 2
    assert found.figures["t3.total_processed.total"] == 2
    assert found.fee["notice_count"] == 1
    assert (found.year, found.agency.name) == (2023, "云溪县林业和草原局")


def test_an_untouched_template_is_a_blank_report() -> None:
    found = back(filling_template(blank()))
    assert all(value is None for value in found.figures.values())


def test_an_empty_workbook_of_somebody_else_is_declined_with_a_sentence() -> None:
    with pytest.raises(DocumentError, match="文件是空的"):
        back(saved(openpyxl.Workbook()))


@pytest.mark.parametrize("name", ["xl/workbook.xml", "xl/worksheets/sheet2.xml", "xl/sharedStrings.xml"])
def test_a_damaged_workbook_is_declined_with_a_sentence(name: str) -> None:
    with pytest.raises(DocumentError, match=r"已损坏|不是本系统生成的"):
        back(replaced(render_xlsx(balanced()), name, b"<broken"))


@pytest.mark.parametrize(
    "xml",
    [
        b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">'
        b'<!ENTITY c "&b;&b;&b;&b;">]><x>&c;</x>',
        b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><sst xmlns="http://schemas.openxmlformats.org/'
        b'spreadsheetml/2006/main"><si><t>&a;</t></si></sst>',
        b"<a>" * 100_000,
    ],
)
def test_entities_and_endless_nesting_do_no_harm(xml: bytes) -> None:
    with pytest.raises(DocumentError):
        back(replaced(render_xlsx(balanced()), "xl/sharedStrings.xml", xml))


def test_a_packed_bomb_is_declined_before_it_is_unpacked() -> None:
    with pytest.raises(DocumentError, match="展开后过大"):
        back(replaced(render_xlsx(balanced()), "xl/worksheets/sheet2.xml", b" " * (30 * 1024 * 1024)))


def replaced(data: bytes, name: str, content: bytes) -> bytes:
    """The archive with one member of other content."""
    target = io.BytesIO()
    with ZipFile(io.BytesIO(data)) as source, ZipFile(target, "w", ZIP_DEFLATED) as archive:
        for item in source.infolist():
            archive.writestr(item.filename, content if item.filename == name else source.read(item))
    return target.getvalue()
