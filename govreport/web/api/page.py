"""接口说明: the interface for people to read, made from its OpenAPI document."""

from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from govreport.web.api.guard import REQUESTS
from govreport.web.api.v1 import api
from govreport.web.ui.conditional import conditional

_EXAMPLES = {
    "reports": "?q=行政复议&year=2023",
    "agencies": "?level=county",
}


@require_safe
@conditional
def index(request: HttpRequest) -> HttpResponseBase:
    """Every operation with its parameters and an example."""
    document = api.get_openapi_schema()
    root = request.build_absolute_uri(reverse("api-v1:api-root"))
    operations = [_operation(path, entry["get"], root) for path, entry in document["paths"].items() if "get" in entry]
    context = {"operations": operations, "root": root, "most": REQUESTS.most}
    return render(request, "api/index.html", context)


def _operation(path: str, entry: dict[str, Any], root: str) -> dict[str, Any]:
    relative = path.removeprefix(reverse("api-v1:api-root"))
    parameters = [
        {
            "name": item["name"],
            "place": item["in"],
            "required": item.get("required", False),
            "description": item.get("description") or item.get("schema", {}).get("description", ""),
        }
        for item in entry.get("parameters", ())
    ]
    return {
        "id": entry["operationId"],
        "path": path,
        "summary": entry["summary"],
        "description": entry["description"],
        "parameters": parameters,
        "example": f"{root}{relative}{_EXAMPLES.get(entry['operationId'], '')}",
        "callable": "{" not in path,
    }
