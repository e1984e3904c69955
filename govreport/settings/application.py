"""应用: what the system is put together from, and its languages."""

from django.utils.translation import gettext_lazy as _

from govreport.settings.environment import BASE_DIR, SECURE

INSTALLED_APPS = [
    "govreport.agencies",
    "govreport.journal",
    "govreport.jobs",
    "govreport.reports",
    "govreport.accounts",
    "govreport.checks",
    "govreport.workflow",
    "govreport.documents",
    "govreport.publishing",
    "govreport.calls",
    "govreport.notifications",
    "govreport.batches",
    "govreport.archive",
    "govreport.operations",
    "govreport.demo",
    "govreport.web.drafting",
    "govreport.web.review",
    "govreport.web.oversight",
    "govreport.web.offices",
    "govreport.web.archive",
    "govreport.web.audit",
    "govreport.web.portal",
    "govreport.web.jobs",
    "govreport.web.inbox",
    "govreport.web.desk",
    "govreport.web.ui",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.sitemaps",
    "csp",
    "crispy_forms",
    "crispy_bootstrap5",
    "django_htmx",
]

MIDDLEWARE = [
    "govreport.operations.middleware.RequestLogMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "govreport.web.ui.middleware.ChosenLanguageMiddleware",
    "govreport.operations.middleware.MaintenanceMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "govreport.web.ui.source_address.SourceAddressMiddleware",
    "govreport.web.ui.middleware.WrongMethodPageMiddleware",
    "govreport.web.ui.account.middleware.SignedInMiddleware",
    "govreport.web.ui.middleware.ReadOnceMiddleware",
]

ROOT_URLCONF = "govreport.urls"
WSGI_APPLICATION = "govreport.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "govreport.web.ui.context.interface",
            ],
        },
    },
]

CRISPY_ALLOWED_TEMPLATE_PACKS = "bootstrap5"
CRISPY_TEMPLATE_PACK = "bootstrap5"

LANGUAGE_CODE = "zh-hans"
LANGUAGE_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SAMESITE = "Lax"
LANGUAGE_COOKIE_SECURE = SECURE
LANGUAGES = [("zh-hans", _("简体中文")), ("en", _("英文"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_I18N = True
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True
