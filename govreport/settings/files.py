"""文件: where files lie, how large they may be, and what signs the published ones."""

from typing import Any

from govreport.settings.environment import BASE_DIR, VAR_DIR, env

STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
MEDIA_ROOT = VAR_DIR / "media"


def _storage() -> dict[str, Any]:
    """Where stored files lie: below MEDIA_ROOT, or in the S3-compatible bucket that S3_BUCKET names."""
    bucket = env.str("S3_BUCKET", default="")
    if not bucket:
        return {"BACKEND": "govreport.jobs.storage.WholeFileStorage"}
    options = {
        "bucket_name": bucket,
        "location": env.str("S3_PREFIX", default="media"),
        "endpoint_url": env.str("S3_ENDPOINT", default="") or None,
        "region_name": env.str("S3_REGION", default="") or None,
        "access_key": env.str("S3_ACCESS_KEY", default="") or None,
        "secret_key": env.str("S3_SECRET_KEY", default="") or None,
        "addressing_style": env.str("S3_ADDRESSING", default="path"),
        "file_overwrite": False,
        "default_acl": None,
        # False for a service that knows no conditions (If-None-Match).
        "conditional": env.bool("S3_CONDITIONAL", default=True),
        "object_parameters": {"ServerSideEncryption": found} if (found := env.str("S3_ENCRYPTION", default="")) else {},
    }
    return {"BACKEND": "govreport.jobs.objects.WholeObjectStorage", "OPTIONS": options}


STORAGES: dict[str, Any] = {
    "default": _storage(),
    "staticfiles": {
        "BACKEND": env.str(
            "GOVREPORT_STATIC_STORAGE",
            default="django.contrib.staticfiles.storage.ManifestStaticFilesStorage",
        )
    },
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
# The largest report file that is read, in bytes.
REPORT_FILE_MAX_SIZE = 10 * 1024 * 1024
# Whether scanned reports are recognised by tesseract, where it is installed (docs/formats.md).
OCR = env.bool("GOVREPORT_OCR", default=False)

# The most bytes of all files that an office uploads for one 批量检查 (docs/batch.md).
BATCH_MAX_SIZE = env.int("BATCH_MAX_SIZE", default=1024 * 1024 * 1024)

# --- Signature (docs/signing.md) ---------------------------------------------------------------------------

# PKCS#12 file with the key that signs published files; empty: nothing is signed.
SIGNING_KEY = env.str("SIGNING_KEY", default="")
SIGNING_PASSPHRASE = env.str("SIGNING_PASSPHRASE", default="")
SIGNING_METHOD = env.str("SIGNING_METHOD", default="govreport.documents.signing.pades.Pades")
