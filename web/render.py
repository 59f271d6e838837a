"""How a view makes its page."""

from __future__ import annotations

from typing import Any

from flask import current_app, render_template


def page(template: str, **values: Any) -> bytes:
    """A page in UTF-8; what is no character (half of a surrogate pair in an article) becomes a question mark."""
    return render_template(template, **values).encode("utf-8", "replace")


def location() -> str:
    """Where the index of this site is."""
    return str(current_app.config["INDEX"])
