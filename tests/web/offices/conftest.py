"""The browsers of the people who arrange."""

from tests.web.drafting.conftest import SignIn, complete, in_review, sign_in  # noqa: F401
