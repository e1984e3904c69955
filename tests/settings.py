"""The project's settings with what tests need: everything that lives goes to a folder of this run's own.

Set through the environment, so that processes which tests start (workers, commands) live in the same folder.
"""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

_var = tempfile.mkdtemp(prefix="govreport-tests-")
atexit.register(shutil.rmtree, _var, ignore_errors=True)

os.environ.setdefault("GOVREPORT_FONTS", str(Path(__file__).resolve().parent.parent / "var" / "fonts"))
os.environ["GOVREPORT_VAR"] = _var
os.environ["GOVREPORT_STATIC_STORAGE"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
os.environ["CELERY_TASK_ALWAYS_EAGER"] = "1"
os.environ["GOVREPORT_DEMO_SHOWN"] = "0"
# Tests run on a disk that is nearly full, too; those of the guard ask for more.
os.environ["JOBS_FREE_SPACE"] = "0"
# Playwright's synchronous interface runs an event loop in the test's thread; Django would refuse the database there.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
os.environ["DJANGO_LIVE_TEST_SERVER_ADDRESS"] = "127.0.0.1"

from govreport.settings import *  # noqa: E402, F403
from govreport.settings import DATABASES, STATIC_ROOT  # noqa: E402

# Signing in is not what most tests are about.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher", *PASSWORD_HASHERS]  # noqa: F405
# One store under both names: tests clear the cache and mean every count.
_store = {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "tests"}
CACHES = {"default": _store, "shared": _store}
STATIC_ROOT.mkdir(parents=True, exist_ok=True)
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # A file, not memory: the live server and the workers open it from threads and processes of their own.
    DATABASES["default"]["TEST"] = {"NAME": str(Path(_var) / "tests.sqlite3")}
