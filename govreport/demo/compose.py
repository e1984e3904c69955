"""演示报告的成文: an agency, a year and figures that are not zero → a whole report as a value."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from govreport.demo import sentences
from govreport.demo.sources import prose
from govreport.standards import in_force
from govreport.standards.derive import computed
from govreport.standards.document import AgencyName, Document
from govreport.standards.edition import Edition
from govreport.standards.figures import Figures
from govreport.standards.numbers import parse_number

# How reports.toml speaks of table two: short name → row, and the columns in the order of the values.
_ROWS = {"normative": "normative_docs", "fees": "admin_fees"}
_COLUMNS: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "e2021": {"rules": ("issued", "repealed", "in_force"), "normative_docs": ("issued", "repealed", "in_force")},
    "e2019": {
        "rules": ("made", "newly_public", "public_total"),
        "normative_docs": ("made", "newly_public", "public_total"),
        "admin_fees": ("prev_items", "delta"),
        "procurement": ("projects", "amount"),
    },
}
_ITEMS = {"e2021": ("decisions",), "e2019": ("prev_items", "delta", "decisions")}
_APPLICANTS = ("natural_person", "commercial", "research", "public_welfare", "legal_service", "other_org")
_RESULTS_OF_DISPUTES = ("upheld", "corrected", "other", "pending")


@dataclass(frozen=True, slots=True)
class Speaker:
    """成文的机关: an agency as the texts speak of it."""

    name: str
    self_name: str
    theme: str
    web: int
    media: int


def compose(speaker: Speaker, year: int, entry: Mapping[str, Any]) -> Document:
    """The report of an entry of ``reports.toml``: figures, totals, texts and title."""
    edition = in_force(year)
    if edition is None:
        raise ValueError(f"no edition for {year}")
    figures, printed = figures_of_entry(edition, entry)
    fee = {item.code: Decimal(0) for item in edition.fee}
    values = {**figures, **{f"fee.{code}": value for code, value in fee.items()}}
    return Document(
        edition=edition.code,
        year=year,
        agency=AgencyName(name=speaker.name),
        title=edition.title_for(speaker.name, year),
        sections=sections(edition, speaker, year, values),
        fee=fee,
        figures=figures,
        printed=printed,
    )


# --- figures -----------------------------------------------------------------------------------------


def figures_of_entry(edition: Edition, entry: Mapping[str, Any]) -> tuple[Figures, dict[str, str]]:
    """All cells (zero where the entry says nothing, totals computed), and what is printed beside numbers."""
    texts = {f"t18.{row}": str(value) for row, value in entry.get("t18", {}).items()}
    for name, value in entry.get("t2", {}).items():
        row = _ROWS.get(name, name)
        columns = _COLUMNS[edition.code].get(row, _ITEMS[edition.code])
        if edition.code == "e2021" and row == "admin_fees":
            columns = ("amount_wan",)
        texts |= _cells(f"t2.{row}", columns, value if isinstance(value, list) else [value])
    for row, numbers in entry.get("t3", {}).items():
        texts |= _cells(f"t3.{row}", _APPLICANTS, numbers)
    for block, numbers in entry.get("t4", {}).items():
        texts |= _cells(f"t4.{block}", _RESULTS_OF_DISPUTES, numbers)
    if unknown := sorted(set(texts) - set(edition.figure_cells)):
        raise ValueError(f"{edition.code} has no cell {unknown[0]}")
    zeros = {address: Decimal(0) if cell.numeric else None for address, cell in edition.figure_cells.items()}
    readings = {address: parse_number(text) for address, text in texts.items()}
    figures = Figures(zeros).replace({address: reading.value for address, reading in readings.items()})
    printed = {address: texts[address] for address, reading in readings.items() if not reading.plain}
    if topics := entry.get("topics"):
        printed["t18.c4_topics"] = topics
    return figures.replace(computed(edition.code, figures)), printed


def _cells(row: str, columns: tuple[str, ...], values: list[object]) -> dict[str, str]:
    return {f"{row}.{column}": str(value) for column, value in zip(columns, values, strict=False)}


# --- words -------------------------------------------------------------------------------------------


def sections(edition: Edition, speaker: Speaker, year: int, values: Mapping[str, Decimal | None]) -> dict[str, str]:
    """The text sections, in the agency's words and in agreement with the figures."""
    words = _Words(speaker, year)
    if edition.code == "e2014":
        return {"preamble": words.preamble(edition), "sec1": words.body_2014(values), "closing": words.closing()}
    texts = {
        "preamble": words.preamble(edition),
        "sec1": words.overview(values),
        "sec5": words.problems(values),
        "sec6": words.others(edition, values),
        "closing": words.closing(),
    }
    return texts


class _Words:
    """Chooses among the variants by agency and year, so that neighbours and years differ."""

    def __init__(self, speaker: Speaker, year: int) -> None:
        self.speaker, self.year = speaker, year
        self.turn = year + len(speaker.name)
        self.web = speaker.web + (year * 37 + len(speaker.name) * 11) % (speaker.web // 8 + 5)
        self.media = speaker.media + (year * 53) % (speaker.media // 6 + 5)

    def pick(self, kind: str, shift: int = 0) -> str:
        variants = prose(self.speaker.theme, kind)
        text = variants[(self.turn + shift) % len(variants)]
        return text.format(
            name=self.speaker.name, self=self.speaker.self_name, year=self.year, web=self.web, media=self.media
        )

    def preamble(self, edition: Edition) -> str:
        parts = "本报告由六个部分组成，" if edition.code != "e2014" else "本报告由正文和统计表两部分组成，"
        law = "第四十九条、第五十条" if edition.code != "e2014" else "关于工作年度报告的规定"
        # A title inside a title takes the other brackets.
        notice = edition.instrument_title.replace("《", "〈").replace("》", "〉")
        return (
            f"本报告依据《中华人民共和国政府信息公开条例》{law}编制，格式采用《{notice}》"
            f"（{edition.instrument}）的规定。{parts}数据的统计期限为{self.year}年1月1日至{self.year}年12月31日，"
            f"范围为{self.speaker.name}机关。"
        )

    def closing(self) -> str:
        return (
            f"本报告在政府门户网站“政府信息公开年报”栏目发布，可以在线阅读，也可以下载。对报告内容有疑问的，"
            f"请按照政府信息公开指南载明的方式与{self.speaker.name}联系。"
        )

    def overview(self, values: Mapping[str, Decimal | None]) -> str:
        own = self.speaker.self_name
        return "\n".join(
            (
                f"{self.year}年，{own}认真贯彻《中华人民共和国政府信息公开条例》，把公开融入日常履职，各项工作平稳有序。",
                f"（一）主动公开。{self.pick('proactive')}",
                f"（二）依申请公开。{sentences.applications(self.year, values)}{sentences.disputes(values)}",
                f"（三）政府信息管理。{self.pick('management')}",
                f"（四）政府信息公开平台建设。{self.pick('platform', 1)}",
                f"（五）监督保障。{self.pick('supervision', 2)}",
            )
        )

    def problems(self, values: Mapping[str, Decimal | None]) -> str:
        troubles, remedies = self.pick("problems").split("\n")
        remedies += sentences.corrected(values)
        return "\n".join(
            (
                f"（一）{troubles}",
                f"（二）{remedies}",
                f"（三）下一步打算：{self.pick('plans', 1).removeprefix('下一步，将')}",
            )
        )

    def others(self, edition: Edition, values: Mapping[str, Decimal | None]) -> str:
        items = [
            f"年度要点落实情况。{self.pick('others')}",
            f"人员和经费保障情况。{self.pick('means', 2)}",
            f"数据核对情况。{self.pick('notes', 1)}",
        ]
        if edition.fee:
            items.insert(0, f"信息处理费收取情况。{sentences.fee(self.year, values)}")
        else:
            items.insert(0, "收费情况。全年办理政府信息公开申请没有收取任何费用。")
        return "\n".join(f"（{number}）{item}" for number, item in zip("一二三四", items, strict=False))

    def body_2014(self, values: Mapping[str, Decimal | None]) -> str:
        self.web = int(values["t18.a2_website"] or 0)
        self.media = int((values["t18.a2_weibo"] or 0) + (values["t18.a2_wechat"] or 0))
        own = self.speaker.self_name
        troubles, remedies = self.pick("problems").split("\n")
        return "\n".join(
            (
                "一、概述",
                f"{self.year}年，{own}按照推进决策、执行、管理、服务、结果公开的要求，健全工作机制，充实公开内容，各项任务按期完成。",
                self.pick("management"),
                "二、主动公开政府信息情况",
                self.pick("proactive"),
                self.pick("platform", 1),
                "三、依申请公开政府信息情况",
                sentences.applications_2014(values),
                "四、行政复议、行政诉讼和举报投诉情况",
                sentences.disputes_2014(values),
                "五、监督保障和存在的问题",
                self.pick("supervision", 2),
                troubles,
                remedies,
            )
        )
