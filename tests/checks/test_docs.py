"""docs/checks.md names every check."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from govreport import checks

TEXT = (Path(__file__).resolve().parents[2] / "docs" / "checks.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("check", checks.CHECKS, ids=lambda check: check.__name__)
def test_every_check_is_documented_with_its_file(check: Callable[..., Any]) -> None:
    file = check.__module__.split(".")[-1]
    assert f"`{file}.py` `{check.__name__}`" in TEXT
