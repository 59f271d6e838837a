"""What a page says of its article in JSON-LD (schema.org), tolerant of wrong types and of broken JSON."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from index.errors import SourceError
from index.formats.json import parse

Node = dict[str, Any]

_DEEPEST = 8  # levels at which an article may stand: a graph in a list in a page
_MOST_BRACKETS = 20_000  # a page's own data have some hundred
_MOST_NODES = 2_000
# Old pages hide the JSON from older browsers in comments.
_BEFORE = re.compile(r"(?:<!--|//\s{0,9}<!\[CDATA\[|<!\[CDATA\[|/\*.{0,40}?\*/)")
_AFTER = ("-->", "//]]>", "// ]]>", "]]>", "/*]]>*/", ";")
_ARTICLE = re.compile(r"(?:Article|Posting|Report|Review|CreativeWork|Blog)$")
_INSIDE = ("@graph", "mainEntity", "mainEntityOfPage", "itemListElement", "item", "hasPart")


def article(scripts: Iterable[str]) -> Node:
    """The first node that is an article, its author and publisher references resolved; {} where none is."""
    nodes = [node for script in scripts for node in _nodes(_value(script), _DEEPEST)][:_MOST_NODES]
    found = next((node for node in nodes if any(map(_ARTICLE.search, types(node)))), {})
    named = {node["@id"]: node for node in nodes if isinstance(node.get("@id"), str) and "name" in node}
    return {key: _resolved(value, named) for key, value in found.items()}


def types(node: Node) -> list[str]:
    """The schema.org types of a node."""
    value = node.get("@type")
    return [item for item in (value if isinstance(value, list) else [value]) if isinstance(item, str)]


def _value(script: str) -> Any:
    if script.count("[") + script.count("{") > _MOST_BRACKETS:
        return None
    try:
        return parse(_unwrapped(script))
    except SourceError:
        return None


def _unwrapped(script: str) -> str:
    script = script.strip()
    if found := _BEFORE.match(script):
        script = script[found.end() :]
    for end in _AFTER:
        script = script.removesuffix(end).rstrip()
    return script


def _nodes(value: Any, depth: int) -> Iterator[Node]:
    if depth and isinstance(value, list):
        for item in value[:_MOST_NODES]:
            yield from _nodes(item, depth - 1)
    elif depth and isinstance(value, dict):
        yield value
        for key in _INSIDE:
            yield from _nodes(value.get(key), depth - 1)
        for key in ("author", "publisher", "creator"):  # for references to them
            yield from _nodes(value.get(key), 1 if isinstance(value.get(key), dict) else 0)


def _resolved(value: Any, named: dict[str, Node]) -> Any:
    if isinstance(value, list):
        return [_resolved(item, named) for item in value[:100] if not isinstance(item, list)]
    if isinstance(value, dict) and "name" not in value and isinstance(value.get("@id"), str):
        return named.get(value["@id"], value)
    return value
