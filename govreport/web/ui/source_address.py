"""来源地址: the journal is told from where each request comes."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from govreport.journal.sources import acting_from
from govreport.web.ui.limits import address_of


class SourceAddressMiddleware:
    """What is recorded while a request is answered carries its address."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with acting_from(address_of(request)):
            return self.get_response(request)
