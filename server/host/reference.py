"""A readable page of the API, made from the OpenAPI document; plain HTML, no script."""

import html
from typing import Any

from flask import Response


def page(spec: dict[str, Any]) -> Response:
    """Every call by slice: method, path, what it does, the fields it takes, what it answers."""
    parts = ["<!doctype html><html lang=en><meta charset=utf-8><title>Hearth API</title>"]
    parts.append("<meta name=viewport content='width=device-width, initial-scale=1'><h1>Hearth API</h1>")
    parts.append("<p>The protocol behind these calls is described in docs/protocol.md. ")
    parts.append("The machine-readable form is <a href=openapi.json>openapi.json</a>.</p>")
    for tag in spec.get("tags", []):
        calls = _calls(spec, tag["name"])
        if calls:
            parts.append(
                f"<h2 id={tag['name']}>{html.escape(tag['name'])}</h2><p>{html.escape(tag['description'])}</p>"
            )
            parts.extend(calls)
    return Response("".join(parts), content_type="text/html; charset=utf-8")


def _calls(spec: dict[str, Any], tag: str) -> list[str]:
    return [
        _call(spec, method, path, call)
        for path, methods in spec["paths"].items()
        for method, call in methods.items()
        if isinstance(call, dict) and tag in call.get("tags", [])
    ]


def _call(spec: dict[str, Any], method: str, path: str, call: dict[str, Any]) -> str:
    answers = ", ".join(code for code in call.get("responses", {}) if code != "default")
    fields = _fields(spec, call)
    taken = f"<dt>Takes</dt><dd>{fields}</dd>" if fields else ""
    summary = html.escape(call.get("summary", ""))
    return (
        f"<section><h3><code>{method.upper()} {html.escape(path)}</code></h3><p>{summary}</p>"
        f"<dl>{taken}<dt>Answers</dt><dd>{answers}</dd></dl></section>"
    )


def _fields(spec: dict[str, Any], call: dict[str, Any]) -> str:
    schema = call.get("requestBody", {}).get("content", {}).get("application/json", {}).get("schema", {})
    name = schema.get("$ref", "").rsplit("/", 1)[-1]
    described = spec.get("components", {}).get("schemas", {}).get(name, {})
    required = set(described.get("required", []))
    names = (
        f"<code>{html.escape(field)}</code>{'' if field in required else ' (optional)'}"
        for field in described.get("properties", {})
    )
    return ", ".join(names)
