"""页面提示的存放: sentences for the next page, in a cookie named like ours, or in the session where they are long."""

from typing import Any

from django.conf import settings
from django.contrib.messages.storage.cookie import CookieStorage
from django.contrib.messages.storage.fallback import FallbackStorage
from django.contrib.messages.storage.session import SessionStorage


class NoteCookie(CookieStorage):
    """Django's, under a name that binds it to this host behind TLS."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.cookie_name = f"{settings.COOKIE_PREFIX}messages"


class NoteStorage(FallbackStorage):
    """Django's, with our cookie."""

    storage_classes = (NoteCookie, SessionStorage)
