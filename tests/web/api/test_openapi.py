"""接口文档: the OpenAPI document is valid, and what is answered is what it says."""

import json
import re
from typing import Any

import pytest
from django.test import Client
from openapi_schema_validator import OAS31Validator
from openapi_spec_validator import OpenAPIV31SpecValidator

from govreport.publishing.models import Publication

pytestmark = pytest.mark.django_db

DOCUMENT = "/api/v1/openapi.json"
VALUES = {"year": "2023", "code": "yunxi-lincao", "number": "1"}


@pytest.fixture
def document(client: Client) -> dict[str, Any]:
    return dict(json.loads(client.get(DOCUMENT).content))


def test_the_document_is_valid(document: dict[str, Any]) -> None:
    assert list(OpenAPIV31SpecValidator(document).iter_errors()) == []


def test_every_operation_only_reads(document: dict[str, Any]) -> None:
    assert {method for path in document["paths"].values() for method in path} == {"get"}


def test_every_operation_says_what_it_does_in_both_languages(document: dict[str, Any]) -> None:
    for path in document["paths"].values():
        assert re.search(r"[\u4e00-\u9fff]", path["get"]["summary"])
        assert path["get"]["description"].isascii()
        assert "429" in path["get"]["responses"]


def test_every_answer_is_as_the_document_says(client: Client, document: dict[str, Any], published: Publication) -> None:
    for path, entry in document["paths"].items():
        values = {**VALUES, "code": "e2021"} if path.startswith("/api/v1/editions") else VALUES
        answer = client.get(path.format(**values))
        assert answer.status_code == 200, path
        schema = entry["get"]["responses"]["200"]["content"]["application/json"]["schema"]
        whole = {**schema, "components": document["components"]}
        assert list(OAS31Validator(whole).iter_errors(json.loads(answer.content))) == [], path


def test_the_page_for_people_names_every_operation(client: Client, document: dict[str, Any]) -> None:
    page = client.get("/api/v1/").text
    for path in document["paths"]:
        assert f"GET {path}" in page
    assert 'href="/api/v1/openapi.json"' in page


def test_no_page_of_the_interface_loads_anything_from_elsewhere(client: Client) -> None:
    page = client.get("/api/v1/").text
    assert not re.search(r'(src|href)="(https?:)?//', page.replace("http://testserver", ""))
    assert client.get("/api/v1/docs").status_code == 404
