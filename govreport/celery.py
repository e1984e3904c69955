"""The Celery application: tasks take ids, call one service, and may run twice without harm."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "govreport.settings")

app = Celery("govreport")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
