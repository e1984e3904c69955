"""站点与运行: the site's own particulars, metrics, the demonstration and logs (docs/operations.md)."""

from govreport.settings.environment import VAR_DIR, env

# --- The site's own particulars (国办发〔2017〕47号: shown at the foot; what is not set is not shown) --------

SITE = {
    "operator": env.str("SITE_OPERATOR", default=""),  # 主办单位
    "contact": env.str("SITE_CONTACT", default=""),  # 联系方式
    "code": env.str("SITE_CODE", default=""),  # 网站标识码
    "icp": env.str("SITE_ICP", default=""),  # ICP备案号
    "police": env.str("SITE_POLICE", default=""),  # 公安备案号
    "party": env.str("SITE_PARTY", default=""),  # 党政机关网站标识: the address it leads to
    "corrections": env.str("SITE_CORRECTIONS", default=""),  # 政府网站找错: the address where errors are reported
}

# --- Operation (docs/operations.md) -----------------------------------------------------------------------

# While this file is there, pages say that the system is being maintained (`manage.py maintenance`).
MAINTENANCE_FILE = env.str("MAINTENANCE_FILE", default=str(VAR_DIR / "maintenance"))
# Networks from which /metrics is answered; asked through a proxy it never is.
METRICS_NETWORKS = env.list("METRICS_NETWORKS", default=["127.0.0.0/8", "::1/128"])
# Where the processes of a web server add their counts together, a folder that is empty at its start; the library
# reads the variable itself.
PROMETHEUS_MULTIPROC_DIR = env.str("PROMETHEUS_MULTIPROC_DIR", default="")

# --- Demonstration --------------------------------------------------------------------------------------

# Shown on the sign-in page and printed by scripts/run.sh; never set in production.
DEMO = env.bool("GOVREPORT_DEMO_SHOWN", default=False)

# --- Logs ---------------------------------------------------------------------------------------------------

# line: for people at a terminal; json: one object a line with the ids of request, user, agency and job.
LOG_FORMAT = env.str("LOG_FORMAT", default="line")
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"},
        "json": {"()": "govreport.tracing.JsonFormatter"},
    },
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": LOG_FORMAT}},
    "root": {"handlers": ["stderr"], "level": env.str("LOG_LEVEL", default="INFO")},
    "loggers": {
        "pikepdf": {"level": "WARNING"},
        "weasyprint": {"level": "ERROR"},
        "fontTools": {"level": "WARNING"},
        # One line for each request, where programs read the log.
        "govreport.access": {"level": "INFO" if LOG_FORMAT == "json" else "WARNING"},
    },
}
# Celery would otherwise write lines of its own form.
CELERY_WORKER_HIJACK_ROOT_LOGGER = LOG_FORMAT != "json"
