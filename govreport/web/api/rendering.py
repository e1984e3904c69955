"""接口的文字: answers as UTF-8 JSON that people can read, too."""

import json
from typing import Any

from django.http import HttpRequest
from ninja.renderers import BaseRenderer
from ninja.responses import NinjaJSONEncoder


class Utf8(BaseRenderer):
    """Chinese as it is written, not as escapes."""

    media_type = "application/json"

    def render(self, request: HttpRequest, data: Any, *, response_status: int) -> str:
        """The answer as text."""
        return json.dumps(data, cls=NinjaJSONEncoder, ensure_ascii=False)
