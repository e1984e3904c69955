"""无障碍: no barrier on the pages of messages, receipts and message settings, with and without a mail server."""

from django.conf import LazySettings
from django.utils import timezone

from govreport.agencies.models import User
from govreport.notifications.mailbox import ask_for_address
from govreport.notifications.models import Message
from govreport.reports.models import Version
from tests.journey.test_accessibility import LookedAt, looked_at  # noqa: F401

SETTINGS = "/accounts/messages/"


def test_the_pages_of_messages(looked_at: LookedAt, in_review: Version, reviewer: User, drafter: User) -> None:  # noqa: F811
    read = timezone.now()
    Message.objects.create(
        person=reviewer, kind="deadline", code="reminded", version=in_review, actor=drafter, at=read, read_at=read
    )
    paths = ("/desk/messages/", "/desk/messages/?kind=notice", "/desk/receipts/", SETTINGS)
    found = looked_at(paths, user=reviewer)
    assert not found, "\n".join(found)


def test_the_settings_with_a_mail_server(looked_at: LookedAt, drafter: User, settings: LazySettings) -> None:  # noqa: F811
    settings.MAIL_READY = True
    ask_for_address(by=drafter, address="zhou@example.gov.cn")
    found = looked_at((SETTINGS,), user=drafter)
    assert not found, "\n".join(found)
