"""勾稽关系式: the grammar of formulas, read into linear forms.

``formula := sum (= | <= | >= | < | >) sum`` where a sum is made of names, whole numbers, ``+``, ``-``, ``number *``,
parentheses, ``sum(a, b)`` and ``sum(first .. last)``. Anything else is refused: the language stays too weak to grow.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, cast

Operator = Literal["=", "<=", ">=", "<", ">"]

_TOKEN = re.compile(r"\s*(?:(<=|>=|\.\.|[=<>+\-*(),])|(\d+)|([A-Za-z_][A-Za-z0-9_]*(?:\.[A-Za-z_][A-Za-z0-9_]*)*))")
_OPERATORS = ("=", "<=", ">=", "<", ">")


class FormulaError(ValueError):
    """关系式有误: a formula that the grammar does not know."""


@dataclass(frozen=True, slots=True)
class Linear:
    """线性式: whole-number multiples of cells plus a whole number; ``terms`` keep the order of writing."""

    terms: tuple[tuple[int, str], ...] = ()
    constant: int = 0

    def __add__(self, other: "Linear") -> "Linear":
        merged: dict[str, int] = {}
        for factor, address in (*self.terms, *other.terms):
            merged[address] = merged.get(address, 0) + factor
        terms = tuple((factor, address) for address, factor in merged.items() if factor)
        return Linear(terms, self.constant + other.constant)

    def __mul__(self, factor: int) -> "Linear":
        return Linear(tuple((factor * own, address) for own, address in self.terms), factor * self.constant)

    @property
    def addresses(self) -> tuple[str, ...]:
        """The cells that take part, in the order of writing."""
        return tuple(address for _, address in self.terms)

    def value(self, values: Mapping[str, int | None], scale: int) -> int | None:
        """The value on scaled integers, or None if any cell is blank."""
        total = self.constant * scale
        for factor, address in self.terms:
            part = values.get(address)
            if part is None:
                return None
            total += factor * part
        return total


@dataclass(frozen=True, slots=True)
class Comparison:
    """比较式: two linear forms and how they must compare."""

    left: Linear
    operator: Operator
    right: Linear


Resolve = Callable[[str], str]
Span = Callable[[str, str], Sequence[str]]


def parse(text: str, resolve: Resolve, span: Span) -> Comparison:
    """Read a formula; ``resolve`` turns a name into a cell address, ``span`` lists names from first to last.

    Raises ``FormulaError`` that quotes the formula.
    """
    return _Parser(text, resolve, span).comparison()


class _Parser:
    def __init__(self, text: str, resolve: Resolve, span: Span) -> None:
        self.text, self.resolve, self.span = text, resolve, span
        self.tokens, position = list[str](), 0
        while position < len(text.rstrip()):
            match = _TOKEN.match(text, position)
            if match is None:
                raise self.error(f"unexpected “{text[position:].strip()[0]}”")
            self.tokens.append(match[0].strip())
            position = match.end()
        self.next = 0

    def error(self, reason: str) -> FormulaError:
        return FormulaError(f"“{self.text}”: {reason}")

    def peek(self) -> str:
        return self.tokens[self.next] if self.next < len(self.tokens) else ""

    def take(self, expected: str = "") -> str:
        token = self.peek()
        if not token or (expected and token != expected):
            raise self.error(f"“{expected or 'a term'}” expected, found “{token or 'the end'}”")
        self.next += 1
        return token

    def comparison(self) -> Comparison:
        left = self.expression()
        operator = self.take()
        if operator not in _OPERATORS:
            raise self.error(f"“{operator}” is no comparison")
        right = self.expression()
        if self.peek():
            raise self.error(f"“{self.peek()}” is left over")
        return Comparison(left, cast(Operator, operator), right)

    def expression(self) -> Linear:
        total = self.term() * -1 if self.peek() == "-" and self.take() else self.term()
        while self.peek() in ("+", "-"):
            sign = 1 if self.take() == "+" else -1
            total = total + self.term() * sign
        return total

    def term(self) -> Linear:
        if self.peek().isdigit():
            number = int(self.take())
            if self.peek() == "*":
                self.take()
                return self.atom() * number
            return Linear(constant=number)
        return self.atom()

    def atom(self) -> Linear:
        word = self.take()
        if word == "(":
            inner = self.expression()
            self.take(")")
            return inner
        if word == "sum":
            return self.sum()
        if not (word[0].isalpha() or word[0] == "_"):
            raise self.error(f"unexpected “{word}”")
        return Linear(((1, self.resolve(word)),))

    def sum(self) -> Linear:
        self.take("(")
        first = self.take()
        if self.peek() == "..":
            self.take()
            names: Sequence[str] = self.span(first, self.take())
        else:
            names = [first]
            while self.peek() == ",":
                self.take()
                names = [*names, self.take()]
        self.take(")")
        total = Linear()
        for name in names:
            total = total + Linear(((1, self.resolve(name)),))
        return total
