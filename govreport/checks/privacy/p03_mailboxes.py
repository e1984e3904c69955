"""P-03 联系邮箱: the mailbox given is one of the office, not of a person."""

import re
from collections.abc import Iterator
from typing import Final

from govreport.checks.privacy.scan import texts
from govreport.checks.rule import ALL, Rule, Scope
from govreport.standards.document import Document
from govreport.standards.finding import Finding, Severity

RULES: Final = (
    Rule(
        id="P-03",
        severity=Severity.WARNING,
        scope=Scope.PRIVACY,
        editions=ALL,
        sentence="联系邮箱是机关的工作邮箱。",
        sentence_en="The mailbox given is an office mailbox.",
        basis="联系邮箱宜用机关工作邮箱",
        basis_en="An office mailbox is the better contact",
    ),
)

_FREE: Final = re.compile(
    r"(?:vip\.)?(?:qq|163)\.com|(?:foxmail|126|139|sina|sohu|21cn|aliyun|tom|gmail|hotmail|outlook)\.com"
    r"|(?:189|wo|sina)\.cn|yeah\.net",
    re.IGNORECASE,
)
_LOCAL: Final = re.compile(r"[A-Za-z0-9._+-]{1,64}\Z")
_DOMAIN: Final = re.compile(r"[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,4}")
_WIDE: Final = str.maketrans("０１２３４５６７８９＠．", "0123456789@.")
REACH: Final = 64


def mailboxes(document: Document, previous: Document | None) -> Iterator[Finding]:
    """A warning for a numbered free-mail account, a hint for any other account of a public mail host."""
    for address, text in texts(document):
        for local, domain in addresses(text.translate(_WIDE)):
            if not _FREE.fullmatch(domain):
                continue
            shown = f"{local[:2]}***@{domain}"
            if local.isdigit():
                yield RULES[0].finding(
                    (address,),
                    f"联系邮箱“{shown}”是以号码开户的个人邮箱。请改用机关工作邮箱，或说明理由。",
                    f"The mailbox “{shown}” is a numbered private account. Give an office mailbox, or say why not.",
                )
            else:
                yield RULES[0].finding(
                    (address,),
                    f"联系邮箱“{shown}”开在公共邮件网站上，建议改用机关工作邮箱。",
                    f"The mailbox “{shown}” is on a public mail host; consider an office mailbox.",
                    severity=Severity.HINT,
                )


def addresses(text: str) -> Iterator[tuple[str, str]]:
    """Name and host of every mail address of a text; each ``@`` is looked at once, 64 characters to the left."""
    place = text.find("@")
    while place >= 0:
        local = _LOCAL.search(text[max(0, place - REACH) : place])
        domain = _DOMAIN.match(text, place + 1)
        if local and domain:
            yield local.group(), domain.group()
        place = text.find("@", place + 1)
