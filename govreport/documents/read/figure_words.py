"""数字的存疑用语: what a person should know of a figure that was repaired, or not read as one."""

from django.utils.translation import gettext as _

from govreport.documents.read.told import sentence
from govreport.documents.read.words import excerpt


@sentence
def spaced_digits(found: str, value: str) -> str:
    return _("“%(found)s”含有空格，按 %(value)s 读取，也可能是几个数字。请对照原件核对。") % {
        "found": excerpt(found),
        "value": value,
    }


@sentence
def several_numbers(found: str) -> str:
    return _("“%(found)s”中的数字分开印，不能确定是一个数字还是几个，没有作数字读取。请对照原件填写。") % {
        "found": excerpt(found)
    }


@sentence
def shortened(found: str) -> str:
    return _("“%(found)s”是以十、百、千、万或亿为单位的略写，没有换算。请对照原件填写完整的数字。") % {
        "found": excerpt(found)
    }


@sentence
def letters_for_digits(found: str) -> str:
    return _("“%(found)s”中有形似数字的字母，没有作数字读取。请对照原件填写数字。") % {"found": excerpt(found)}


@sentence
def no_number(found: str) -> str:
    return _("“%(found)s”不是写法规范的数字，没有作数字读取，照原样保留。请对照原件核对。") % {"found": excerpt(found)}


@sentence
def thousandths(found: str, value: str, whole: str) -> str:
    return _("“%(found)s”按小数 %(value)s 读取，其中的点也可能是千位分隔（%(whole)s）。请对照原件核对。") % {
        "found": excerpt(found),
        "value": value,
        "whole": whole,
    }


@sentence
def swallowed(found: str, value: str) -> str:
    return _("数字 %(value)s 与行名印在一格（“%(found)s”），已拆开读取。请对照原件核对。") % {
        "found": excerpt(found),
        "value": value,
    }


@sentence
def cleaned(found: str, value: str) -> str:
    return _("单元格内夹有其他文字或标记（“%(found)s”），按 %(value)s 读取。请对照原件核对。") % {
        "found": excerpt(found),
        "value": value,
    }


@sentence
def shared_cell(found: str, value: str) -> str:
    return _("相邻单元格的数字印在一格（“%(found)s”），本格按 %(value)s 读取。请对照原件核对。") % {
        "found": excerpt(found),
        "value": value,
    }


@sentence
def spaced_number(found: str) -> str:
    return _("“%(found)s”含有空格，相邻单元格为空，可能是两个数字。请对照原件核对。") % {"found": excerpt(found)}


@sentence
def noted(found: str, value: str) -> str:
    return _("数字后面有注释标记（“%(found)s”），按 %(value)s 读取。请对照原件核对。") % {
        "found": excerpt(found),
        "value": value,
    }
