"""What programs may ask: the OpenAPI description, and a page of it for people."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from litestar import Response, get

from onrecord import codec
from onrecord.serve.answers import Asking, Page, answer, tagged
from onrecord.serve.known import Known


@get("/openapi.json", sync_to_thread=True, include_in_schema=False)
def openapi(request: Asking) -> Response[bytes]:
    """The description."""
    told: Known = request.app.state.told
    line = told.of("openapi", lambda: codec.line_of(request.app.openapi_schema.to_schema()))
    return tagged(request, line, "application/json")


@get("/api", sync_to_thread=True, include_in_schema=False)
def api(request: Asking) -> Response[bytes]:
    """The description for people."""
    told: Known = request.app.state.told
    ways = told.of("api", lambda: list(_ways(request.app.openapi_schema.to_schema())))
    return answer(request, Page(template="api.html", title="API", values={"ways": ways}))


def _ways(schema: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Each thing that can be asked once, whatever endings it has."""
    seen: dict[str, list[str]] = {}
    for path, methods in schema["paths"].items():
        for method, what in methods.items():
            name = f"{method} {what.get('summary')}"
            if name in seen:
                seen[name].append(path)
                continue
            seen[name] = [path]
            yield {
                "method": method.upper(),
                "paths": seen[name],
                "summary": what.get("summary"),
                "description": what.get("description"),
                "parameters": [_parameter(one) for one in what.get("parameters", [])],
            }


def _parameter(one: dict[str, Any]) -> dict[str, Any]:
    schema = one.get("schema", {})
    kinds = [each for each in schema.get("oneOf", schema.get("anyOf", [schema])) if each.get("type") != "null"]
    allowed = [str(value) for kind in kinds for value in kind.get("enum", []) if value is not None]
    types = [str(kind.get("type", "")) for kind in kinds]
    return {
        "name": one["name"],
        "in": one["in"],
        "required": one.get("required", False),
        "type": " or ".join(dict.fromkeys(types)),
        "allowed": allowed,
        "description": one.get("description", ""),
    }
