"""存疑的句子: kept as a code with its values, to be told in the language of whoever reads, not of whoever uploaded."""

from collections.abc import Callable, Sequence
from functools import wraps
from typing import Final, ParamSpec

Value = str | int
_Values = ParamSpec("_Values")
_KNOWN: Final[dict[str, Callable[..., str]]] = {}
_LONGEST: Final = 200  # characters of a value; sentences quote the beginning of longer ones


class Sentence(str):
    """句子: a text that knows from which ``code`` and ``values`` it was made."""

    code: str
    values: tuple[Value, ...]


def sentence(make: Callable[_Values, str]) -> Callable[_Values, Sentence]:
    """A function of strings and numbers that makes a sentence in the language of the moment, known by its name."""
    code = f"{make.__module__.rpartition('.')[2]}.{make.__name__}"
    _KNOWN[code] = make

    @wraps(make)
    def made(*values: _Values.args, **named: _Values.kwargs) -> Sentence:
        found = Sentence(make(*values, **named))
        found.code = code
        found.values = tuple(value[:_LONGEST] if isinstance(value, str) else int(value) for value in values)  # type: ignore[call-overload]
        return found

    return made


def kept(message: str) -> list[object]:
    """A message as data for JSON: its text, with code and values where it has them."""
    return [message, message.code, list(message.values)] if isinstance(message, Sentence) else [str(message)]


def again(message: str, code: str = "", values: Sequence[Value] = ()) -> str:
    """A kept message in the language of the moment; as it was written down where its code is not known any more."""
    make = _KNOWN.get(code)
    if make is None:
        return message
    try:
        found = Sentence(make(*values))
    except (TypeError, ValueError, KeyError):
        return message
    found.code, found.values = code, tuple(values)
    return found
