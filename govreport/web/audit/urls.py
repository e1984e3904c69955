"""操作记录的地址."""

from django.urls import path

from govreport.web.audit.files import csv_file, jsonl_file, xlsx_file
from govreport.web.audit.home import home
from govreport.web.audit.verification import verification

app_name = "audit"

urlpatterns = [
    path("", home, name="home"),
    path("verify/", verification, name="verify"),
    path("journal.csv", csv_file, name="csv"),
    path("journal.xlsx", xlsx_file, name="xlsx"),
    path("journal.jsonl", jsonl_file, name="jsonl"),
]
