"""启动检查: settings of signing in that would leave nobody, or the wrong ones, a way in."""

from importlib.util import find_spec
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register

from govreport.accounts import oidc


@register(Tags.security)
def check_sign_in(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """What is wrong with the settings of OpenID Connect and of keys."""
    found: list[CheckMessage] = []
    if not settings.LOCAL_LOGIN and not settings.OIDC_ISSUER:
        found.append(Error("GOVREPORT_LOCAL_LOGIN is off, and no OIDC_ISSUER is set.", id="accounts.E001"))
    if settings.OIDC_ISSUER and not oidc.safe(settings.OIDC_ISSUER):
        found.append(Error("OIDC_ISSUER must be an https address.", id="accounts.E002"))
    if settings.OIDC_ISSUER and not settings.OIDC_CLIENT_ID:
        found.append(Error("OIDC_ISSUER is set without OIDC_CLIENT_ID.", id="accounts.E003"))
    if settings.OIDC_ISSUER and not (find_spec("authlib") and find_spec("requests")):
        hint = "Install requirements-extras.txt (GOVREPORT_EXTRAS=1)."
        found.append(Error("OIDC_ISSUER needs the optional part oidc.", hint=hint, id="accounts.E004"))
    weak = {name for name in settings.OIDC_ALGORITHMS if name == "none" or name.startswith("HS")}
    if weak:
        found.append(Error(f"OIDC_ALGORITHMS must not hold {', '.join(sorted(weak))}.", id="accounts.E005"))
    names = [urlsplit(origin).hostname or "" for origin in settings.WEBAUTHN_ORIGINS]
    site = settings.WEBAUTHN_RP_ID
    if any(name != site and not name.endswith(f".{site}") for name in names):
        found.append(Error("WEBAUTHN_ORIGINS must lie below WEBAUTHN_RP_ID.", id="accounts.E006"))
    return found
