"""链式校验: each event names the digest (SM3, GB/T 32905) of the one before it, so that no change goes unnoticed.

Pure Python without the rest of the system, so that whoever holds an export can check it anywhere:
``python3 chain.py journal.jsonl``. Needs ``cryptography``, or a Python whose OpenSSL knows SM3.
"""

import hashlib
import json
import sys
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any, Final

# How an event is written out for its digest. A form never changes once events have been written in it.
FORM: Final = 1
# What the digest covers, beside ``previous``; other keys of an exported line are for people to read.
COVERED: Final = (
    "agency", "position", "previous", "at", "actor", "action", "subject", "succeeded", "address", "payload",
)  # fmt: skip
# How far around its place an event that was moved is looked for.
_NEAR: Final = 20
Record = Mapping[str, Any]
Known = Callable[[str], bool]


class Fault(StrEnum):
    """不符之处: what is wrong with the first event that does not fit."""

    CHANGED = "changed"
    REMOVED = "removed"
    INSERTED = "inserted"
    ORDER = "order"


@dataclass(frozen=True, slots=True)
class Break:
    """断点: the first event of an agency's chain that does not fit; ``position`` is where it should stand."""

    agency: str
    position: int
    fault: Fault
    key: int | None = None


def sm3(*parts: bytes) -> str:
    """The SM3 digest in hexadecimal."""
    return sm3_of(parts)


def sm3_of(parts: Iterable[bytes]) -> str:
    """The SM3 digest of something that comes in parts."""
    try:
        from cryptography.hazmat.primitives.hashes import SM3, Hash
    except ImportError:
        plain = hashlib.new("sm3")
        for part in parts:
            plain.update(part)
        return plain.hexdigest()
    digest = Hash(SM3())
    for part in parts:
        digest.update(part)
    return digest.finalize().hex()


def sm3_of_file(path: Path) -> str:
    """The SM3 digest of a file of any size."""
    with path.open("rb") as file:
        return sm3_of(iter(lambda: file.read(1 << 20), b""))


def digest_of(record: Record, *, position: int | None = None) -> str:
    """The digest of an event; with ``position`` as if it stood there."""
    covered = {name: record[name] for name in COVERED} | {"form": FORM}
    if position is not None:
        covered["position"] = position
    text = json.dumps(_plain(covered), sort_keys=True, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return sm3(text.encode())


def _plain(value: Any) -> Any:
    """Numbers in one notation: a database may give 1.0 back as 1."""
    match value:
        case float() if value.is_integer():
            return int(value)
        case list():
            return [_plain(item) for item in value]
        case dict():
            return {name: _plain(item) for name, item in value.items()}
    return value


class Walk:
    """核验: reads the events of one agency in the order of their positions; ``step`` says what does not fit.

    ``position`` and ``digest`` are where it has got to. A walk that does not begin at the first event is told these
    (``None`` as digest: whatever the first record names). ``known`` says whether an event with this digest is there.
    """

    def __init__(self, agency: str, position: int = 0, digest: str | None = "", *, known: Known) -> None:
        self.agency, self.position, self.digest, self.known = agency, position, digest, known
        self.key: int | None = None

    def step(self, record: Record) -> Break | None:
        """Take the next event in; a break when it does not fit, after which the walk is over."""
        fault = self._fault(record)
        if fault:
            return Break(self.agency, self.position + 1, fault, record.get("id"))
        self.position, self.digest, self.key = record["position"], record["digest"], record.get("id")
        return None

    def _fault(self, record: Record) -> Fault | None:
        expected = self.position + 1
        follows = self.digest is None or record["previous"] == self.digest
        if record["position"] != expected:
            return Fault.REMOVED if record["position"] > expected else Fault.INSERTED
        if digest_of(record) == record["digest"]:
            return self._displaced(record) if follows else Fault.INSERTED
        return Fault.CHANGED if follows else self._moved(record, expected)

    def _displaced(self, record: Record) -> Fault | None:
        """Positions are given in the order of writing; keys that run backwards were exchanged."""
        key = record.get("id")
        return Fault.ORDER if key is not None and self.key is not None and key < self.key else None

    def _moved(self, record: Record, expected: int) -> Fault:
        """An event that is whole at another place: those before it are gone, or it changed places with one."""
        nearby = (place for place in range(max(1, expected - _NEAR), expected + _NEAR + 1) if place != expected)
        if not any(digest_of(record, position=place) == record["digest"] for place in nearby):
            return Fault.INSERTED
        return Fault.ORDER if not record["previous"] or self.known(record["previous"]) else Fault.REMOVED


def anchored(record: Record) -> dict[str, tuple[int, str]]:
    """The ends of chains that a daily anchor (每日锚定) names: agency → position and digest."""
    heads = record["payload"].get("heads") if record["action"] == "journal.anchored" else None
    return {agency: (position, digest) for agency, (position, digest) in heads.items()} if heads else {}


def verify_lines(lines: Iterable[str], digests: Collection[str] = ()) -> Iterator[Break | int]:
    """Check an export, line by line: a break for each chain that has one, at the end the number of events read.

    ``digests`` are those of the whole export: they tell events that were moved from events that are gone.

    Raises ``ValueError`` for a line that is no event.
    """
    walks: dict[str, Walk] = {}
    broken: set[str] = set()
    count = 0
    for number, line in enumerate(lines, 1):
        record = _record(line, number)
        agency = record["agency"]
        count += 1
        if agency in broken:
            continue
        walk = walks.setdefault(agency, _begin(record, digests))
        if found := walk.step(record):
            broken.add(agency)
            yield found
    yield count


def _begin(record: Record, digests: Collection[str]) -> Walk:
    """An export may begin anywhere in a chain."""
    start = record["position"] - 1
    return Walk(record["agency"], start, None if start else "", known=digests.__contains__)


def _record(line: str, number: int) -> Record:
    record = json.loads(line)
    if not isinstance(record, dict) or not {*COVERED, "digest"} <= record.keys():
        raise ValueError(f"line {number} is not an event of a journal")
    return record


def main(arguments: list[str]) -> int:
    """Check the named export and the digest of the file, if it lies beside it: 0 if sound, 1 if not, 2 if unread."""
    if len(arguments) != 1:
        print("usage: chain.py JOURNAL.jsonl", file=sys.stderr)
        return 2
    path = Path(arguments[0])
    try:
        sound = _check_file(path)
        with path.open(encoding="utf-8", newline="\n") as lines:
            digests = {_record(line, number)["digest"] for number, line in enumerate(lines, 1)}
        with path.open(encoding="utf-8", newline="\n") as lines:
            for found in verify_lines(lines, digests):
                if isinstance(found, int):
                    print(f"{found} events read")
                    continue
                sound = False
                print(f"{found.agency or '(no agency)'}: event {found.position}: {found.fault}")
    except (OSError, ValueError) as error:
        print(f"{path}: {error}", file=sys.stderr)
        return 2
    print("sound" if sound else "NOT SOUND")
    return 0 if sound else 1


def _check_file(path: Path) -> bool:
    beside = path.with_name(f"{path.name}.sm3")
    if not beside.is_file():
        print("no digest file: only the chain is checked")
        return True
    same = beside.read_text(encoding="utf-8").split()[:1] == [sm3_of_file(path)]
    print("the file is the one that was exported" if same else "the file is not the one that was exported")
    return same


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
