from django.apps import AppConfig


class ReviewConfig(AppConfig):
    name = "govreport.web.review"
    label = "review"
