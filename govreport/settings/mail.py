"""消息与邮件: how long messages are kept, and the mail server, if there is one (docs/notifications.md)."""

from typing import Any

from govreport.settings.environment import env

# Messages that have been read are removed after so many days.
MESSAGES_KEEP_DAYS = env.int("MESSAGES_KEEP_DAYS", default=180)
# smtp+tls://user:password@mail.example.gov.cn:587; empty: nothing is sent, and messages stand on the desk alone.
_mail: dict[str, Any] = env.email_url("EMAIL_URL") if env.str("EMAIL_URL", default="") else {}
MAIL_READY = bool(_mail)
EMAIL_BACKEND = _mail.get("EMAIL_BACKEND", "django.core.mail.backends.dummy.EmailBackend")
EMAIL_HOST = _mail.get("EMAIL_HOST") or "localhost"
EMAIL_PORT = _mail.get("EMAIL_PORT") or 25
EMAIL_HOST_USER = _mail.get("EMAIL_HOST_USER") or ""
EMAIL_HOST_PASSWORD = _mail.get("EMAIL_HOST_PASSWORD") or ""
EMAIL_USE_TLS = bool(_mail.get("EMAIL_USE_TLS", False))
EMAIL_USE_SSL = bool(_mail.get("EMAIL_USE_SSL", False))
EMAIL_TIMEOUT = 20
# Who the letters come from.
DEFAULT_FROM_EMAIL = env.str("MAIL_FROM", default=EMAIL_HOST_USER or "govreport@localhost")
# The hour of the day at which what is summed up is sent.
MAIL_DAILY_HOUR = env.int("MAIL_DAILY_HOUR", default=8)
