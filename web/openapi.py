"""What programs can ask, as an OpenAPI 3.1 document; the shapes are read off the values that are answered."""

from __future__ import annotations

import dataclasses
import re
import types
from collections.abc import Iterable
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from index.model import Article, Span
from search.limits import LENGTH
from search.results import FacetValue, Hit, Quotation
from search.suggest import Suggestion as Completion
from web import urls

Schema = dict[str, Any]

_PLAIN: dict[Any, str] = {str: "string", int: "integer", float: "number", bool: "boolean", type(None): "null"}
_ABOUT = {
    "q": "the question, in the query language of /help",
    "since": "from this day, month or year on",
    "until": "to the end of this day, month or year",
    "like": "the id of an article: only those like it",
    "page": "which page of the answer, from 1 on",
    "limit": "how many hits a page has",
}
_PATHS = {  # path → what it gives, the shape of its answer
    "/search.json": ("Articles, or with quotes=1 quotations, that answer a question", "Results"),
    "/quotes.json": ("Quotations that answer a question", "Results"),
    "/facet/{name}.json": ("The values of a facet under a question, in the place of its hits", "Results"),
    "/suggest": ("How a question that is being typed may go on", "Suggestions"),
    "/article/{id}.json": ("An article with everything that was found in it", "Article"),
    "/health": ("Whether questions can be answered", "Health"),
}


def document(root: str) -> Schema:
    """The document of a site at this address."""
    schemas: dict[str, Schema] = {}
    hit = {"anyOf": [_schema(Hit, schemas), _schema(Quotation, schemas)]}
    article = schemas[_schema(Article, schemas)["$ref"].rpartition("/")[2]]
    _add(article, {"version": {"const": 1}})
    _add(schemas["Hit"], {"also": _list({"type": "string"})})  # ids
    for name in ("score", "article"):  # only of a quotation that is a hit itself
        schemas["Quotation"]["required"].remove(name)
    text: Schema = {"type": "string"}
    suggestion = _object(without=text, query=text, total={"type": "integer"})
    schemas["Results"] = _object(
        version={"const": 1},
        query=text,
        explained=text,
        notices=_list(text),
        total={"type": "integer"},
        hits=_list(hit),
        nearest=_list(hit),
        did_you_mean={"anyOf": [suggestion, {"type": "null"}]},
        instead=_list(suggestion),
        facets={"type": "object", "additionalProperties": _list(_schema(FacetValue, schemas))},
        took_ms={"type": "number"},
    )
    schemas["Suggestions"] = _object(version={"const": 1}, query=text, suggestions=_list(_schema(Completion, schemas)))
    schemas["Health"] = _object(version={"const": 1}, status={"const": "ok"})
    error = _object(type={"type": "string"}, message={"type": "string"})
    error["properties"]["column"] = {"type": "integer", "description": "where in the question the mistake is"}
    schemas["Error"] = _object(version={"const": 1}, error=error)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Dateline",
            "version": "1",
            "summary": "Who said what, where and when: news articles and their quotations",
        },
        "servers": [{"url": root}],
        "paths": {path: {"get": _operation(path, said, shape)} for path, (said, shape) in _PATHS.items()},
        "components": {"schemas": schemas},
    }


def _operation(path: str, said: str, shape: str) -> Schema:
    wrong = {"400": "the question was not understood", "503": "the index cannot be asked"}
    parameters: list[Schema] = []
    for name in re.findall(r"{(\w+)}", path):
        schema = {"enum": list(urls.FILTERS)} if name == "name" else {"type": "string"}
        parameters.append({"name": name, "in": "path", "required": True, "schema": schema})
    if "{id}" in path:
        wrong["404"] = "there is no such article"
    if shape == "Results":
        parameters += _parameters()
    if "{name}" in path:
        find = {"type": "string", "maxLength": urls.LONGEST}
        parameters.append(_parameter("find", find, "only values with words that begin so"))
    if path == "/suggest":
        parameters.append(_parameter("q", {"type": "string"}, "what is typed"))
    responses = {"200": _response(said, shape)} | {code: _response(why, "Error") for code, why in wrong.items()}
    return {"summary": said, "parameters": parameters, "responses": responses}


def _parameters() -> Iterable[Schema]:
    """Those of a question."""
    for name in ("q", "since", "until"):
        yield _parameter(name, {"type": "string", "maxLength": LENGTH if name == "q" else urls.LONGEST})
    for name in urls.FILTERS:
        about = f"only with this {name}, or with any of several; with a minus before it, only without"
        yield _parameter(name, _list({"type": "string", "maxLength": urls.LONGEST}), about)
    for name, choices in urls.CHOICES.items():
        yield _parameter(name, {"enum": list(choices)}, f"one of {', '.join(choices)}")
    yield _parameter("like", {"type": "string"})
    yield _parameter("limit", {"type": "integer", "minimum": 1, "maximum": urls.LARGEST_PAGE})
    yield _parameter("page", {"type": "integer", "minimum": 1})


def _parameter(name: str, schema: Schema, about: str = "") -> Schema:
    return {"name": name, "in": "query", "description": about or _ABOUT[name], "schema": schema}


def _response(said: str, shape: str) -> Schema:
    return {"description": said, "content": {"application/json": {"schema": _reference(shape)}}}


def _schema(kind: Any, schemas: dict[str, Schema]) -> Schema:
    """The JSON Schema of a type of value; that of a dataclass is put among `schemas` and referred to."""
    if dataclasses.is_dataclass(kind) or hasattr(kind, "_fields"):  # or a named tuple
        name = kind.__name__
        if name not in schemas:
            schemas[name] = {}
            hints = get_type_hints(kind, localns={"Span": Span})  # which is imported for its name alone there
            fields = {field: _schema(hint, schemas) for field, hint in hints.items()}
            schemas[name].update(_object(**fields))
        return _reference(name)
    if get_origin(kind) in (Union, types.UnionType):
        return {"anyOf": [_schema(one, schemas) for one in get_args(kind)]}
    if get_origin(kind) is Literal:
        return {"enum": list(get_args(kind))}
    if get_origin(kind) is tuple:
        items = [_schema(one, schemas) for one in get_args(kind) if one is not Ellipsis]
        return _list(items[0]) | (
            {} if Ellipsis in get_args(kind) else {"minItems": len(items), "maxItems": len(items)}
        )
    return {"type": _PLAIN[kind]}


def _reference(name: str) -> Schema:
    return {"$ref": f"#/components/schemas/{name}"}


def _list(items: Schema) -> Schema:
    return {"type": "array", "items": items}


def _object(**properties: Schema) -> Schema:
    return {"type": "object", "properties": properties, "required": list(properties), "additionalProperties": False}


def _add(schema: Schema, properties: dict[str, Schema]) -> None:
    schema["properties"].update(properties)
    schema["required"] = list(schema["properties"])
