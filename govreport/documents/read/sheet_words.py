"""工作簿的存疑用语: what a person should know of a workbook, and of what is hidden or crossed out and read."""

from django.utils.translation import gettext as _

from govreport.documents.read.told import sentence
from govreport.documents.read.words import excerpt


def _at(sheet: str, found: str, **place: str | int) -> dict[str, str | int]:
    """What the sentences about a place of a sheet name: the sheet, what stands there, and the place itself."""
    return {"sheet": excerpt(sheet), "found": excerpt(found), **place}


@sentence
def struck_in_cell(found: str, sheet: str, cell: str) -> str:
    words = _("工作表“%(sheet)s”%(cell)s 中划去的文字（“%(found)s”）未收入。请对照原件核对。")
    return words % _at(sheet, found, cell=cell)


@sentence
def hidden_row(sheet: str, row: int, found: str) -> str:
    words = _("工作表“%(sheet)s”第 %(row)s 行是隐藏的（“%(found)s”），未读取。如属于报告，请取消隐藏后重试。")
    return words % _at(sheet, found, row=row)


@sentence
def hidden_column(sheet: str, column: str, found: str) -> str:
    words = _("工作表“%(sheet)s”%(column)s 列是隐藏的（“%(found)s”），未读取。如属于报告，请取消隐藏后重试。")
    return words % _at(sheet, found, column=column)


@sentence
def hidden_cell(sheet: str, cell: str, found: str) -> str:
    words = _("工作表“%(sheet)s”%(cell)s 的文字（“%(found)s”）看不见，未读取。如属于报告，请改为可见后重试。")
    return words % _at(sheet, found, cell=cell)


@sentence
def hidden_elsewhere(sheet: str, count: int) -> str:
    return _("工作表“%(sheet)s”另有 %(count)s 处隐藏的内容，未读取。请取消隐藏后核对。") % {
        "sheet": excerpt(sheet),
        "count": count,
    }


@sentence
def hidden_sheet(name: str) -> str:
    return _("隐藏的工作表“%(name)s”未读取。如属于报告，请取消隐藏后重试。") % {"name": excerpt(name)}


@sentence
def uncomputed(place: str) -> str:
    return _("单元格 %(place)s 是公式，文件中没有保存结果，按空白读取。请在 Excel 中打开并保存后重试。") % {
        "place": place
    }


@sentence
def beyond_sheet(rows: int, columns: int) -> str:
    return _("工作表只读取前 %(rows)s 行、前 %(columns)s 列，其余未读取。") % {"rows": rows, "columns": columns}


@sentence
def struck_but_read(found: str) -> str:
    return _("“%(found)s”在文件中已划去，仍按它读取。请对照原件核对。") % {"found": excerpt(found)}


@sentence
def hidden_but_read(found: str) -> str:
    return _("“%(found)s”在文件中是隐藏的，仍按它读取。请对照原件核对。") % {"found": excerpt(found)}
