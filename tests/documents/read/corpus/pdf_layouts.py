"""PDF files as other makers set them: the same report in a dozen layouts."""

from collections.abc import Callable, Sequence

import weasyprint

from tests.documents.read.flatten import AGENCY
from tests.documents.read.foreign import Part, html_body

BASE = (
    "@page{size:A4;margin:20mm} body{font:10.5pt 'Noto Serif CJK SC',serif;line-height:1.5} p{text-indent:2em;margin:0}"
    "table{border-collapse:collapse;width:100%;table-layout:fixed} td{border:.5pt solid black;font-size:7pt}"
)
RED_HEAD = (
    f"<div class=red>{AGENCY}文件</div><p class=no>某政发〔2024〕3号</p><hr>"
    "<p>关于报送年度报告的函</p><p>市政务公开办：</p><p>现将本机关年度报告报上，请予审核。</p>"
    f"<p class=right>{AGENCY}</p><p class=right>2024年1月20日</p><div class=break></div>"
)
IMPRINT = "<hr><p>某某市某某局办公室　　2024年1月20日印发</p>"


def layout(css: str, before: str = "", after: str = "") -> Callable[[Sequence[Part]], bytes]:
    """A way of setting a report: more style, and what stands before and behind it."""

    def written(report: Sequence[Part]) -> bytes:
        html = f"<style>{BASE}{css}</style>{before}{html_body(report)}{after}"
        return bytes(weasyprint.HTML(string=html).write_pdf())

    return written


LAYOUTS = {
    "ruled": layout(""),
    "without any rules": layout("td{border:0;padding:2pt 4pt}"),
    "level rules only": layout("td{border-width:.5pt 0;padding:2pt}"),
    "open at the sides": layout("tr td:first-child{border-left:0} tr td:last-child{border-right:0}"),
    "red head, letter and imprint": layout(
        ".red{color:red;font-size:30pt;text-align:center} .no{text-align:center} hr{border:1pt solid red}"
        ".right{text-align:right} .break{break-after:page} body{font-size:16pt} td{font-size:9pt}"
        "@page{margin:37mm 26mm 35mm 28mm;@bottom-center{content:'— ' counter(page) ' —'}}",
        RED_HEAD,
        IMPRINT,
    ),
    "running title and page numbers": layout(
        "@page{@top-center{content:'某某市某某局年报'}@bottom-right{content:counter(page)}}"
    ),
    "pages of a total": layout("@page{@bottom-center{content:'第 ' counter(page) ' 页 共 ' counter(pages) ' 页'}}"),
    "labels of several lines": layout("td{font-size:10pt;padding:3pt} table{width:80%}"),
    "separate borders": layout("table{border-collapse:separate;border-spacing:1.5pt}"),
    "cells apart": layout("table{border-collapse:separate;border-spacing:6pt}"),
    "striped without rules": layout("td{border:0} tr:nth-child(odd) td{background:#ddd}"),
    "thick double rules": layout("td{border:2.25pt double black;padding:2pt}"),
    "landscape": layout("@page{size:A4 landscape;margin:15mm} td{font-size:9pt}"),
    "centred in a sans serif": layout(
        "body{font-family:'Noto Sans CJK SC'} td{text-align:center;vertical-align:middle;padding:4pt 1pt}"
    ),
    "figures to the right, loosely": layout("td{text-align:right;vertical-align:bottom;padding:1pt 6pt;line-height:2}"),
    "rows never broken": layout("tr{break-inside:avoid} td{padding:4pt}"),
    "tight lines": layout("body{line-height:1} td{line-height:1;padding:0;font-size:8pt}"),
    "letters spaced": layout("body{letter-spacing:.1em} td{letter-spacing:.3em}"),
}
