"""付印: the official PDF of a report, read again page by page and signed, before anybody can see it."""

import logging
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from govreport.documents import signing
from govreport.documents.layout import layout_errors, layout_findings
from govreport.documents.services import render_pdf
from govreport.publishing.making import make
from govreport.reports.errors import Refused
from govreport.standards.document import Document, DocumentError
from govreport.standards.finding import Finding

logger = logging.getLogger(__name__)

# Findings told in the refusal; the rest are counted.
MOST_TOLD: Final = 3


@dataclass(frozen=True, slots=True)
class Printed:
    """付印稿: the file, what its layout check found, and whose signature it carries (empty: none)."""

    content: bytes
    findings: tuple[Finding, ...] = ()
    signer: str = ""
    signed_at: datetime | None = None

    @property
    def notes(self) -> list[dict[str, Any]]:
        """The findings as they are kept with the publication."""
        return [
            {
                "rule": finding.rule,
                "severity": finding.severity.value,
                "place": finding.target,
                "message": finding.message,
                "message_en": finding.message_en,
            }
            for finding in self.findings
        ]


def printed(document: Document, published_at: datetime) -> Printed:
    """The PDF of a report, checked and, where a key is set, signed; raises ``SigningError``."""
    content = render_pdf(document, published_at=published_at)
    return sign(Printed(content, tuple(layout_findings(content, document))))


def sign(made: Printed) -> Printed:
    """The file with its signature, which is looked at once more."""
    if not signing.signing_is_on():
        return made
    content = signing.signed(made.content)
    verdict = signing.verify(content)
    if not verdict.intact:
        raise signing.SigningError(verdict.sentence)
    return Printed(content, made.findings, verdict.signer, verdict.signed_at)


def print_for_publication(document: Document, published_at: datetime) -> Printed:
    """The same; raises ``Refused`` with pages and reasons when the PDF may not be published."""
    try:
        content = render_pdf(document, published_at=published_at)
        findings = tuple(layout_findings(content, document))
    except DocumentError as error:
        words = _("报告没有发布，状态没有变。%(reason)s")
        raise Refused(words % {"reason": error}) from error
    except Exception as error:
        logger.exception("the PDF of a report that is to be published cannot be made")
        raise Refused(_("公文 PDF 未能生成，报告没有发布，状态没有变。请联系系统管理员查看日志。")) from error
    if errors := layout_errors(list(findings)):
        raise Refused(_refusal(errors))
    try:
        return sign(Printed(content, findings))
    except signing.SigningError as error:
        logger.exception("the PDF of a report that is to be published cannot be signed")
        raise Refused(_("公文 PDF 未能签名，报告没有发布，状态没有变。请联系系统管理员检查签名证书。")) from error


def made_for_publication(document: Document, suffix: str, published_at: datetime) -> bytes:
    """One of the other files; raises ``Refused`` when it cannot be made."""
    try:
        return make(document, suffix, published_at)
    except Exception as error:
        logger.exception("the %s of a report that is to be published cannot be made", suffix)
        words = _("%(kind)s 文件未能生成，报告没有发布，状态没有变。请联系系统管理员查看日志。")
        raise Refused(words % {"kind": suffix.upper()}) from error


def _refusal(errors: Iterable[Finding]) -> str:
    found = list(errors)
    language = get_language() or "zh-hans"
    told = [finding.text(language) for finding in found[:MOST_TOLD]]
    message = ngettext(
        "公文 PDF 有 %(count)s 处版式错误，报告没有发布，状态没有变：",
        "公文 PDF 有 %(count)s 处版式错误，报告没有发布，状态没有变：",
        len(found),
    )
    advice = _("请退回起草人修改；报告内容没有问题的，请联系系统管理员。")
    return "\n".join((message % {"count": len(found)}, *told, advice))
