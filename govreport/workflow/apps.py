from django.apps import AppConfig


class WorkflowConfig(AppConfig):
    name = "govreport.workflow"
    label = "workflow"
