"""读取时说的话: kept with what it was made of, to be told in the language of whoever reads, not of whoever uploaded.

Doubts are sentences known by a code; why a file cannot be read is a phrase known by its own Chinese words.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import wraps
from typing import Any, Final, ParamSpec

from django.utils.translation import gettext

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


class Phrase(str):
    """话: a text that knows the words of the catalogue (``msgid``) and the values from which it was made."""

    msgid: str
    values: dict[str, Value]

    def __mod__(self, values: Any) -> "Phrase":
        """The phrase with its values, by name."""
        found = Phrase(str.__mod__(self, values))
        found.msgid = self.msgid
        found.values = {name: _short(value) for name, value in values.items()}
        return found


def _short(value: object) -> Value:
    return value if isinstance(value, int) else str(value)[:_LONGEST]


def phrase(msgid: str) -> Phrase:
    """``gettext``, but what it gives can be told again in another language; import it as ``_``."""
    found = Phrase(gettext(msgid))
    found.msgid, found.values = msgid, {}
    return found


def reason(error: Exception) -> str:
    """The sentence of an error, still knowing what it was made of; ``str`` would forget that."""
    first = error.args[0] if error.args else ""
    return first if isinstance(first, str) else str(error)


def kept(message: str) -> list[object]:
    """A message as data for JSON: its text, with code and values, or words and values by name, where it has them."""
    if isinstance(message, Phrase):
        return [str(message), message.msgid, message.values]
    return [message, message.code, list(message.values)] if isinstance(message, Sentence) else [str(message)]


def again(message: str, code: str = "", values: Sequence[Value] | Mapping[str, Value] = ()) -> str:
    """A kept message in the language of the moment; as it was written down where its code is not known any more."""
    if isinstance(values, Mapping):
        return _phrase_again(message, code, values)
    make = _KNOWN.get(code)
    if make is None:
        return message
    try:
        found = Sentence(make(*values))
    except (TypeError, ValueError, KeyError):
        return message
    found.code, found.values = code, tuple(values)
    return found


def _phrase_again(message: str, msgid: str, values: Mapping[str, Value]) -> str:
    try:
        return phrase(msgid) % values if values else phrase(msgid)
    except (TypeError, ValueError, KeyError):
        return message
