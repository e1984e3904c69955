"""T2-05 执法机关: licences, penalties and coercive measures all 0 at a body that is there to decide on them."""

import re
from collections.abc import Iterator
from typing import Final

from govreport.checks.rule import SIX_PARTS, Rule, Scope
from govreport.standards.document import Document
from govreport.standards.finding import Finding, Severity

RULES: Final = (
    Rule(
        id="T2-05",
        severity=Severity.HINT,
        scope=Scope.TABLE,
        editions=SIX_PARTS,
        sentence="行政执法机关的行政许可、行政处罚、行政强制一般不会全部为 0。",
        sentence_en="An enforcement body seldom has no licences, penalties and coercive measures at all.",
        basis="《政府信息公开条例》第二十条第五项、第六项",
        basis_en="Article 20 (5) and (6) of the Regulation",
    ),
)

ROWS: Final = ("licensing", "penalty", "coercion")
# 执法机关的名称: words by which bodies that license and punish are known.
FIELDS: Final = (
    "市场监督管理",
    "市场监管",
    "药品监督",
    "自然资源",
    "国土资源",
    "规划",
    "生态环境",
    "环境保护",
    "交通运输",
    "公安",
    "应急管理",
    "水利",
    "水务",
    "农业农村",
    "畜牧",
    "渔业",
    "卫生健康",
    "住房和城乡建设",
    "住房城乡建设",
    "城市管理",
    "综合行政执法",
    "综合执法",
    "文化和旅游",
    "文化旅游",
    "文化广电",
    "文旅",
    "广播电视",
    "新闻出版",
    "人力资源和社会保障",
    "林业",
    "烟草专卖",
    "税务",
    "消防",
    "民政",
    "教育",
    "体育",
    "商务",
    "粮食和物资储备",
    "医疗保障",
    "司法",
    "海事",
    "气象",
)
_BODY: Final = re.compile(r"(?:局|厅|委员会|委|总队|支队|大队)$")


def enforcement(document: Document, previous: Document | None) -> Iterator[Finding]:
    """A hint when every figure of the three rows is 0 at a body whose name speaks of enforcement."""
    name = document.agency.name
    word = next((field for field in FIELDS if field in name), None)
    if word is None or not _BODY.search(name) or not RULES[0].applies(document):
        return
    cells = [
        address for address, cell in document.format.figure_cells.items() if cell.table == "t2" and cell.row in ROWS
    ]
    if any(document.figures.get(cell) != 0 for cell in cells):
        return
    yield RULES[0].finding(
        (cells[0],),
        "行政许可、行政处罚、行政强制全部为 0。本机关名称表明有执法职责，请核对是否漏填。",
        "Licences, penalties and coercive measures are all 0, though the name of the body speaks of enforcement. Check "
        "whether they were left out.",
        related=cells,
    )
