"""事实和说法: what the text of a report states, as records."""

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Fact:
    """事实: one number of the text.

    ``measures`` are what it may count (``received``, ``disposition:refused``, ``review``, ``t2:normative_docs.issued``
    …): it is right if it agrees with one of them; with ``joined`` it counts all of them together. ``start`` and ``end``
    are places in the section's text, ``passage`` the words there. ``part`` marks a branch of a total (其中, 自然人),
    ``own`` is False for another year, another agency or a plan, ``rounded`` for 余, 约, 近. ``settled`` says that the
    words leave no doubt about the matter; what is not settled is never an error. ``sentence`` numbers the sentences of
    the section; ``with_carried`` says that the sentence speaks of cases carried over.
    """

    section: str
    start: int
    end: int
    passage: str
    measures: tuple[str, ...]
    value: Decimal
    unit: str
    sentence: int
    part: bool = False
    own: bool = True
    rounded: bool = False
    settled: bool = True
    joined: bool = False
    denied: bool = False
    with_carried: bool = False

    @property
    def comparable(self) -> bool:
        """Whether the number is the report's own, exact and a total."""
        return self.own and not self.part and not self.rounded


@dataclass(frozen=True, slots=True)
class Claim:
    """说法: a statement without a number of its own.

    ``kind``: ``done`` (全部办结), ``on_time`` (全部按期办结), ``rate``
    (办结率100%), ``on_time_rate`` (按期办结率100%), ``no_defeat`` (零败诉), ``upheld`` (均获维持),
    ``not_corrected`` (未被纠错); ``topics`` what it is about.
    """

    section: str
    kind: str
    passage: str
    topics: tuple[str, ...]
    sentence: int


@dataclass(frozen=True, slots=True)
class Context:
    """背景: what must be known of the report to tell its own numbers from others'."""

    year: int | None
    agency: str
    territory: bool
    government: bool


@dataclass(frozen=True, slots=True)
class Amount:
    """数量: any number with a unit, whatever it counts.

    ``before`` is the text between it and the number (or stop) in front of it, ``lead`` the whole clause up to it,
    ``after`` what follows up to the next number or stop; ``own`` is False for comparisons, other years and agencies.
    """

    section: str
    paragraph: int
    sentence: int
    clause: int
    passage: str
    value: Decimal
    unit: str
    rounded: bool
    own: bool
    before: str
    lead: str
    after: str


@dataclass(frozen=True, slots=True)
class Statements:
    """一个部分的陈述: everything read from one section."""

    facts: tuple[Fact, ...]
    claims: tuple[Claim, ...]
    amounts: tuple[Amount, ...]
