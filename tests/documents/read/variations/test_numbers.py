"""Every variation has a test."""

import importlib
import pkgutil

from tests.documents.read import variations


def test_every_variation_is_tried_in_a_file_of_another_maker() -> None:
    tried = set[int]()
    for item in pkgutil.iter_modules(variations.__path__, f"{variations.__name__}."):
        for test in vars(importlib.import_module(item.name)).values():
            tried |= set(getattr(test, "variations", ()))
    assert sorted(tried) == sorted(variations.VARIATIONS) == list(range(1, 26))
