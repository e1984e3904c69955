"""真剪贴板: tables as WPS, Excel, LibreOffice and web pages put them on the clipboard, pasted with Ctrl+V."""

import pytest
from playwright.sync_api import Page, expect

from govreport.reports.figures import document_of
from govreport.reports.models import Version
from tests.journey.conftest import Open
from tests.journey.people import ready, saved

# What was selected in the other window: the heads, merged, and three rows of table three, one number full-width.
PLAIN = (
    "\t\t\t申请人情况\t\t\t\t\t\t\r\n"
    "\t\t\t自然人\t商业企业\t科研机构\t社会公益组织\t法律服务机构\t其他\t总计\r\n"
    "一、本年新收政府信息公开申请数量\t\t\t１２\t3\t0\t0\t0\t0\t15\r\n"
    "二、上年结转政府信息公开申请数量\t\t\t1\t0\t0\t0\t0\t0\t1\r\n"
    "三、本年度办理结果\t（一）予以公开\t\t10\t3\t0\t0\t0\t0\t13\r\n"
)
WANTED = {
    "t3.new_received.natural_person": 12,
    "t3.new_received.commercial": 3,
    "t3.new_received.total": 15,
    "t3.carried_in.natural_person": 1,
    "t3.carried_in.total": 1,
    "t3.disclosed_full.natural_person": 10,
    "t3.disclosed_full.other_org": 0,
    "t3.disclosed_full.total": 13,
}
NUMBERS = (
    ("１２", "3", "0", "0", "0", "0", "15"),
    ("1", "0", "0", "0", "0", "0", "1"),
    ("10", "3", "0", "0", "0", "0", "13"),
)
WHO = ("自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计")


def table(cell: str, head: str, end: str = "") -> str:
    """The rows of the selection, each cell written as ``cell`` and each merged one as ``head`` have it."""
    first = [
        head.format(rows=1, columns=3, text="一、本年新收政府信息公开申请数量"),
        head.format(rows=1, columns=3, text="二、上年结转政府信息公开申请数量"),
        head.format(rows=1, columns=1, text="三、本年度办理结果")
        + head.format(rows=1, columns=2, text="（一）予以公开"),
    ]
    rows = [
        head.format(rows=2, columns=3, text="") + head.format(rows=1, columns=7, text="申请人情况"),
        "".join(cell.format(text=text) for text in WHO),
        *(name + "".join(cell.format(text=text) for text in row) for name, row in zip(first, NUMBERS, strict=True)),
    ]
    return "".join(f"<tr height=19 style='height:14.25pt'>{row}</tr>\r\n" for row in rows) + end


OFFICE = (
    '<html xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
    ' xmlns:x="urn:schemas-microsoft-com:office:excel" xmlns="http://www.w3.org/TR/REC-html40">\r\n<head>'
    '<meta http-equiv="Content-Type" content="text/html; charset=utf-8"><meta name="ProgId" content="Excel.Sheet">'
    '<meta name="Generator" content="{generator}"><!--[if gte mso 9]><xml><x:ExcelWorkbook></x:ExcelWorkbook></xml>'
    '<![endif]--><style><!--td {{mso-number-format:"General";}} .et2 {{color:#000000;}}--></style></head>'
    '<body link="blue" vlink="purple">{table}</body></html>'
)
HIDDEN = "<![if supportMisalignedColumns]><tr height=0 style='display:none'><td width=72></td></tr><![endif]>"
WPS = OFFICE.format(
    generator="WPS Office ET",
    table="<!--StartFragment--><table width=504 border=0 cellpadding=0 cellspacing=0 style='border-collapse:collapse;"
    "table-layout:fixed;'><col width=72 span=10 style='width:54.00pt;'/>"
    + table(
        "<td class=et2 height=19 width=72 style='height:14.25pt;' x:num>{text}</td>",
        "<td class=et2 rowspan={rows} colspan={columns} style='border-right:.5pt solid' x:str>{text}</td>",
        HIDDEN,
    )
    + "</table><!--EndFragment-->",
)
EXCEL = OFFICE.format(
    generator="Microsoft Excel 15",
    table="<table border=0 cellpadding=0 cellspacing=0 width=720 style='border-collapse:\r\n collapse;width:540pt'>"
    "<!--StartFragment--><col width=72 span=10 style='width:54pt'>"
    + table(
        "<td class=xl65 align=right width=72>{text}</td>",
        "<td rowspan={rows} colspan={columns} class=xl66 style='mso-ignore:colspan'>{text}</td>",
        "<!--EndFragment-->" + HIDDEN,
    )
    + "</table>",
)
LIBRE_OFFICE = (
    "<!DOCTYPE html><html><head><meta http-equiv='content-type' content='text/html; charset=utf-8'/><title></title>"
    "<meta name='generator' content='LibreOffice 7.4.7.2 (Linux)'/></head><body><table cellspacing='0' border='0'>"
    "<colgroup span='10' width='85'></colgroup>"
    + table(
        "<td align='right' valign=bottom sdval='1' sdnum='2052;'><font face='宋体'>{text}<br></font></td>",
        "<td rowspan={rows} colspan={columns} height='17'><font face='宋体'>{text}<br></font></td>",
    )
    + "</table></body></html>"
)
WEB = (
    "<meta charset='utf-8'><table style='color: rgb(51, 51, 51); font-size: 16px'><tbody>"
    + table(
        "<td style='padding: 0px'><p style='text-align: center;'><span>&nbsp;{text}&nbsp;</span></p></td>",
        "<td rowspan='{rows}' colspan='{columns}'><p><strong>{text}</strong></p></td>",
    )
    + "</tbody></table>"
)
# A browser's plain text of a web table leaves out what spans cover.
WEB_PLAIN = (
    "\t申请人情况\n" + "\t".join(WHO) + "\n一、本年新收政府信息公开申请数量\t１２\t3\t0\t0\t0\t0\t15\n"
    "二、上年结转政府信息公开申请数量\t1\t0\t0\t0\t0\t0\t1\n三、本年度办理结果\t（一）予以公开\t10\t3\t0\t0\t0\t0\t13\n"
)
PUT = """([plain, html]) => addEventListener('copy', event => {
  event.stopImmediatePropagation();
  event.preventDefault();
  event.clipboardData.setData('text/plain', plain);
  if (html) { event.clipboardData.setData('text/html', html); }
}, {capture: true, once: true})"""


def copy(page: Page, plain: str, html: str) -> None:
    """Put on the clipboard what another program would."""
    page.evaluate(PUT, [plain, html])
    page.keyboard.press("Control+C")


@pytest.mark.parametrize(
    ("plain", "html"),
    [(PLAIN, WPS), (PLAIN, EXCEL), (PLAIN, LIBRE_OFFICE), (WEB_PLAIN, WEB), (PLAIN, "")],
    ids=["wps", "excel", "libreoffice", "web", "plain"],
)
def test_a_copied_part_of_the_form_lands_where_its_heads_say(desk: Open, blank: Version, plain: str, html: str) -> None:
    page = desk(f"/desk/reports/{blank.report_id}/sec3/")
    ready(page)
    page.locator("[id='cell-t3.other_misc.research']").focus()
    copy(page, plain, html)
    page.keyboard.press("Control+V")
    dialog = page.get_by_role("dialog", name="粘贴预览")
    expect(dialog).to_contain_text("将改动 18 格")
    expect(dialog).to_contain_text("原文“１２”")
    page.keyboard.press("Enter")
    saved(page)
    figures = document_of(Version.objects.get()).figures
    assert {cell: figures[cell] for cell in WANTED} == WANTED
    assert sum(figures[cell] is not None for cell in figures) == 21
    page.keyboard.press("Control+Z")
    saved(page)
    figures = document_of(Version.objects.get()).figures
    assert all(figures[cell] is None for cell in figures)


def test_what_is_copied_here_comes_back_with_the_same_keys(desk: Open, blank: Version) -> None:
    page = desk(f"/desk/reports/{blank.report_id}/sec3/")
    ready(page)
    for column, text in (("natural_person", "4"), ("commercial", "5")):
        page.locator(f"[id='cell-t3.new_received.{column}']").fill(text)
    page.locator("[id='cell-t3.new_received.natural_person']").select_text()
    page.keyboard.press("Shift+ArrowRight")
    page.keyboard.press("Control+C")
    page.locator("[id='cell-t3.carried_out.natural_person']").focus()
    page.keyboard.press("Control+V")
    expect(page.get_by_role("dialog", name="粘贴预览")).to_contain_text("将改动 2 格")
    page.keyboard.press("Enter")
    saved(page)
    figures = document_of(Version.objects.get()).figures
    assert (figures["t3.carried_out.natural_person"], figures["t3.carried_out.commercial"]) == (4, 5)
