"""信息处理费收取情况: the four numbers as fields, and the sentence they become in the document."""

from collections.abc import Mapping

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from govreport.documents.render.fee import fee_statement, said_in_own_words
from govreport.standards.document import Document
from govreport.web.desk.sheet import Sheet


def fee_line(document: Document) -> dict[str, str]:
    """``text``: the sentence exactly as it is printed now, or nothing; ``note``: what a person should know about it."""
    if not document.format.fee:
        return {"text": "", "note": ""}
    if said_in_own_words(document):
        return {
            "text": "",
            "note": _("正文已经写到“信息处理费”，公文里用正文的话，不再另加一句。请核对与上面四个数一致。"),
        }
    blank = sum(document.fee.get(item.code) is None for item in document.format.fee)
    text = fee_statement(document)
    if blank and not text:
        note = _("填齐四个数后生成。")
    elif blank:
        form = ngettext(
            "还有 %(count)s 个数没有填，填齐四个数后这句话才完整。",
            "还有 %(count)s 个数没有填，填齐四个数后这句话才完整。",
            blank,
        )
        note = form % {"count": blank}
    else:
        note = ""
    return {"text": text, "note": note}


def fee_items(sheet: Sheet) -> list[Mapping[str, str]]:
    """The fee statement as fields."""
    english = (get_language() or "").startswith("en")
    return [
        {
            "address": f"fee.{item.code}",
            "label": item.label,
            "gloss": item.english if english else "",
            "unit": item.unit,
            "text": sheet.text(f"fee.{item.code}"),
            "last": sheet.last_year.get(f"fee.{item.code}", ""),
            "css": f"has-{mark}" if (mark := sheet.marks.get(f"fee.{item.code}")) else "",
        }
        for item in sheet.edition.fee
    ]
