"""存疑用语: the sentences that tell a person what a reader repaired, left out or could not read."""

from django.utils.translation import gettext as _


def excerpt(text: str, length: int = 24) -> str:
    """The beginning of a text."""
    return text if len(text) <= length else f"{text[:length]}…"


def shifted() -> str:
    return _("本行行名或数字所在的列与同类行不同，已按行名和列位读取。请对照原件核对。")


def broken_row() -> str:
    return _("本行行名与数字不在同一行，已合并读取。请对照原件核对。")


def merged_cells() -> str:
    return _("本行的格数或合并方式与同类行不同，已按列位读取。请对照原件逐格核对。")


def split_label() -> str:
    return _("本行行名分在几格中，已合并识别。请对照原件核对。")


def misread_label(found: str, expected: str) -> str:
    return _("本行行名印作“%(found)s”，按“%(expected)s”读取。请对照原件核对。") % {
        "found": excerpt(found),
        "expected": excerpt(expected),
    }


def lost_label() -> str:
    return _("本行没有行名，已按前后行的次序确定。请对照原件核对。")


def moved_row() -> str:
    return _("本行不在规定的位置，已按行名读取。请对照原件核对。")


def loose_columns() -> str:
    return _("本行有空格，且没有同样排列的行可供对照，列位为推定。请对照原件逐格核对。")


def other_order() -> str:
    return _("表头各栏的次序与规定格式不同，已按表头的栏名读取。请对照原件核对各列。")


def unclear_heads() -> str:
    return _("表头的栏名不全或次序混乱，已按规定格式的次序读取。请对照原件核对各列。")


def no_heads() -> str:
    return _("没有找到表头的栏名，已按规定格式的次序读取。请对照原件核对各列。")


def columns_left_out() -> str:
    return _("表头只印有部分栏目，已按栏名读取，其余各栏留空。请对照原件核对并补全。")


def figures_first() -> str:
    return _("表中数字排在行名之前，无法确定属于哪一行，未读入。请对照原件填写。")


def edge_blank() -> str:
    return _("本行首格或末格空白，整行数字可能错开一格。请对照原件逐格核对。")


def unplaced(texts: str) -> str:
    return _("本行的数字（%(texts)s）无法确定属于哪一列，未读入。请对照原件填写。") % {"texts": excerpt(texts)}


def swallowed(found: str, value: str) -> str:
    return _("数字 %(value)s 与行名印在一格（“%(found)s”），已拆开读取。请对照原件核对。") % {
        "found": excerpt(found),
        "value": value,
    }


def cleaned(found: str, value: str) -> str:
    return _("单元格内夹有其他文字或标记（“%(found)s”），按 %(value)s 读取。请对照原件核对。") % {
        "found": excerpt(found),
        "value": value,
    }


def shared_cell(found: str, value: str) -> str:
    return _("相邻单元格的数字印在一格（“%(found)s”），本格按 %(value)s 读取。请对照原件核对。") % {
        "found": excerpt(found),
        "value": value,
    }


def spaced_number(found: str) -> str:
    return _("“%(found)s”含有空格，相邻单元格为空，可能是两个数字。请对照原件核对。") % {"found": excerpt(found)}


def spaced_digits(found: str, value: str) -> str:
    return _("“%(found)s”含有空格，按 %(value)s 读取，也可能是几个数字。请对照原件核对。") % {
        "found": excerpt(found),
        "value": value,
    }


def several_numbers(found: str) -> str:
    return _("“%(found)s”中的数字分开印，不能确定是一个数字还是几个，没有作数字读取。请对照原件填写。") % {
        "found": excerpt(found)
    }


def shortened(found: str) -> str:
    return _("“%(found)s”是以十、百、千、万或亿为单位的略写，没有换算。请对照原件填写完整的数字。") % {
        "found": excerpt(found)
    }


def letters_for_digits(found: str) -> str:
    return _("“%(found)s”中有形似数字的字母，没有作数字读取。请对照原件填写数字。") % {"found": excerpt(found)}


def no_number(found: str) -> str:
    return _("“%(found)s”不是写法规范的数字，没有作数字读取，照原样保留。请对照原件核对。") % {"found": excerpt(found)}


def thousandths(found: str, value: str, whole: str) -> str:
    return _("“%(found)s”按小数 %(value)s 读取，其中的点也可能是千位分隔（%(whole)s）。请对照原件核对。") % {
        "found": excerpt(found),
        "value": value,
        "whole": whole,
    }


def outside_table(found: str) -> str:
    return _("表格内外有不属于规定格式的文字（“%(found)s”），未收入。请对照原件核对。") % {"found": excerpt(found)}


def sixteen(found: int, expected: int) -> str:
    return _("表四数据行有 %(found)s 格，规定为 %(expected)s 格，各种对应方法读出的数字相同，已读入。请核对原件。") % {
        "found": found,
        "expected": expected,
    }


def figures_beside(found: str) -> str:
    return _("本行旁边有没有读入的数字（“%(found)s”），可能属于本行。请对照原件核对。") % {"found": excerpt(found)}


def rows_mixed(found: str) -> str:
    return _("表中许多数字（“%(found)s”等）无法确定属于哪一行，各行可能错位。请对照原件逐行核对。") % {
        "found": excerpt(found)
    }


def unreadable_disputes(found: int, expected: int) -> str:
    return _(
        "表四数据行有 %(found)s 格，规定为 %(expected)s 格，无法确定各数字属于哪一栏，未读入。请对照原件填写。"
    ) % {
        "found": found,
        "expected": expected,
    }


def guessed_disputes(found: int, expected: int) -> str:
    return _(
        "表四数据行有 %(found)s 格，规定为 %(expected)s 格。只有一种对应方法使各栏“总计”相符，"
        "已按此读入。请对照原件核对。"
    ) % {"found": found, "expected": expected}


def blank_disputes() -> str:
    return _("表四数据行有空格，列位按表头确定。请对照原件核对。")


def mixed_edition(found: str) -> str:
    return _("表格中混有其他版本格式的行名或列名（“%(found)s”），按多数行列读取。请对照原件核对。") % {"found": found}


def before_title(found: str) -> str:
    return _("标题之前的文字（“%(found)s”等，如随函报送的函件）不属于报告，未收入。") % {"found": excerpt(found)}


def after_end(found: str) -> str:
    return _("报告结束之后的文字（“%(found)s”等，如印发信息）不属于报告，未收入。") % {"found": excerpt(found)}


def table_in_text() -> str:
    return _("正文中有表格，已按文字收入。请核对是否完整。")


def screenshot() -> str:
    return _("正文中疑有网页截图上的文字（日期、浏览次数等），已照原样收入。请核对是否应当删去。")


def heading_out_of_order(found: str) -> str:
    return _("标题“%(found)s”重复或不在规定的位置，已作为正文收入。请核对。") % {"found": excerpt(found)}


def no_title() -> str:
    return _("没有找到报告标题，请补充。")


def no_year() -> str:
    return _("没有找到报告年度，请补充。")


def no_agency() -> str:
    return _("没有找到机关名称，请补充。")


def other_year(found: int, given: int) -> str:
    return _("文件标明的年度是 %(found)s 年，已按指定的 %(given)s 年读取。请核对。") % {"found": found, "given": given}


def other_agency(found: str, given: str) -> str:
    return _("文件标明的机关是“%(found)s”，已按指定的“%(given)s”读取。请核对。") % {"found": found, "given": given}


def nul_characters() -> str:
    return _("文件中有无法显示的字符，已去除。请对照原件核对。")


def lost_characters(count: int) -> str:
    return _("文件中有 %(count)s 处字符已损坏，无法识别。请对照原件核对。") % {"count": count}


def mended_encoding() -> str:
    return _("文件的文字编码曾被误读（乱码），已还原。请对照原件核对。")


def embedded_part() -> str:
    return _("文件中嵌入了另一份文档，其内容未读取。如属于报告，请在 Word 中打开后另存再试。")


def too_long() -> str:
    return _("文本过长，不像一份年度报告。请核对文件，只保留报告本身。")


def blank_row() -> str:
    return _("本行没有数字，而其他行大多有数字。请对照原件核对是否漏读。")


def table_twice() -> str:
    return _("文件中这张表有两张，只读入了前一张。请对照原件核对读入的是不是本年度的表。")


def mostly_doubted() -> str:
    return _("本表大多数行读取有疑点，本行也可能读错。请对照原件逐格核对。")


def several_reports() -> str:
    return _("文件中有不止一份报告的统计表。请把各份报告分开保存，逐份读取。")


def struck_out(found: str) -> str:
    return _("划去的文字（“%(found)s”）未收入。请对照原件核对。") % {"found": excerpt(found)}


def noted(found: str, value: str) -> str:
    return _("数字后面有注释标记（“%(found)s”），按 %(value)s 读取。请对照原件核对。") % {
        "found": excerpt(found),
        "value": value,
    }


def cut(limit: int) -> str:
    return _("这里的文字超过 %(limit)s 字，只收入了前 %(limit)s 字。请对照原件核对。") % {"limit": limit}


def more_rows(count: int) -> str:
    return _("另有 %(count)s 行不属于规定的表格，未计入。请核对文件。") % {"count": count}


def changed_since() -> str:
    return _("文件由本系统生成，之后改动过，已按现在的文字和数字读取。请核对。")


def text_box(found: str) -> str:
    return _("文本框中的文字（“%(found)s”）不在正文之内，未收入。请对照原件核对。") % {"found": excerpt(found)}


def around_report(found: str) -> str:
    return _("网页中报告以外的文字（“%(found)s”等）未收入。请核对报告是否完整。") % {"found": excerpt(found)}


def hidden_sheet(name: str) -> str:
    return _("隐藏的工作表“%(name)s”未读取。如属于报告，请取消隐藏后重试。") % {"name": excerpt(name)}


def struck_in_cell(found: str, sheet: str, cell: str) -> str:
    return _("工作表“%(sheet)s”%(cell)s 中划去的文字（“%(found)s”）未收入。请对照原件核对。") % {
        "found": excerpt(found),
        "sheet": excerpt(sheet),
        "cell": cell,
    }


def struck_but_read(found: str) -> str:
    return _("“%(found)s”在文件中已划去，仍按它读取。请对照原件核对。") % {"found": excerpt(found)}


def hidden_but_read(found: str) -> str:
    return _("“%(found)s”在文件中是隐藏的，仍按它读取。请对照原件核对。") % {"found": excerpt(found)}


def hidden_text(found: str) -> str:
    return _("文件中有隐藏的文字（“%(found)s”），未读入。请核对是否应当显示。") % {"found": excerpt(found)}


def hidden_row(sheet: str, row: int, found: str) -> str:
    return _("工作表“%(sheet)s”第 %(row)s 行是隐藏的（“%(found)s”），未读取。如属于报告，请取消隐藏后重试。") % {
        "sheet": excerpt(sheet),
        "row": row,
        "found": excerpt(found),
    }


def hidden_column(sheet: str, column: str, found: str) -> str:
    return _("工作表“%(sheet)s”%(column)s 列是隐藏的（“%(found)s”），未读取。如属于报告，请取消隐藏后重试。") % {
        "sheet": excerpt(sheet),
        "column": column,
        "found": excerpt(found),
    }


def hidden_cell(sheet: str, cell: str, found: str) -> str:
    return _("工作表“%(sheet)s”%(cell)s 的文字（“%(found)s”）看不见，未读取。如属于报告，请改为可见后重试。") % {
        "sheet": excerpt(sheet),
        "cell": cell,
        "found": excerpt(found),
    }


def hidden_elsewhere(sheet: str, count: int) -> str:
    return _("工作表“%(sheet)s”另有 %(count)s 处隐藏的内容，未读取。请取消隐藏后核对。") % {
        "sheet": excerpt(sheet),
        "count": count,
    }


def uncomputed(place: str) -> str:
    return _("单元格 %(place)s 是公式，文件中没有保存结果，按空白读取。请在 Excel 中打开并保存后重试。") % {
        "place": place
    }


def beyond_sheet(rows: int, columns: int) -> str:
    return _("工作表只读取前 %(rows)s 行、前 %(columns)s 列，其余未读取。") % {"rows": rows, "columns": columns}


def outside_cells(found: str, page: int) -> str:
    return _("第 %(page)s 页的表格中有文字（“%(found)s”）不在任何一格之内，未读入。请对照原件核对。") % {
        "found": excerpt(found),
        "page": page,
    }


def page_without_text(page: int) -> str:
    return _("第 %(page)s 页没有文字（可能是图片），未读入。请对照原件填写。") % {"page": page}


def page_furniture(found: str) -> str:
    return _("每页重复的文字（“%(found)s”等页眉、页脚）未收入。") % {"found": excerpt(found)}
