"""督查工作台的地址."""

from django.urls import path

from govreport.web.oversight.files import files
from govreport.web.oversight.notices import notices

app_name = "oversight"

urlpatterns = [
    path("notices/", notices, name="notices"),
    path("files/", files, name="files"),
]
