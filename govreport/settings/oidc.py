"""统一身份认证: signing in through an OpenID Connect provider, where OIDC_ISSUER names one (docs/security.md)."""

from govreport.settings.environment import env

# https://sso.example.gov.cn/realms/gov; empty: accounts of this system only.
OIDC_ISSUER = env.str("OIDC_ISSUER", default="")
OIDC_CLIENT_ID = env.str("OIDC_CLIENT_ID", default="")
OIDC_CLIENT_SECRET = env.str("OIDC_CLIENT_SECRET", default="")
OIDC_SCOPES = env.list("OIDC_SCOPES", default=["openid", "profile"])
# How the provider signs; nothing else is believed, whatever the token says.
OIDC_ALGORITHMS = env.list("OIDC_ALGORITHMS", default=["RS256", "PS256", "ES256"])
# Which claim holds the user name by which a person's account is found the first time; afterwards it is iss and sub.
OIDC_CLAIM = env.str("OIDC_CLAIM", default="preferred_username")
# Whether an account is opened for a person who has none; it holds no post until somebody gives it one.
OIDC_CREATE_ACCOUNTS = env.bool("OIDC_CREATE_ACCOUNTS", default=False)
# Values of acr by which the provider says that it asked for two factors; whatever else it says, ours is asked for.
OIDC_ACR = env.list("OIDC_ACR", default=[])
# Whether signing out here leads on to signing out there.
OIDC_LOGOUT = env.bool("OIDC_LOGOUT", default=False)
# How a token is typed by which the provider says that somebody has signed out there, in lower case.
OIDC_LOGOUT_TYPES = [name.lower() for name in env.list("OIDC_LOGOUT_TYPES", default=["logout+jwt"])]
# False: passwords and keys of this system open the accounts of administrators only.
LOCAL_LOGIN = env.bool("GOVREPORT_LOCAL_LOGIN", default=True)
