"""公开专栏的地址: public addresses; once published they never change (interfaces §5)."""

from django.urls import path

from govreport.web.portal import check, files, health, home, lists, preferences, report, rulebook, signature, verify

app_name = "portal"

REPORT = "reports/<int:year>/<slug:code>/"

urlpatterns = [
    path("", home.home, name="home"),
    path("agencies/", lists.agencies, name="agencies"),
    path("agencies/<slug:code>/", lists.agency, name="agency"),
    path("reports/<int:year>/", lists.year, name="year"),
    path(REPORT, report.report, name="report"),
    path(f"{REPORT}report.pdf", files.pdf, name="pdf"),
    path(f"{REPORT}report.json", files.json, name="json"),
    path(f"{REPORT}report.docx", files.docx, name="docx"),
    path(f"{REPORT}report.xlsx", files.xlsx, name="xlsx"),
    path(f"{REPORT}report.txt", files.txt, name="txt"),
    path(f"{REPORT}signature/", signature.signature, name="signature"),
    path(f"{REPORT}v<int:number>/", report.report, name="report"),
    path(f"{REPORT}v<int:number>/report.pdf", files.pdf, name="pdf"),
    path(f"{REPORT}v<int:number>/report.json", files.json, name="json"),
    path(f"{REPORT}v<int:number>/report.docx", files.docx, name="docx"),
    path(f"{REPORT}v<int:number>/report.xlsx", files.xlsx, name="xlsx"),
    path(f"{REPORT}v<int:number>/report.txt", files.txt, name="txt"),
    path(f"{REPORT}v<int:number>/signature/", signature.signature, name="signature"),
    path("check/", check.check, name="check"),
    path("check/files/", check.check_files, name="check-files"),
    path("rules/", rulebook.rules, name="rules"),
    path("verify/", verify.verify, name="verify"),
    path("elder/", preferences.elder, name="elder"),
    path("health/live", health.live, name="health-live"),
    path("health/ready", health.ready, name="health-ready"),
]
