"""``python -m tests.documents.pictures`` writes the reference pictures anew; look at them before you commit them."""

import os
import sys

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
django.setup()

from tests.documents.pictures import refresh  # noqa: E402

for path in refresh():
    sys.stdout.write(f"{path}\n")
