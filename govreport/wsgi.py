"""WSGI entry for gunicorn; loaded in each worker process (never with --preload: see ``documents.warm``)."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "govreport.settings")
# No page is worth a longer statement (seconds).
os.environ.setdefault("DATABASE_STATEMENT_TIMEOUT", "15")

application = get_wsgi_application()

# Imported here, since the rooms may be imported only once Django is set up.
from govreport.documents.warm import warm_up_behind  # noqa: E402

warm_up_behind()
