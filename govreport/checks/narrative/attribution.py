"""归属: what a number counts, from the words before it and, where those say nothing, the words behind it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from govreport.checks.narrative.lexicon import DISPUTES, LITIGATION_PARTS, TABLE_TWO
from govreport.checks.narrative.reading import Token
from govreport.checks.narrative.segment import GLUE, Segment
from govreport.checks.narrative.state import State

# Applications, reviews and lawsuits are counted in these; the others need the matter named beside the number.
CASES: Final = frozenset({"件", "宗", "起", "份", "件次"})
LOOSE: Final = frozenset({"次", "条", "个", "项", "人次"})
_INTAKE: Final = frozenset({"received", "new", "accepted", "processed", "replied", "handled"})
# Adverbs and the like between a number and what happened to the cases.
_LIGHT: Final = GLUE | frozenset(
    "均部都按期时及依法规定在限内经审查后决予以作出被由对其我机关目前尚仍还因能够进行条例要求逐"
)
_T2_VERBS: Final = frozenset({"issued", "repealed", "in_force"})
_ENDINGS: Final = frozenset({"upheld", "corrected", "other", "pending"})
# All of the cases: 95件申请全部办结.
_ALL: Final = ("全部", "均", "都")
_MOST: Final = 24


@dataclass(frozen=True, slots=True)
class Meaning:
    """含义 of a number: see ``Fact``; ``total`` where a branch word (其中) would make it a part."""

    topic: str
    measures: tuple[str, ...] = ()
    part: bool = False
    settled: bool = True
    joined: bool = False
    total: bool = True
    carry: bool = False


def light(text: str) -> bool:
    """Whether a stretch of text says nothing about what is counted."""
    return len(text) <= _MOST and not set(text.replace("政府信息公开", "")) - _LIGHT


def meaning(
    segment: Segment, unit: str, following: Sequence[Token], after: str, state: State, tail: str
) -> Meaning | None:
    """What a number counts; None where the words do not say or say something else."""
    first = following[0] if following else None
    named = first if first is not None and light(after) else None
    found = _from_left(segment, named, after, state, following)
    if found is None and _undecided(segment):
        found = _from_right(segment, following, after, state, tail)
    if found is None or (unit not in CASES and not _counted_loosely(unit, segment, found)):
        return None
    return found


def _undecided(segment: Segment) -> bool:
    """Whether nothing before the number says what it counts."""
    return not segment.words and (light(segment.residue) or segment.residue.endswith(("有", "对", "余", "的", "外")))


def _counted_loosely(unit: str, segment: Segment, found: Meaning) -> bool:
    if found.topic in ("rules", "normative_docs"):
        return unit in {"部", "个", "件次"}
    topics = [word.code for word in segment.words if word.kind == "topic"]
    return unit in LOOSE and "application" in topics and found.measures in (("received",), ("accepted",))


def _from_left(
    segment: Segment, named: Token | None, after: str, state: State, following: Sequence[Token]
) -> Meaning | None:
    if not segment.glued:
        return None
    last = segment.words[-1]
    if last.kind == "outcome":
        return _ending(last, segment, state)
    if last.kind == "topic":
        return _counted(_of_topic(last, segment, state, following), after, following)
    if named is not None and named.kind == "topic":
        found = _of_topic(named, segment, state, following)
        # 对重复提出的2件申请: without a word for receiving or handling it is some of them.
        return replace(found, part=True) if found and found.measures == ("count",) else found
    if not light(after) or (named is not None and named.kind == "skip"):
        return None
    topics = [word for word in segment.words if word.kind == "topic"]
    topic = topics[-1].code if topics else state.topic
    if topic == "application":
        return _application(segment, state, following)
    if topic in DISPUTES and last.code in ("received", "new", "raised"):
        return _dispute(segment, topic, state)
    if topic in TABLE_TWO:
        return _table_two(topic, segment)
    return None


def _of_topic(topic: Token, segment: Segment, state: State, following: Sequence[Token]) -> Meaning | None:
    if topic.code == "application":
        return _application(segment, state, following)
    if topic.code in DISPUTES:
        return _dispute(segment, topic.code, state)
    if topic.code in TABLE_TWO:
        return _table_two(topic.code, segment)
    if topic.code in LITIGATION_PARTS:
        known = (state.evidence or state.spoken) and not (state.authority or segment.has("part"))
        alone = all(word is topic for word in segment.words if word.kind == "topic")
        return Meaning("litigation", (topic.code,) if known and alone else (), total=False)
    return Meaning(topic.code)


def _application(segment: Segment, state: State, following: Sequence[Token]) -> Meaning | None:
    words = segment.words
    results = [word for word in words if word.kind == "disposition"]
    carries = [word for word in words if word.kind == "carry"]
    if any(word.kind == "outcome" or word.code in (*DISPUTES, *LITIGATION_PARTS, "foreign") for word in words):
        # 因政府信息公开申请引发行政复议…: the nearer matter has been dealt with; here both stand before an application.
        return Meaning("application", part=True)
    part = segment.has("part", "except", "each") or (segment.has("on_time") and not segment.has("all"))
    if results and carries:
        return Meaning("application", part=True)
    if results:
        results = [word for word in results if not any(_within(other, word) for other in results)]
        codes = tuple(dict.fromkeys(f"disposition:{word.code}" for word in results))
        return Meaning("application", codes, part=segment.has("part"), joined=len(codes) > 1, total=state.restricted)
    if carries:
        return _carry(carries[-1], segment, following, state)
    verbs = ["received" if word.code == "new" else word.code for word in words if word.code in _INTAKE]
    if any(word.kind == "verb" and word.code not in (*_INTAKE, "raised") for word in words):
        # 公开申请指南, 发布依申请公开信息: something else was done than handling applications.
        return Meaning("application", part=True)
    return Meaning("application", tuple(dict.fromkeys(verbs)) or ("count",), part=part)


def _counted(found: Meaning | None, after: str, following: Sequence[Token]) -> Meaning | None:
    """政府信息公开申请0件收费: without a verb, what follows must not say something else of the number."""
    bare = found is not None and found.measures == ("count",) and not following and not light(after)
    return replace(found, part=True) if found is not None and bare else found


def _within(row: Token, group: Token) -> bool:
    """Whether one result is a row of the other: 因属于国家秘密不予公开 is counted in its row."""
    return row.code.startswith(f"{group.code}_")


def _carry(word: Token, segment: Segment, following: Sequence[Token], state: State) -> Meaning:
    part = segment.has("part")
    if word.code != "carried":
        settled = word.code != "pending"
        measure = "carried_out" if word.code == "pending" else word.code
        return Meaning("application", (measure,), part, settled, total=False, carry=True)
    years = [mark for mark in (*segment.marks, *following) if mark.kind == "year"]
    own = state.context.year
    measures: tuple[str, ...] = ("carried_in", "carried_out")
    if years and own is not None:
        measures = ("carried_in",) if int(years[-1].code) < own else ("carried_out",)
    return Meaning("application", measures, part, settled=len(measures) == 1, total=False, carry=True)


def _dispute(segment: Segment, topic: str, state: State) -> Meaning | None:
    if not (state.evidence or state.spoken):
        return Meaning(topic)
    topics = [word.code for word in segment.words if word.code in DISPUTES]
    if state.authority or any(word.code in LITIGATION_PARTS for word in segment.words):
        return Meaning(topic, part=True)
    # 受理行政复议: that is what the authority does that decides them; 公开复议决定: a publication.
    if any(word.kind == "outcome" or word.code in ("published", "accepted", "replied") for word in segment.words):
        return Meaning(topic, part=True)
    if len(set(topics)) > 1:
        # 行政复议、行政诉讼各1件 are two numbers; 共2件 is their sum, which no table has.
        return Meaning(topic, tuple(dict.fromkeys(topics)) if segment.has("each") else ())
    # 新增行政复议: table four may count those of last year with them.
    new = any(word.code == "new" for word in segment.words)
    return Meaning(topic, (topic,), part=segment.has("part") and not state.evidence, settled=not new)


def _ending(ending: Token, segment: Segment, state: State) -> Meaning | None:
    """行政复议8件，其中维持5件: one outcome of all disputes of a kind, which is a column of table four."""
    topics = [word.code for word in segment.words if word.kind == "topic"] or [state.topic]
    known = (state.evidence or state.spoken) and not (state.authority or state.parted)
    if not known or len(set(topics)) > 1 or topics[0] not in DISPUTES or ending.code not in _ENDINGS:
        return None
    return Meaning(topics[0], (f"outcome:{topics[0]}.{ending.code}",), part=segment.has("part"), total=False)


def _table_two(topic: str, segment: Segment) -> Meaning | None:
    verbs = [word.code for word in segment.words if word.kind == "verb"]
    if "published" in verbs or segment.has("part", "plan", "authority"):
        return Meaning(topic, part=True)
    if topic in ("rules", "normative_docs"):
        actions = [verb for verb in verbs if verb in _T2_VERBS]
        done = tuple(f"t2:{topic}.{verb}" for verb in dict.fromkeys(actions))
        return Meaning(topic, done if len(done) == 1 else (), settled=len(done) == 1)
    if set(verbs) & {"accepted", "received", "new", "issued"}:
        return Meaning(topic, part=True)
    return Meaning(topic, (f"t2:{topic}.decisions",))


def _from_right(segment: Segment, following: Sequence[Token], after: str, state: State, tail: str) -> Meaning | None:
    words = [token for token in following if token.kind not in ("skip", "mark", "year")]
    if not words or following[0].kind == "skip" or not light(after):
        return None
    first = words[0]
    if first.kind == "topic" and first.code in DISPUTES:
        return _dispute(Segment(segment.start, words=words[:1], marks=segment.marks), first.code, state)
    if first.kind == "topic" and first.code != "application":
        return Meaning(first.code)
    if first.kind != "topic" and state.topic != "application":
        return None
    if first.kind == "topic" and len(words) > 1:
        offset = first.start - len(after)
        if not light(tail[first.end - offset : words[1].start - offset]):
            return Meaning("application", part=True)
    behind = [mark for mark in following if mark.kind == "mark"]
    said = Segment(segment.start, words=_leading(words), marks=[*segment.marks, *behind])
    if any(mark in tail for mark in ("按期", "按时", "如期")):
        said.marks.append(Token("mark", "part", first.start, first.end))
    found = _application(said, state, following)
    if found is None or found.carry:
        return found
    everything = any(word in tail for word in _ALL)
    if everything and found.measures and found.measures[0] in _INTAKE:
        found = replace(found, measures=("count",))
    return replace(found, part=found.part or (found.measures == ("count",) and not everything))


def _leading(words: Sequence[Token]) -> list[Token]:
    """The first word that says what happened, with the matter before it: 12件申请｜已答复."""
    kept: list[Token] = []
    for word in words:
        kept.append(word)
        if word.kind != "topic":
            break
    return kept
