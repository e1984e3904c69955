"""The same reports as on the authoring desk."""

from tests.web.drafting.conftest import (  # noqa: F401
    SignIn,
    approved,
    clerk,
    complete,
    in_review,
    returned,
    sign_in,
)
