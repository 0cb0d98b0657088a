"""The committed description is the interface's own, and speaks to its reader."""

from __future__ import annotations

import json
from pathlib import Path

from huishang.api.interface import api, description

COMMITTED = Path(__file__).resolve().parents[2] / "docs" / "reference" / "openapi.json"


def test_the_committed_description_is_current() -> None:
    assert COMMITTED.read_text(encoding="utf-8") == description(), "请运行 make docs"


def test_every_operation_says_what_it_does_and_how_it_refuses() -> None:
    operations = [
        operation
        for operations in api.get_openapi_schema()["paths"].values()
        for operation in operations.values()
    ]
    assert len(operations) >= 10
    for operation in operations:
        assert operation["summary"]
        refused = {
            media
            for status, answer in operation["responses"].items()
            if int(status) >= 400
            for media in answer["content"]
        }
        assert refused == {"application/problem+json"}
        assert {"401", "404", "422"} <= set(map(str, operation["responses"]))


def test_every_field_that_comes_in_is_explained() -> None:
    schemas = json.loads(description())["components"]["schemas"]
    assert all(field.get("description") for field in schemas["ReportIn"]["properties"].values())


def test_nothing_that_comes_out_is_a_plain_identity() -> None:
    """No shape has a place for a whole name, number or address of a child, or for who reported."""
    schemas = json.loads(description())["components"]["schemas"]
    names = {
        name
        for shape, schema in schemas.items()
        if shape != "ReportIn"
        for name in schema.get("properties", {})
    }
    assert not names & {
        "resident_id",
        "address",
        "school",
        "reporter_name",
        "reporter_phone",
        "child_name",
        "birth_date",
    }
