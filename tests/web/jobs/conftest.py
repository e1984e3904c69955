"""The same people as on the authoring desk."""

from tests.web.drafting.conftest import sign_in  # noqa: F401
