"""政府信息公开年报编制系统: author, check, approve, render and publish statutory annual reports."""

from govreport.celery import app as celery_app

__all__ = ["celery_app"]
