"""S-15 模板文字: no placeholder, instruction or markup is left in the text."""

import re
from collections.abc import Iterator
from typing import Final

from govreport.checks.rule import ALL, Rule, Scope
from govreport.checks.structure.text import excerpt, name_of, texts
from govreport.standards.document import SECTION_LIMIT, Document
from govreport.standards.finding import Finding, Severity

RULES: Final = (
    Rule(
        id="S-15",
        severity=Severity.ERROR,
        scope=Scope.STRUCTURE,
        editions=ALL,
        sentence="正文和标题中没有未替换的模板文字、填写说明和标记。",
        sentence_en="Title and text contain no placeholder, instruction or markup of a template.",
        basis="公布的报告应当完整、准确",
        basis_en="A published report is to be complete and accurate",
    ),
)

# What follows 某某 or ×× when an agency, place or amount was to be filled in; 张某某 and 李×× are persons kept private.
_THING: Final = (
    r"(?:省|市|县|区|州|旗|镇|乡|街道|局|厅|委|办|部门|单位|政府|机关|处室?|科室?|网站|栏目|年|月|日|件|条|次|号"
    r"|个|篇|人次|元|万元|家|项|期|户|份|起|工作|同志)"
)
_SURE: Final = (
    # 2023 年 XX 月, XX 局; letters or digits on either side are a name, a mask or a page address.
    r"(?<![0-9A-Za-z./_:#-])[XＸ]{2,8}(?![0-9A-Za-z./_])",
    r"(?<![0-9A-Za-z./_:-])x{2,8}(?=" + _THING + ")",
    r"20[XxＸ×✕＊*]{2}年",
    r"(?<![0-9*])[×✕○＊]{2,8}(?=" + _THING + ")",
    r"(?<![\u4e00-\u9fff])某{1,2}某?(?=" + _THING + ")|某某(?=" + _THING + ")",
    r"[（(](?:具体|此处|请|在此)?(?:填写|填报|插入|输入|填入)?(?:具体)?(?:网址|网站地址|链接|单位名称|机关名称|部门名称"
    r"|联系电话|电话号码|日期|数字|数据|年份)[）)]",
    r"[（(【\[](?:此处|请在此|请根据|请按|请填|待填|待补|待完善|填写说明|填表说明|示例|模板|可选)[^）)】\]\n]{0,40}[）)】\]]",
    r"(?:下载|网址|网站|网页|电话|地址|邮编|邮箱|传真|查阅|查看)[:：]? ?[（(] ?[）)]",
    r"(?<![0-9A-Za-z_./])_{3,40}(?![0-9A-Za-z_./])|＿{2,40}",
    r"\{\{?[^{}\n]{1,30}\}?\}|\$\{[^{}\n]{1,30}\}",
    r"</?(?:b|i|u|p|br|hr|div|span|table|tbody|thead|tr|td|th|font|strong|em|img|ul|ol|li|sub|sup|center|style|script"
    r"|h[1-6])(?: [^<>\n]{0,120})?/?>",
    r"&(?:nbsp|lt|gt|amp|quot|ldquo|rdquo|mdash|middot);",
    r"\*\*[^*\n]{1,60}\*\*",
)
_LIKELY: Final = (r"(?:具体)?表格如下|如下表格?所示|见下表|下表所示",)

_ERROR: Final = re.compile("|".join(f"(?:{pattern})" for pattern in _SURE))
_WARNING: Final = re.compile("|".join(f"(?:{pattern})" for pattern in _LIKELY))
_HEADING_MARK: Final = re.compile(r"(?m)^#{1,6} ")
_AROUND: Final = 8  # characters shown on either side
MOST: Final = 5  # findings for one section


def placeholders(document: Document, previous: Document | None) -> Iterator[Finding]:
    """A finding for each passage, at most five for a section; text that speaks of a table below it is a warning."""
    yield from _in(document, "title", document.title)
    for code, text in texts(document):
        yield from _in(document, code, text[:SECTION_LIMIT])


def _in(document: Document, code: str, text: str) -> Iterator[Finding]:
    where, where_en = ("标题", "The title")
    if code != "title":
        where, where_en = f"“{name_of(document, code)}”", f"“{name_of(document, code)}”"
    told = 0
    for pattern, severity in ((_ERROR, Severity.ERROR), (_HEADING_MARK, Severity.ERROR), (_WARNING, Severity.WARNING)):
        for match in pattern.finditer(text):
            if told == MOST:
                return
            told += 1
            passage = excerpt(_around(text, match))
            yield RULES[0].finding(
                (code,),
                f"{where}中有未替换的模板文字“{excerpt(match[0])}”（“{passage}”）。请改为实际内容，或者删去。",
                f"{where_en} contains text of a template, “{excerpt(match[0])}” (“{passage}”). Replace it by the "
                "actual content, or remove it.",
                severity=severity,
            )


def _around(text: str, match: re.Match[str]) -> str:
    """The line about a passage, an ellipsis where it is cut."""
    start = max(text.rfind("\n", 0, match.start()) + 1, match.start() - _AROUND)
    line = text.find("\n", match.end(), match.end() + _AROUND)
    end = match.end() + _AROUND if line < 0 else line
    before = "…" if start and text[start - 1] != "\n" else ""
    return f"{before}{text[start:end].lstrip('。，；、')}{'…' if end < len(text) and text[end] != chr(10) else ''}"
