"""金额字段: exact decimals on every database."""

from decimal import Decimal
from typing import TYPE_CHECKING, Any, cast

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper

if TYPE_CHECKING:
    DecimalField = models.DecimalField[Decimal | None, Decimal | None]
else:
    DecimalField = models.DecimalField

DIGITS = 18
PLACES = 6


class ExactDecimalField(DecimalField):
    """金额: twelve digits before the point and six behind it (万元 down to 分), never a binary fraction.

    SQLite has no decimal type and would keep a float, which is exact for fifteen digits only; there the number is
    text, so amounts are summed in Python, not in SQL.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.update(max_digits=DIGITS, decimal_places=PLACES)
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        del kwargs["max_digits"], kwargs["decimal_places"]
        return name, path, args, kwargs

    def get_internal_type(self) -> str:
        # Another name than Django's, or SQLite's float conversion is put in our way.
        return "ExactDecimalField"

    def db_type(self, connection: BaseDatabaseWrapper) -> str:
        return "text" if connection.vendor == "sqlite" else f"numeric({DIGITS}, {PLACES})"

    def from_db_value(self, value: object, *args: object) -> Decimal | None:
        return None if value is None else Decimal(cast("str", value))
