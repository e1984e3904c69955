"""行文: goes through a section from left to right and notes what each clause states."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final

from govreport.checks.narrative.attribution import Meaning, light, meaning
from govreport.checks.narrative.lists import apportioned
from govreport.checks.narrative.phrases import denials, statements
from govreport.checks.narrative.reading import ENDS, Text, Token, heading, paragraphs, read, tokens
from govreport.checks.narrative.records import Amount, Claim, Context, Fact, Statements
from govreport.checks.narrative.scope import other_agency
from govreport.checks.narrative.segment import Segment
from govreport.checks.narrative.state import MEANING, UNKNOWN, State

# A paragraph without a full stop and not longer than this is a heading of what follows.
_HEADING: Final = 30
# How much text around a number is kept.
_AROUND: Final = 60
_LONG: Final = 30
_JOINT: Final = re.compile("[、和及与并]")
# 主动公开120件、依申请公开86件、不予公开45件: how documents were classed, no applications.
_CLASSED: Final = re.compile("主动公开(?:的|类|文件|公文|信息|政府信息){0,2}(?:共|为|有)?$")
_ROUNDED: Final = ("约", "近", "超", "超过", "逾", "不足", "至少", "上", "数", "几", "多达", "不少于", "不低于", "大约")
_ROUNDED_AFTER: Final = ("左右", "以上", "以下", "余", "上下", "以内")


@dataclass(slots=True)
class _Clause:
    tokens: list[Token]
    start: int
    end: int


def walk(section: str, source: str, context: Context) -> Statements:
    """All facts, claims and amounts of one section."""
    walker = _Walker(section, read(source), State(context))
    walker.run()
    return Statements(tuple(walker.facts), tuple(walker.claims), tuple(walker.amounts))


class _Walker:
    """One pass over a section; every token is looked at a bounded number of times."""

    def __init__(self, section: str, text: Text, state: State) -> None:
        self.section, self.text, self.state = section, text, state
        self.facts: list[Fact] = []
        self.claims: list[Claim] = []
        self.amounts: list[Amount] = []
        self.paragraph = self.sentence = self.clause = self.first = 0

    def run(self) -> None:
        """Paragraph by paragraph."""
        after_heading = broken_off = False
        listed = 0
        for start, end in paragraphs(self.text):
            numbered = heading(self.text, start, end)
            if numbered:
                # 申请情况如下： and the entries below it are of one matter.
                begins = bool(start) and self.text.folded[start - 2 : start - 1] == "："
                listed = numbered if begins and not listed else listed if numbered >= listed else 0
            if numbered and listed:
                self.state.paragraph(keep=True, numbered=False)
                self.paragraph += 1
            elif numbered or not broken_off:
                self.state.paragraph(keep=after_heading and not numbered, numbered=bool(numbered))
                self.paragraph += 1
            self._paragraph(start, end)
            self._end_sentence()
            last = self.text.folded[end - 1]
            after_heading = end - start <= _HEADING and last not in "。；！？"
            # A list that goes on below, or a page that ended.
            broken_off = last in "；，、："

    def _paragraph(self, start: int, end: int) -> None:
        for clause, stop in _clauses(self.text, start, end):
            self._clause(clause)
            self.state.clause()
            self.clause += 1
            if stop in ENDS:
                self._end_sentence()
                self.state.sentence()
            elif stop == "；":
                self.state.semicolon()

    def _end_sentence(self) -> None:
        if self.state.classed:
            self.facts[self.first :] = [replace(fact, part=True) for fact in self.facts[self.first :]]
        if self.state.carried:
            self.facts[self.first :] = [replace(fact, with_carried=True) for fact in self.facts[self.first :]]
        self.sentence, self.first = self.sentence + 1, len(self.facts)

    def _clause(self, clause: _Clause) -> None:
        segment = Segment(clause.start)
        listed = apportioned(clause.tokens, clause.start, self.text.folded)
        for index, token in enumerate(clause.tokens):
            if token.kind == "number":
                if (own := listed.get(token.start, segment)) is not None:
                    self._number(token, own, clause, index)
                segment = segment.after(token)
            else:
                self._word(token, segment)
        if not any(token.kind == "number" for token in clause.tokens):
            self.facts.extend(denials(self.section, self.sentence, self.text, clause.tokens, clause.end, self.state))
        self.claims.extend(statements(self.section, self.sentence, self.text, clause.tokens, self.state))

    def _word(self, token: Token, segment: Segment) -> None:
        if token.kind == "year" and self.text.folded[max(token.start - 1, 0) : token.start] in ("较", "比"):
            # 较2022年减少4件，办结3件: only the difference is measured by the other year.
            token = replace(token, kind="mark", code="last_year")
        if token.kind == "mark" and token.code == "bare":
            token = segment.bare(token, self.text.folded, self.state)
        segment.add(token, self.text.folded)
        self.state.hear(token)

    def _number(self, token: Token, segment: Segment, clause: _Clause, index: int) -> None:
        number = token.number
        if number is None:
            return
        segment.close(token.start, self.text.folded)
        following, after = self._behind(token, clause, index)
        own = self._own(token, clause)
        before = self.text.folded[max(token.start - 3, clause.start) : token.start]
        rounded = number.rounded or before.endswith(_ROUNDED) or after.startswith(_ROUNDED_AFTER)
        if number.value is not None:
            self._amount(token, number.value, segment, clause, rounded=rounded, own=own)
        if number.unit in ("%", "‰", "个百分点"):
            return
        tail = self._tail(clause, index)
        self.state.evidence = self.state.evidence or "信息公开" in tail
        found = meaning(segment, number.unit, following, after, self.state, tail)
        if found is not None:
            self.state.topic = found.topic
            self.state.restricted = self.state.restricted or found.part
            end = token.end if segment.words else self._until(clause, index)
            # Of a long list only the part that is meant.
            start = clause.start if token.end - clause.start <= _LONG else segment.start
            self._fact(token, found, self.text.passage(start, end), rounded=rounded, own=own)
        elif segment.residue and not light(segment.residue) and not self.state.changed:
            self.state.topic = UNKNOWN

    def _behind(self, token: Token, clause: _Clause, index: int) -> tuple[Sequence[Token], str]:
        """The words behind a number that may say what it counts, and the text up to the first of them."""
        following = _following(clause, index)
        end = following[0].start if following else clause.end
        # What stands further off says nothing of it, and a clause may be as long as a whole text.
        after = self.text.folded[token.end : min(end, token.end + 2 * _AROUND)]
        # 受理94件、行政复议8件: what stands behind 、 belongs to the next number.
        joint = _JOINT.search(after)
        return ([], after[: joint.start()]) if joint else (following, after)

    def _own(self, token: Token, clause: _Clause) -> bool:
        """Whether the number is the report's own; takes note of another agency and of documents being classed."""
        said = self.text.folded[max(clause.start, token.start - 2 * _AROUND) : token.start]
        if other_agency(said, self.state.context.agency):
            self.state.other_scope = True
        if _CLASSED.search(said[-16:]):
            self.state.classed = True
        return not (self.state.plan or self.state.other_scope)

    def _fact(self, token: Token, found: Meaning, passage: str, *, rounded: bool, own: bool) -> None:
        number = token.number
        if number is None or number.value is None or not found.measures:
            return
        fact = Fact(
            section=self.section,
            start=self.text.origin[token.start],
            end=self.text.origin[token.end - 1] + 1,
            passage=passage,
            measures=found.measures,
            value=number.value,
            unit=number.unit,
            sentence=self.sentence,
            part=found.part or (found.total and (self.state.branch or self.state.restricted)),
            own=own and (found.carry or self.state.own),
            rounded=rounded,
            settled=found.settled,
            joined=found.joined,
        )
        self.facts.append(fact)
        self.state.stated(own=fact.own)

    def _amount(
        self, token: Token, value: Decimal, segment: Segment, clause: _Clause, *, rounded: bool, own: bool
    ) -> None:
        folded = self.text.folded
        self.amounts.append(
            Amount(
                section=self.section,
                paragraph=self.paragraph,
                sentence=self.sentence,
                clause=self.clause,
                passage=self.text.passage(clause.start, token.end),
                value=value,
                unit=token.code,
                rounded=rounded,
                own=own and self.state.own,
                before=folded[max(segment.start, token.start - _AROUND) : token.start],
                lead=folded[max(clause.start, token.start - _AROUND) : token.start],
                after=folded[token.end : min(token.end + _AROUND, clause.end)],
            )
        )

    def _until(self, clause: _Clause, index: int) -> int:
        """The place of the next number of a clause, or its end."""
        ahead = clause.tokens[index + 1 : index + 1 + _AROUND]
        return next((token.start for token in ahead if token.kind == "number"), clause.end)

    def _tail(self, clause: _Clause, index: int) -> str:
        """The text from a number to the next one of its clause, or to the clause's end."""
        return self.text.folded[clause.tokens[index].end : self._until(clause, index)][:80]


def _following(clause: _Clause, index: int) -> Sequence[Token]:
    """The words that say something between this number and the next."""
    found: list[Token] = []
    for token in clause.tokens[index + 1 : index + 9]:
        if token.kind == "number":
            break
        if token.kind in MEANING or token.kind in ("skip", "year") or token.code in ("bare", "part"):
            found.append(token)
    return found


def _clauses(text: Text, start: int, end: int) -> Iterator[tuple[_Clause, str]]:
    """The clauses of a paragraph, each with the stop behind it; what stands in brackets is a clause of its own."""
    clause = _Clause([], start, start)
    pending: list[list[Token]] = []
    for token in tokens(text, start, end):
        if token.kind != "stop":
            clause.tokens.append(token)
            continue
        clause.end = token.start
        yield clause, token.code
        held: list[Token] = []
        if token.code == "（" and len(pending) < 8:
            # 申请（含邮寄）12件: the words before the bracket still lead to the number behind it.
            pending.append(_leading(clause))
        elif token.code == "）" and pending:
            # 予以公开（含部分公开）50件: both are counted.
            held = [*pending.pop(), *(token for token in _leading(clause) if token.kind == "disposition")]
        clause = _Clause([], token.end, token.end)
        clause.tokens.extend(_moved(held, token.end))
    clause.end = end
    yield clause, "\n"


def _leading(clause: _Clause) -> list[Token]:
    last = next((i for i in range(len(clause.tokens) - 1, -1, -1) if clause.tokens[i].kind == "number"), -1)
    return [token for token in clause.tokens[last + 1 :][-6:] if token.kind in MEANING]


def _moved(held: list[Token], place: int) -> list[Token]:
    return [replace(token, start=place, end=place) for token in held]
