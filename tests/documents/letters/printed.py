"""Letters, sheets and receipts that several tests look at, printed once."""

from dataclasses import replace
from datetime import UTC, date, datetime
from functools import cache

from govreport.documents.letters.letter import Letter, LetterFacts, submission_letter
from govreport.documents.letters.pdf import letter_pdf
from govreport.documents.letters.receipt import receipt_pdf
from govreport.documents.letters.sheet import sheet_pdf
from govreport.documents.letters.steps import SheetLine, SheetRound, Step, Subject
from govreport.standards.document import AgencyName, Document
from govreport.standards.seal import short_code
from tests.builders import balanced
from tests.documents.render.page import Page, pages

NUMBER = "云林函〔2024〕3号"
FULL = LetterFacts(
    addressee="云溪县人民政府办公室",
    issued=date(2024, 1, 20),
    number=NUMBER,
    copies="云溪县司法局，云溪县档案馆",
    contact="周宁",
    phone="0999-6210001",
)
OFFICE = "云溪县林业和草原局办公室"
GENERAL = replace(FULL, printed_by=OFFICE, printed_on=date(2024, 1, 22))
SHORT = LetterFacts(addressee="云溪县人民政府", issued=date(2024, 1, 5))
LONG_NAME = "云溪哈尼族彝族自治州人民政府政务服务和大数据管理局"
SHA256 = "3fa491bc07de" + "5c" * 26
SUBJECT = Subject(
    "云溪县林业和草原局2023年政府信息公开工作年度报告", "云溪县林业和草原局", 2023, 1, "国办公开办函〔2021〕30号"
)


def long_named() -> Document:
    """A report of 2018, with an annex of its own, of an agency whose name fills the line."""
    title = f"{LONG_NAME}2018年政府信息公开工作年度报告"
    return balanced("e2014").replace(agency=AgencyName(name=LONG_NAME), title=title)


@cache
def written(code: str) -> tuple[Letter, Document]:
    """A letter and its report: "full", "short" (what must be filled in, no more) or "long" (names and copies).

    In the general format: "general", "general-short" (without copies and number) and "general-long".
    """
    if code in ("general", "general-short"):
        facts = GENERAL if code == "general" else replace(GENERAL, copies="", number="")
        return submission_letter(balanced(), facts), balanced()
    if code.endswith("long"):
        copies = "，".join(["云溪县人民代表大会常务委员会办公室"] * 4)
        facts = LetterFacts(addressee="云溪州人民政府办公室", issued=date(2019, 3, 1), copies=copies)
        if code == "general-long":
            facts = replace(facts, printed_by=f"{LONG_NAME}办公室", printed_on=date(2019, 3, 1))
        return submission_letter(long_named(), facts), long_named()
    published = date(2024, 1, 18) if code == "full" else None
    return submission_letter(balanced(), FULL if code == "full" else SHORT, published), balanced()


@cache
def letter_file(code: str) -> bytes:
    """Letter and report as PDF."""
    return letter_pdf(*written(code))


@cache
def letter_pages(code: str) -> list[Page]:
    """Its pages."""
    return pages(letter_file(code))


SUBMITTED = Step("提交审核", "起草人周宁", datetime(2024, 1, 15, 6, 3, 9, tzinfo=UTC), short_code(SHA256), SHA256)


def rounds(opinion: str = "同意，报签发人。") -> list[SheetRound]:
    """Returned in the first round, approved in the second one by a substitute; the signatory has not signed yet."""
    returned, again, approved = (
        datetime(2024, 1, day, hour, minute, tzinfo=UTC) for day, hour, minute in ((15, 16, 30), (17, 2, 0), (18, 2, 0))
    )
    why = "请核对表三。\n第六部分写明收费。"
    return [
        SheetRound(
            1,
            (
                SheetLine("提交审核", "起草人周宁", "起草人", at=SUBMITTED.at),
                SheetLine("初审：退回修改", "审核人吴敏", "审核人", at=returned, opinion=why),
            ),
        ),
        SheetRound(
            2,
            (
                SheetLine("提交审核", "起草人周宁", "起草人", at=again),
                SheetLine("初审", "代办人韩璐", "审核人", "审核人吴敏", approved, opinion),
                SheetLine("保密审查", skipped=True),
                SheetLine("发布"),
            ),
        ),
    ]


@cache
def sheet_file(opinion: str = "同意，报签发人。") -> bytes:
    """审签单 of these rounds."""
    return sheet_pdf(SUBJECT, rounds(opinion), short_code(SHA256))


@cache
def receipt_file() -> bytes:
    """回执 of the first submission."""
    return receipt_pdf(SUBJECT, SUBMITTED)
