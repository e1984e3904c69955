"""存疑用语: the sentences that tell a person what a reader repaired, left out or could not read."""

from django.utils.translation import gettext as _

from govreport.documents.read.told import sentence


def excerpt(text: str, length: int = 24) -> str:
    """The beginning of a text."""
    return text if len(text) <= length else f"{text[:length]}…"


@sentence
def shifted() -> str:
    return _("本行行名或数字所在的列与同类行不同，已按行名和列位读取。请对照原件核对。")


@sentence
def broken_row() -> str:
    return _("本行行名与数字不在同一行，已合并读取。请对照原件核对。")


@sentence
def merged_cells() -> str:
    return _("本行的格数或合并方式与同类行不同，已按列位读取。请对照原件逐格核对。")


@sentence
def split_label() -> str:
    return _("本行行名分在几格中，已合并识别。请对照原件核对。")


@sentence
def misread_label(found: str, expected: str) -> str:
    return _("本行行名印作“%(found)s”，按“%(expected)s”读取。请对照原件核对。") % {
        "found": excerpt(found),
        "expected": excerpt(expected),
    }


@sentence
def lost_label() -> str:
    return _("本行没有行名，已按前后行的次序确定。请对照原件核对。")


@sentence
def moved_row() -> str:
    return _("本行不在规定的位置，已按行名读取。请对照原件核对。")


@sentence
def loose_columns() -> str:
    return _("本行有空格，且没有同样排列的行可供对照，列位为推定。请对照原件逐格核对。")


@sentence
def other_order() -> str:
    return _("表头各栏的次序与规定格式不同，已按表头的栏名读取。请对照原件核对各列。")


@sentence
def unclear_heads() -> str:
    return _("表头的栏名不全或次序混乱，已按规定格式的次序读取。请对照原件核对各列。")


@sentence
def no_heads() -> str:
    return _("没有找到表头的栏名，已按规定格式的次序读取。请对照原件核对各列。")


@sentence
def columns_left_out() -> str:
    return _("表头只印有部分栏目，已按栏名读取，其余各栏留空。请对照原件核对并补全。")


@sentence
def figures_first() -> str:
    return _("表中数字排在行名之前，无法确定属于哪一行，未读入。请对照原件填写。")


@sentence
def edge_blank() -> str:
    return _("本行首格或末格空白，整行数字可能错开一格。请对照原件逐格核对。")


@sentence
def unplaced(texts: str) -> str:
    return _("本行的数字（%(texts)s）无法确定属于哪一列，未读入。请对照原件填写。") % {"texts": excerpt(texts)}


@sentence
def outside_table(found: str) -> str:
    return _("表格内外有不属于规定格式的文字（“%(found)s”），未收入。请对照原件核对。") % {"found": excerpt(found)}


@sentence
def sixteen(found: int, expected: int) -> str:
    return _("表四数据行有 %(found)s 格，规定为 %(expected)s 格，各种对应方法读出的数字相同，已读入。请核对原件。") % {
        "found": found,
        "expected": expected,
    }


@sentence
def figures_beside(found: str) -> str:
    return _("本行旁边有没有读入的数字（“%(found)s”），可能属于本行。请对照原件核对。") % {"found": excerpt(found)}


@sentence
def rows_mixed(found: str) -> str:
    return _("表中许多数字（“%(found)s”等）无法确定属于哪一行，各行可能错位。请对照原件逐行核对。") % {
        "found": excerpt(found)
    }


@sentence
def unreadable_disputes(found: int, expected: int) -> str:
    return _(
        "表四数据行有 %(found)s 格，规定为 %(expected)s 格，无法确定各数字属于哪一栏，未读入。请对照原件填写。"
    ) % {
        "found": found,
        "expected": expected,
    }


@sentence
def guessed_disputes(found: int, expected: int) -> str:
    return _(
        "表四数据行有 %(found)s 格，规定为 %(expected)s 格。只有一种对应方法使各栏“总计”相符，"
        "已按此读入。请对照原件核对。"
    ) % {"found": found, "expected": expected}


@sentence
def blank_disputes() -> str:
    return _("表四数据行有空格，列位按表头确定。请对照原件核对。")


@sentence
def mixed_edition(found: str) -> str:
    return _("表格中混有其他版本格式的行名或列名（“%(found)s”），按多数行列读取。请对照原件核对。") % {"found": found}


@sentence
def before_title(found: str) -> str:
    return _("标题之前的文字（“%(found)s”等，如随函报送的函件）不属于报告，未收入。") % {"found": excerpt(found)}


@sentence
def after_end(found: str) -> str:
    return _("报告结束之后的文字（“%(found)s”等，如印发信息）不属于报告，未收入。") % {"found": excerpt(found)}


@sentence
def table_in_text() -> str:
    return _("正文中有表格，已按文字收入。请核对是否完整。")


@sentence
def screenshot() -> str:
    return _("正文中疑有网页截图上的文字（日期、浏览次数等），已照原样收入。请核对是否应当删去。")


@sentence
def heading_out_of_order(found: str) -> str:
    return _("标题“%(found)s”重复或不在规定的位置，已作为正文收入。请核对。") % {"found": excerpt(found)}


@sentence
def no_title() -> str:
    return _("没有找到报告标题，请补充。")


@sentence
def no_year() -> str:
    return _("没有找到报告年度，请补充。")


@sentence
def no_agency() -> str:
    return _("没有找到机关名称，请补充。")


@sentence
def other_year(found: int, given: int) -> str:
    return _("文件标明的年度是 %(found)s 年，已按指定的 %(given)s 年读取。请核对。") % {"found": found, "given": given}


@sentence
def other_agency(found: str, given: str) -> str:
    return _("文件标明的机关是“%(found)s”，已按指定的“%(given)s”读取。请核对。") % {"found": found, "given": given}


@sentence
def nul_characters() -> str:
    return _("文件中有无法显示的字符，已去除。请对照原件核对。")


@sentence
def lost_characters(count: int) -> str:
    return _("文件中有 %(count)s 处字符已损坏，无法识别。请对照原件核对。") % {"count": count}


@sentence
def mended_encoding() -> str:
    return _("文件的文字编码曾被误读（乱码），已还原。请对照原件核对。")


@sentence
def embedded_part() -> str:
    return _("文件中嵌入了另一份文档，其内容未读取。如属于报告，请在 Word 中打开后另存再试。")


@sentence
def too_long() -> str:
    return _("文本过长，不像一份年度报告。请核对文件，只保留报告本身。")


@sentence
def blank_row() -> str:
    return _("本行没有数字，而其他行大多有数字。请对照原件核对是否漏读。")


@sentence
def table_twice() -> str:
    return _("文件中这张表有两张，只读入了前一张。请对照原件核对读入的是不是本年度的表。")


@sentence
def mostly_doubted() -> str:
    return _("本表大多数行读取有疑点，本行也可能读错。请对照原件逐格核对。")


@sentence
def several_reports() -> str:
    return _("文件中有不止一份报告的统计表。请把各份报告分开保存，逐份读取。")


@sentence
def struck_out(found: str) -> str:
    return _("划去的文字（“%(found)s”）未收入。请对照原件核对。") % {"found": excerpt(found)}


@sentence
def cut(limit: int) -> str:
    return _("这里的文字超过 %(limit)s 字，只收入了前 %(limit)s 字。请对照原件核对。") % {"limit": limit}


@sentence
def more_rows(count: int) -> str:
    return _("另有 %(count)s 行不属于规定的表格，未计入。请核对文件。") % {"count": count}


@sentence
def changed_since() -> str:
    return _("文件由本系统生成，之后改动过，已按现在的文字和数字读取。请核对。")


@sentence
def text_box(found: str) -> str:
    return _("文本框中的文字（“%(found)s”）不在正文之内，未收入。请对照原件核对。") % {"found": excerpt(found)}


@sentence
def around_report(found: str) -> str:
    return _("网页中报告以外的文字（“%(found)s”等）未收入。请核对报告是否完整。") % {"found": excerpt(found)}


@sentence
def hidden_text(found: str) -> str:
    return _("文件中有隐藏的文字（“%(found)s”），未读入。请核对是否应当显示。") % {"found": excerpt(found)}


@sentence
def outside_cells(found: str, page: int) -> str:
    return _("第 %(page)s 页的表格中有文字（“%(found)s”）不在任何一格之内，未读入。请对照原件核对。") % {
        "found": excerpt(found),
        "page": page,
    }


@sentence
def page_without_text(page: int) -> str:
    return _("第 %(page)s 页没有文字（可能是图片），未读入。请对照原件填写。") % {"page": page}


@sentence
def page_furniture(found: str) -> str:
    return _("每页重复的文字（“%(found)s”等页眉、页脚）未收入。") % {"found": excerpt(found)}


@sentence
def left_blank() -> str:
    return _("读出的是空白，而按勾稽关系应当有数。原件印有数的，请照原件填写；原件空白的，照读入确认。")
