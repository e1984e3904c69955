"""导入确认用语: where something stands in a file, what a doubt is about, how sure a cell is."""

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import get_language, ngettext, pgettext_lazy
from django.utils.translation import gettext as _

from govreport.documents.imports.items import Certainty
from govreport.documents.read.place import CARRIED, Place
from govreport.standards.edition import Edition

# How sure a cell is: a word and an icon; colour is only the third sign.
MARKS: Final[dict[Certainty, tuple[Promise, str]]] = {
    Certainty.CERTAIN: (pgettext_lazy("mark of a cell", "明确"), ""),
    Certainty.DOUBTED: (pgettext_lazy("mark of a cell", "存疑"), "warning"),
    Certainty.INFERRED: (pgettext_lazy("mark of a cell", "推算"), "undetermined"),
    Certainty.BLANK: (pgettext_lazy("mark of a cell", "空白"), "todo"),
    Certainty.UNREADABLE: (pgettext_lazy("mark of a cell", "非数字"), "error"),
    Certainty.CONFIRMED: (pgettext_lazy("mark of a cell", "已确认"), "check"),
    Certainty.CORRECTED: (pgettext_lazy("mark of a cell", "已更正"), "edit"),
}


def explained() -> list[dict[str, str]]:
    """What the marks mean: state, word, icon and meaning of each."""
    meanings = {
        Certainty.DOUBTED: _("读取时有疑点，须核对"),
        Certainty.INFERRED: _("原件为空，按勾稽关系推算，须核对"),
        Certainty.UNREADABLE: _("原件有文字，但不是数字，照原样保留"),
        Certainty.BLANK: _("原件为空"),
        Certainty.CONFIRMED: _("已照读入确认"),
        Certainty.CORRECTED: _("已由人更正"),
    }
    return [
        {"state": state.value, "word": str(MARKS[state][0]), "icon": MARKS[state][1], "meaning": meaning}
        for state, meaning in meanings.items()
    ]


def left_apart(count: int) -> str:
    """That some doubts are not confirmed with the rest."""
    words = ngettext(
        "还有 %(count)s 处数字分开印，不能照读入确认，请逐处填写或选择。",
        "还有 %(count)s 处数字分开印，不能照读入确认，请逐处填写或选择。",
        count,
    )
    return words % {"count": count}


def described(place: Place | None) -> str:
    """Where in the file (第 3 页, 工作表“表三”D7, 第 2 张表第 5 行第 3 格, 第 41 行); empty where nothing tells."""
    if place is None:
        return ""
    if place == CARRIED:
        return _("文件所带的数据")
    if place.page:
        return _("第 %(page)s 页") % {"page": place.page}
    if place.sheet:
        return _("工作表“%(sheet)s”%(cell)s") % {"sheet": place.sheet, "cell": place.cell}
    if place.line:
        return _("第 %(line)s 行") % {"line": place.line}
    return _in_blocks(place)


def _in_blocks(place: Place) -> str:
    if place.table and place.row and place.column:
        return _("第 %(table)s 张表第 %(row)s 行第 %(column)s 格") % {
            "table": place.table,
            "row": place.row,
            "column": place.column,
        }
    if place.table and place.row:
        return _("第 %(table)s 张表第 %(row)s 行") % {"table": place.table, "row": place.row}
    if place.table:
        return _("第 %(table)s 张表") % {"table": place.table}
    return _("第 %(paragraph)s 段") % {"paragraph": place.paragraph} if place.paragraph else ""


def about(edition: Edition, name: str) -> tuple[str, str]:
    """What a doubt is about, in the words of the form, and their language."""
    own = "en" if (get_language() or "").startswith("en") else "zh-hans"
    whole = {"file": _("整个文件"), "title": _("标题"), "agency": _("机关名称"), "year": _("年度")}
    if name in whole:
        return whole[name], own
    if cell := edition.cells.get(name):
        return (cell.place_en if own == "en" else cell.place), own
    code, _dot, row = name.partition(".")
    if table := next((item for item in edition.tables if item.code == code), None):
        label = next((item.label for item in table.rows if item.code == row), "")
        return (f"{table.name}“{label}”" if label else table.name), "zh-hans"
    names = (section.title or section.name for section in edition.sections if section.code == name)
    return next(names, name), "zh-hans"
