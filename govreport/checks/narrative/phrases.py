"""说法: what clauses state without a number of their own: none received, all done, no case lost."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise
from typing import Final

from govreport.checks.narrative.lexicon import DISPUTES
from govreport.checks.narrative.reading import Text, Token
from govreport.checks.narrative.records import Claim, Fact
from govreport.checks.narrative.state import State

_JOIN: Final = frozenset("、和及与或以也未收到发生，")
# What may stand behind the last matter of 未发生…: anything else makes it another statement (未发生行政复议被纠正).
_TAIL: Final = re.compile(
    r"(?:的|类|等|方面|有关|相关|案件|案|申请|事项|事件|情况|情形|问题|发生|现象|数量为零){0,4}[。；，、）！]?"
)
_ON_TIME: Final = re.compile(r"规定时[间限]|法定[期时]限|期限内|时限内|按时|按期|如期|及时|依法|依规|规范|规定")
_NO_DEFEAT: Final = re.compile(
    r"零败诉|无败诉|无一败诉|没有败诉|未发生败诉|未出现败诉|败诉案件为零|败诉率为?0|零败诉率"
)
_UPHELD: Final = re.compile(r"(?:均|全部|都)(?:获|被|得到|予以|依法|为|判决|裁定|复议|机关|结果){0,3}维持")
_NOT_CORRECTED: Final = re.compile(
    r"(?:未|无|没有|零)(?:发生|出现|因)?(?:行政)?(?:复议|诉讼|案件)?(?:被)?(?:依法)?(?:纠错|纠正)(?!问题|错误|措施|不)|维持率(?:为|达|达到)?100%"
)


def denials(section: str, sentence: int, text: Text, clause: Sequence[Token], end: int, state: State) -> Iterator[Fact]:
    """未收到申请, 未发生行政复议和行政诉讼: facts with the value 0."""
    at = next((i for i, token in enumerate(clause) if token.code == "deny"), None)
    if at is None or not state.own:
        return
    behind = [token for token in clause[at + 1 :] if token.code not in ("again",)]
    matters = _enumeration(text, [token for token in behind if token.kind == "topic"])
    if not matters or any(token.kind in ("outcome", "carry", "disposition", "skip") for token in behind):
        return
    if any(token.code in ("part", "branch", "last_year", "rate") for token in behind) and matters[-1] == "application":
        return
    last = max(token.end for token in behind if token.kind == "topic")
    rest = text.folded[last:end]
    if len(rest) > 16 or not _TAIL.fullmatch(rest.replace("\x00", "？")):
        return
    if clause[at].end - clause[at].start == 1 and text.folded[clause[at].end : behind[0].start].strip("因一"):
        return
    for code in matters:
        if code == "application" or (code in DISPUTES and (state.evidence or state.spoken)):
            yield Fact(
                section=section,
                start=text.origin[clause[at].start],
                end=text.origin[last - 1] + 1,
                passage=text.passage(clause[at].start, last),
                measures=("received",) if code == "application" else (code,),
                value=Decimal(0),
                unit="件",
                sentence=sentence,
                denied=True,
                own=not state.authority,
            )


def _enumeration(text: Text, topics: Sequence[Token]) -> list[str]:
    """The matters of the last group of 、 and 和; an application before 引发的 only says where a dispute came from."""
    found: list[str] = []
    for index, token in enumerate(topics):
        between = text.folded[topics[index - 1].end : token.start] if index else ""
        if set(between) - (_JOIN | frozenset("案件申请情况")):
            found.clear()
        found.append(token.code)
    if "application" in found and set(found) & set(DISPUTES) and _adjoining(topics):
        found.remove("application")
    return found


def _adjoining(topics: Sequence[Token]) -> bool:
    return any(left.code == "application" and right.start == left.end for left, right in pairwise(topics))


def statements(section: str, sentence: int, text: Text, clause: Sequence[Token], state: State) -> Iterator[Claim]:
    """全部办结, 零败诉, 均获维持, 未被纠错."""
    if not clause:
        return
    start, end = clause[0].start, clause[-1].end
    if kind := _all_done(text, clause, state):
        yield Claim(section, kind, text.passage(start, end), ("application",), sentence)
    if not (state.evidence or state.spoken) or not state.own or state.authority:
        return
    said = text.folded[max(start - 6, 0) : end + 6]
    topics = tuple(dict.fromkeys(token.code for token in clause if token.code in DISPUTES))
    topics = topics or ((state.topic,) if state.topic in DISPUTES else ())
    for kind, shape in (("no_defeat", _NO_DEFEAT), ("upheld", _UPHELD), ("not_corrected", _NOT_CORRECTED)):
        match = shape.search(said) if len(said) < 400 else None
        if match and (topics or kind == "no_defeat"):
            # The clause with the claim, which may stand a few characters beyond it.
            began, ended = max(start - 6, 0) + match.start(), max(start - 6, 0) + match.end()
            passage = text.passage(min(start, began), max(ended, start + 1))
            yield Claim(section, kind, passage, topics or ("litigation",), sentence)


def _all_done(text: Text, clause: Sequence[Token], state: State) -> str | None:
    topics = [token.code for token in clause if token.kind == "topic"]
    matter = topics[-1] if topics else state.topic
    if matter != "application" or not state.own or state.branch or state.excepted or state.restricted:
        return None
    if any(token.kind in ("carry", "disposition") or token.code in ("part", "deny", "foreign") for token in clause):
        return None
    for index, token in enumerate(clause):
        if token.code == "rate":
            number = clause[index + 1].number if index + 1 < len(clause) else None
            if number is not None and number.value == 100 and number.unit == "%":
                return "on_time_rate" if "按" in text.folded[token.start : token.end] else "rate"
        if token.code == "all":
            done = next((later for later in clause[index + 1 : index + 5] if _finishes(later)), None)
            if done is not None and done.start - token.end <= 20:
                if not _ON_TIME.search(text.folded, token.start, done.end):
                    return "done"
                # 全部按期答复96件 is compared as a number.
                return None if clause[-1].kind == "number" and clause[-1].start > done.start else "on_time"
    return None


def _finishes(token: Token) -> bool:
    return token.kind == "verb" and token.code in ("processed", "replied")
