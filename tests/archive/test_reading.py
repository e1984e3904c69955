"""读取归档件: what a file is read as, whose it is, and what stays as printed."""

import io

import pytest
from django.conf import LazySettings
from PIL import Image

from govreport.agencies import services
from govreport.agencies.models import Agency, Kind, Level, User
from govreport.archive.judging import judge, judge_all
from govreport.archive.models import Item, ItemState
from govreport.archive.reading import keep, matched_agency, matched_year, read_item
from govreport.archive.request import start_batch
from govreport.documents.read import scan_bounded
from govreport.documents.read.result import Doubt, ReadResult
from govreport.reports.services import start_report
from tests.archive.conftest import Upload
from tests.archive.copies import NAME, files, of_2018, of_2020, of_2023, paper
from tests.builders import balanced
from tests.documents.read.foreign import in_html


def test_three_editions_are_read_each_by_its_year(upload: Upload, agency: Agency) -> None:
    judged = judge_all(list(upload().items.all()))
    assert [(item.item.year, item.result and item.result.document.edition) for item in judged] == [
        (2018, "e2014"),
        (2020, "e2019"),
        (2023, "e2021"),
    ]
    assert all(item.ready and item.item.agency == agency for item in judged)
    assert all(dict(item.counts).get("error") for item in judged)


def test_figures_stand_as_printed_with_their_errors(upload: Upload) -> None:
    old, middle, new = (item.reading for item in upload().items.all())
    assert old
    assert middle
    assert new
    for result, document in ((old, of_2018()), (middle, of_2020()), (new, of_2023())):
        assert result.document.figures == document.figures
    assert old.document.printed["t18.i3_trainees"] == "150人次"
    assert middle.document.printed["t2.procurement.amount"] == "4299 万元"


def test_a_blank_that_the_equations_determine_stays_blank_and_is_told(upload: Upload) -> None:
    document = balanced(name=NAME)
    cell = "t3.new_received.total"
    assert document.figures[cell] is not None
    blank = document.replace(figures=document.figures.replace({cell: None}))
    item = upload([("2023.html", in_html(paper(blank)))]).items.get()
    assert item.reading is not None
    assert item.reading.document.figures[cell] is None
    assert cell in item.reading.inferred
    assert any("1 格空白可以推算，归档照原样留空" in note for note in judge(item).notes)


def test_what_is_no_report_is_told_and_keeps_no_other_from_being_read(upload: Upload) -> None:
    bad, good = upload([("图.pdf", b"%PDF-1.4 nothing"), files()[0]]).items.all()
    assert (bad.state, good.state) == (ItemState.UNREADABLE, ItemState.READ)
    assert judge(bad).problems == (bad.note,)
    assert bad.note


def test_reading_again_changes_nothing(upload: Upload, drafter: User) -> None:
    batch = start_batch(files=[files()[1]], public=False, by=drafter)
    item = batch.items.get()
    first, second = read_item(item.pk), read_item(item.pk)
    assert first
    assert second
    keep(first)
    Item.objects.filter(pk=item.pk).update(year=2019)
    keep(second)
    assert Item.objects.get(pk=item.pk).year == 2019
    assert read_item(item.pk) is None


def test_the_original_is_kept_byte_for_byte_under_a_name_of_ours(upload: Upload) -> None:
    _name, data = files()[0]
    item = upload([("../../坏 名.docx", data)]).items.get()
    assert (item.name, item.size) == ("坏 名.docx", len(data))
    assert item.original.read() == data
    assert "坏" not in item.original.name


@pytest.mark.parametrize(
    ("title", "expected"), [("甲县林业局2018年报", "甲县林业局"), ("甲县2018年报", "甲县"), ("乙", None)]
)
def test_of_several_agencies_the_longest_name_told_counts(db: None, title: str, expected: str | None) -> None:
    agencies = [
        services.register(code=code, name=name, level=Level.COUNTY, kind=Kind.OTHER)
        for code, name in (("a", "甲县"), ("b", "甲县林业局"))
    ]
    document = balanced("e2014", name="").replace(title=title)
    found = matched_agency(document, "x.pdf", agencies)
    assert (found and found.name) == expected


def test_the_name_of_the_file_tells_the_year_where_the_file_does_not() -> None:
    unknown = balanced().replace(year=None)
    assert matched_year(unknown, "云溪2019年报.docx") == 2019
    assert matched_year(unknown, "2018-2019.docx") is None
    assert matched_year(unknown, "年报.docx") is None
    assert matched_year(unknown.replace(year=2009), "2019.docx") is None


def test_a_year_that_is_published_or_being_written_is_told(upload: Upload, agency: Agency, drafter: User) -> None:
    start_report(agency=agency, year=2023, by=drafter)
    item = upload([files()[2]]).items.get()
    assert judge(item).problems == (f"“{agency}”2023年度的报告正在编制，不能归档。",)


def test_two_files_of_one_year_are_told_at_both(upload: Upload) -> None:
    judged = judge_all(list(upload([files()[0], files()[0]]).items.all()))
    assert all("有两个文件是" in item.problems[0] for item in judged)


def test_the_tables_of_another_edition_are_told(upload: Upload) -> None:
    item = upload([files()[0]]).items.get()
    item.year = 2021
    assert any("2021年度应使用" in problem for problem in judge(item).problems)


def test_a_year_before_the_uniform_format_and_one_still_open_are_told(upload: Upload) -> None:
    item = upload([files()[0]]).items.get()
    item.year = 2013
    assert any("还没有全国统一的报告格式" in problem for problem in judge(item).problems)
    item.year = 2098
    assert any("公布期限（2099-01-31）还没有过" in problem for problem in judge(item).problems)


def test_personal_data_bars_an_item(upload: Upload) -> None:
    document = balanced(name=NAME)
    words = {**document.sections, "sec5": document.sections["sec5"] + "申请人身份证号11010519491231002X。"}
    item = upload([("2023.html", in_html(paper(document.replace(sections=words))))]).items.get()
    assert any("文中有 1 处个人信息" in problem for problem in judge(item).problems)


def test_a_scan_says_what_to_do_and_is_recognised_where_that_is_on(
    upload: Upload, settings: LazySettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = io.BytesIO()
    Image.new("L", (800, 1100), 255).save(target, "PDF")
    settings.OCR = False
    item = upload([("扫描.pdf", target.getvalue())]).items.get()
    assert item.state == ItemState.UNREADABLE
    assert "请用文字识别软件转成 Word" in item.note
    settings.OCR = True
    monkeypatch.setattr(scan_bounded, "recognises_scans", lambda: True)
    doubts = (Doubt("t2.rules.issued", "识别自扫描件，请逐格核对。"),)
    monkeypatch.setattr(scan_bounded, "read_scan_bounded", lambda _data, **_known: ReadResult(of_2023(), doubts))
    item = upload([("扫描.pdf", target.getvalue())]).items.get()
    assert (item.state, item.year) == (ItemState.READ, 2023)
    assert item.confirming is not None
    assert [own.messages for own in item.confirming.items] == [(doubt.message,) for doubt in doubts]
