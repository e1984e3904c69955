"""环境: the folder of everything that lives, the key, and how the system is reached."""

import contextlib
import os
import secrets
from pathlib import Path

import environ

BASE_DIR = Path(__file__).resolve().parent.parent.parent

env = environ.Env()

# Everything that lives (databases, rendered files, fonts, the secret) stays below one folder.
VAR_DIR = Path(env.str("GOVREPORT_VAR", default=str(BASE_DIR / "var")))
# The commands that check and render files work without it, so that one that cannot be made stops nobody here.
with contextlib.suppress(OSError):
    VAR_DIR.mkdir(parents=True, exist_ok=True)


def _secret_key() -> str:
    """The key from the environment, else one made on first use and readable by its owner only.

    Empty where none can be kept: Django then refuses to sign anything, and commands for files need no signature.
    """
    given: str = env.str("SECRET_KEY", default="")
    if given:
        return given
    path = VAR_DIR / "secret_key"
    try:
        if not path.exists():
            _make_key(path)
        return path.read_text(encoding="ascii")
    except OSError:
        return ""


def _make_key(path: Path) -> None:
    """Write a new key; of two processes that start at once both get the first one, and neither half of one."""
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    draft.touch(mode=0o600)
    try:
        draft.write_text(secrets.token_urlsafe(50), encoding="ascii")
        with contextlib.suppress(FileExistsError):
            os.link(draft, path)
    finally:
        draft.unlink()


SECRET_KEY = _secret_key()
DEBUG = env.bool("DEBUG", default=False)
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]", "testserver"])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])
# Where the public reaches this site (https://nb.example.gov.cn), for printed addresses; empty: none is printed.
SITE_URL = env.str("SITE_URL", default="").rstrip("/")
# True behind TLS: cookies are then sent over TLS only and plain requests are redirected.
SECURE = env.bool("GOVREPORT_SECURE", default=False)
