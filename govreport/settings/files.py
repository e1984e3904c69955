"""文件: where files lie, how large they may be, and what signs the published ones."""

from govreport.settings.environment import BASE_DIR, VAR_DIR, env

STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
MEDIA_ROOT = VAR_DIR / "media"
STORAGES = {
    "default": {"BACKEND": "govreport.jobs.storage.WholeFileStorage"},
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
