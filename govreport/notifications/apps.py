from django.apps import AppConfig


class NotificationsConfig(AppConfig):
    name = "govreport.notifications"
    label = "notifications"

    def ready(self) -> None:
        """From here on the journal and the jobs say what happens."""
        from govreport.jobs.endings import follow as follow_jobs
        from govreport.journal.followers import follow as follow_journal
        from govreport.notifications.hearing import hear, hear_job

        follow_journal(hear)
        follow_jobs(hear_job)
