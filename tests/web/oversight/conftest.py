"""The same reports as on the authoring desk."""

from tests.web.drafting.conftest import (  # noqa: F401
    SignIn,
    approved,
    blank,
    clerk,
    complete,
    imported,
    in_review,
    returned,
    sign_in,
)
