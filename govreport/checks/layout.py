"""版式规则: rules of the finished PDF, which only its pages can break.

``documents.layout`` makes their findings when a report is about to be published; the rule book names them here.
"""

from typing import Final

from govreport.checks.rule import ALL, Rule, Scope
from govreport.standards.finding import Severity

_STANDARD: Final = "GB/T 9704—2012《党政机关公文格式》"
_STANDARD_EN: Final = "GB/T 9704-2012, layout of official documents"

RULES: Final = (
    Rule(
        id="L-01",
        severity=Severity.ERROR,
        scope=Scope.LAYOUT,
        editions=ALL,
        sentence="PDF 用 A4 纸（210×297 毫米），版心 156×225 毫米，天头 37 毫米，订口 28 毫米，误差不超过 1 毫米。",
        sentence_en="The PDF is A4, its text block 156 × 225 mm, 37 mm from the top, 28 mm from the left.",
        basis=f"{_STANDARD}：幅面、页边与版心尺寸",
        basis_en=f"{_STANDARD_EN}: page, margins and text block",
        official=True,
    ),
    Rule(
        id="L-02",
        severity=Severity.ERROR,
        scope=Scope.LAYOUT,
        editions=ALL,
        sentence="文字和表格不超出版心，文字不被截断、不越过表格的线、没有遗漏。",
        sentence_en="Nothing stands outside the text block; no text is cut, crosses a line of a table or is missing.",
        basis="公布的文件应当完整可读",
        basis_en="A published document is complete and legible",
    ),
    Rule(
        id="L-03",
        severity=Severity.WARNING,
        scope=Scope.LAYOUT,
        editions=ALL,
        sentence="标题为二号小标宋，一级标题为三号黑体，二级标题为三号楷体，其余正文为三号仿宋。",
        sentence_en="The title is 22 pt Song; headings are 16 pt Hei, below them Kai; all else is 16 pt Fangsong.",
        basis=f"{_STANDARD}：字体和字号",
        basis_en=f"{_STANDARD_EN}: fonts and sizes",
        official=True,
    ),
    Rule(
        id="L-04",
        severity=Severity.WARNING,
        scope=Scope.LAYOUT,
        editions=ALL,
        sentence="页码为四号“— 1 —”，在版心下边缘之下，单页居右、双页居左，连续编排。",
        sentence_en="Page numbers are “— 1 —” in 14 pt below the text block, odd ones right, even ones left, in order.",
        basis=f"{_STANDARD}：页码",
        basis_en=f"{_STANDARD_EN}: page numbers",
        official=True,
    ),
    Rule(
        id="L-05",
        severity=Severity.WARNING,
        scope=Scope.LAYOUT,
        editions=ALL,
        sentence="跨页的表格在每页重复表头，一行不拆在两页。",
        sentence_en="A table that runs over pages repeats its head on each, and no row is split.",
        basis="跨页表格应当每页可以读懂",
        basis_en="Each page of a long table can be read by itself",
    ),
    Rule(
        id="L-06",
        severity=Severity.HINT,
        scope=Scope.LAYOUT,
        editions=ALL,
        sentence="标题不单独留在一页的末尾。",
        sentence_en="No heading stands alone at the foot of a page.",
        basis="标题与其下的内容应在同一页",
        basis_en="A heading stands on the page of what follows it",
    ),
    Rule(
        id="L-07",
        severity=Severity.WARNING,
        scope=Scope.LAYOUT,
        editions=ALL,
        sentence="表格文字不小于 9 磅（小五号）。",
        sentence_en="The text of tables is 9 pt or larger.",
        basis="打印后应当看得清",
        basis_en="The printed page is legible",
    ),
    Rule(
        id="L-08",
        severity=Severity.ERROR,
        scope=Scope.LAYOUT,
        editions=ALL,
        sentence="PDF 表格的每一格与系统中的数据一致。",
        sentence_en="Every cell of the tables in the PDF is the stored value.",
        basis="公布的文件与审定的数据一致",
        basis_en="What is published is what was approved",
    ),
)

BY_ID: Final = {rule.id: rule for rule in RULES}
