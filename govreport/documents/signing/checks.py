"""启动检查: whether the signing key that is set can be used is said at start-up, not when somebody publishes."""

from typing import Any

from django.core.checks import CheckMessage, Warning, register

from govreport.documents import signing


@register()
def signing_key(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """``documents.W001``: files cannot be signed. A warning, for a site whose certificate ran out still has readers."""
    if not signing.signing_is_on():
        return []
    try:
        signing.method().ready()
    except signing.SigningError as error:
        return [Warning(str(error), hint="SIGNING_KEY, SIGNING_PASSPHRASE: docs/signing.md", id="documents.W001")]
    return []
