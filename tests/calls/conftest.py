"""The same reports as on the authoring desk."""

from tests.web.drafting.conftest import (  # noqa: F401
    approved,
    complete,
    in_review,
)
