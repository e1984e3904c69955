"""机关管理的地址."""

from django.urls import path

from govreport.web.offices.handing import end_stand_in, hand_over, stand_in
from govreport.web.offices.home import home, posts, register
from govreport.web.offices.people import end, give, open_, people, secure
from govreport.web.offices.route import route

app_name = "offices"

urlpatterns = [
    path("", home, name="home"),
    path("posts/", posts, name="posts"),
    path("posts/<int:pk>/hand-over/", hand_over, name="hand-over"),
    path("posts/<int:pk>/stand-in/", stand_in, name="stand-in"),
    path("substitutions/<int:pk>/end/", end_stand_in, name="end-stand-in"),
    path("<slug:code>/", people, name="people"),
    path("<slug:code>/register/", register, name="register"),
    path("<slug:code>/route/", route, name="route"),
    path("<slug:code>/give/", give, name="give"),
    path("<slug:code>/open/", open_, name="open"),
    path("<slug:code>/posts/<int:pk>/end/", end, name="end"),
    path("<slug:code>/accounts/<int:pk>/", secure, name="secure"),
]
