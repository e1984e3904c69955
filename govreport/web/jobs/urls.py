"""后台任务页的地址."""

from django.urls import path

from govreport.web.jobs.views import cancel_job, jobs, resume_job

app_name = "jobs"

urlpatterns = [
    path("", jobs, name="list"),
    path("<int:pk>/cancel/", cancel_job, name="cancel"),
    path("<int:pk>/resume/", resume_job, name="resume"),
]
