"""PDF 的存疑用语: what a person should know of a PDF file that was read."""

from django.utils.translation import gettext as _

from govreport.documents.read.told import sentence
from govreport.documents.read.words import excerpt


@sentence
def recognised() -> str:
    return _("页面是扫描的图片，文字由识别软件得来，可能有误。请对照原件逐格核对。")


@sentence
def program() -> str:
    return _("PDF 文件带有程序（JavaScript），没有运行。请核对文件的来源。")


@sentence
def enclosed(name: str) -> str:
    return _("PDF 文件附带其他文件（“%(name)s”等），未读取。如属于报告，请单独上传。") % {"name": excerpt(name)}


@sentence
def unknown_characters(count: int) -> str:
    return _("PDF 中有 %(count)s 个字没有可以识别的编码，以“�”代替。请对照原件核对。") % {"count": count}


@sentence
def page_says(page: str, data: str) -> str:
    return _("页面上是“%(page)s”，文件附带的数据是“%(data)s”，页面在生成之后改动过，已按页面读取。请核对。") % {
        "page": excerpt(page) or _("空白"),
        "data": excerpt(data) or _("空白"),
    }


@sentence
def text_differs() -> str:
    return _("页面上的文字与文件附带的数据不同，页面在生成之后改动过，已按页面读取。请核对。")


@sentence
def struck_out(found: str, page: int) -> str:
    return _("第 %(page)s 页有划去的文字（“%(found)s”），连同其他文字一起读入。请对照原件核对这一页。") % {
        "found": excerpt(found),
        "page": page,
    }


@sentence
def hidden(found: str, page: int) -> str:
    return _("第 %(page)s 页有看不见的文字（“%(found)s”），未读入。请核对是否应当显示。") % {
        "found": excerpt(found),
        "page": page,
    }


@sentence
def pages_without_text(first: int, count: int) -> str:
    return _("第 %(first)s 页等 %(count)s 页没有文字（可能是图片），未读入。请对照原件填写。") % {
        "first": first,
        "count": count,
    }


@sentence
def scanned(pages: int) -> str:
    return _("这是扫描件，共 %(pages)s 页，全部内容由文字识别得出，可能有错。请与原件逐格、逐句核对。") % {
        "pages": pages
    }


@sentence
def not_made_out() -> str:
    return _("扫描件上这一格没有认清，已留空，请按原件填写。")


@sentence
def no_figure_made_out() -> str:
    return _("识别自扫描件，这一格没有认出数字，请按原件核对。")


@sentence
def made_out() -> str:
    return _("识别自扫描件，请逐格核对。")
