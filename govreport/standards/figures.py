"""数据: ``Figures``, the small value everything speaks: cell address → exact number, or blank."""

from collections.abc import Iterator, Mapping
from decimal import MAX_EMAX, MAX_PREC, MIN_EMIN, Context, Decimal
from functools import lru_cache
from types import MappingProxyType

from govreport.standards.edition import Edition

# Relations are evaluated on integers: every figure times 10⁶ (万元 down to 分), so nothing is ever rounded.
SCALE = 1_000_000
# The usual context of 28 digits would round, silently.
_EXACT = Context(prec=MAX_PREC, Emax=MAX_EMAX, Emin=MIN_EMIN)


class Figures(Mapping[str, Decimal | None]):
    """数据: an immutable mapping of cell addresses to numbers; a blank cell is None, and blank is not zero."""

    __slots__ = ("_values",)

    def __init__(self, values: Mapping[str, Decimal | None] | None = None) -> None:
        self._values = MappingProxyType(dict(values or {}))

    @classmethod
    def blank(cls, edition: Edition) -> "Figures":
        """All cells of the official tables of an edition, blank."""
        return cls(dict.fromkeys(edition.figure_cells))

    def __getitem__(self, address: str) -> Decimal | None:
        return self._values[address]

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)

    def __repr__(self) -> str:
        filled = {address: str(value) for address, value in self.items() if value is not None}
        return f"Figures({filled})"

    def replace(self, changes: Mapping[str, Decimal | None]) -> "Figures":
        """A copy with some cells changed."""
        return Figures({**self._values, **changes})

    def table(self, code: str) -> "Figures":
        """Only the cells of one table."""
        return Figures({address: value for address, value in self.items() if address.startswith(f"{code}.")})

    def diff(self, other: "Figures") -> dict[str, tuple[Decimal | None, Decimal | None]]:
        """Cells whose value differs: address → (here, there)."""
        addresses = [*self, *(address for address in other if address not in self._values)]
        pairs = ((address, self.get(address), other.get(address)) for address in addresses)
        return {address: (here, there) for address, here, there in pairs if here != there}


@lru_cache(maxsize=4096)
def scaled(value: Decimal | None) -> int | None:
    """A number as an integer of millionths; None when blank or finer than a millionth."""
    if value is None:
        return None
    shifted = value.scaleb(6, _EXACT)
    whole = int(shifted)
    return whole if shifted == whole else None


def unscaled(value: int) -> Decimal:
    """The number of an integer of millionths."""
    return Decimal(value).scaleb(-6, _EXACT)
