"""The addresses of the system; each web room keeps its own."""

from django.urls import include, path

from govreport.web.ui.account.password import PasswordView
from govreport.web.ui.account.sign_in import SignInView, SignOutView

handler500 = "govreport.operations.unavailable.went_wrong"

urlpatterns = [
    path("desk/review/", include("govreport.web.review.urls")),
    path("desk/archive/", include("govreport.web.archive.urls")),
    path("desk/oversight/", include("govreport.web.oversight.urls")),
    path("desk/jobs/", include("govreport.web.jobs.urls")),
    path("desk/offices/", include("govreport.web.offices.urls")),
    path("", include("govreport.web.inbox.urls")),
    path("desk/", include("govreport.web.drafting.urls")),
    path("audit/", include("govreport.web.audit.urls")),
    path("accounts/login/", SignInView.as_view(), name="login"),
    path("accounts/logout/", SignOutView.as_view(), name="logout"),
    path("accounts/password/", PasswordView.as_view(), name="password"),
    path("accounts/", include("govreport.web.ui.account.urls")),
    path("i18n/", include("django.conf.urls.i18n")),
    path("api/", include("govreport.web.api.urls")),
    path("", include("govreport.web.portal.urls")),
]
