"""In which language a page speaks: the reader's choice, else the browser's; with numbers and days as it writes them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from babel import Locale
from babel.dates import format_date, format_skeleton
from babel.numbers import format_decimal
from flask import Blueprint, Flask, redirect, request
from flask_babel import Babel, get_locale, gettext, ngettext
from werkzeug.wrappers import Response

from search.results import NAMED, Hit
from web import urls

LANGUAGES = {
    "en": "English",
    "fr": "Français",
    "de": "Deutsch",
    "es": "Español",
    "uk": "Українська",
    "ar": "العربية",
}
COOKIE = "language"
YEAR = 365 * 24 * 60 * 60  # seconds
_COUNTED: dict[str, Callable[[int, str], str]] = {
    "article": lambda value, many: ngettext("%(many)s article", "%(many)s articles", value, many=many),
    "quotation": lambda value, many: ngettext("%(many)s quotation", "%(many)s quotations", value, many=many),
    "speaker": lambda value, many: ngettext("%(many)s speaker", "%(many)s speakers", value, many=many),
    "hit": lambda value, many: ngettext("%(many)s hit", "%(many)s hits", value, many=many),
    "copy": lambda value, many: ngettext("%(many)s near copy", "%(many)s near copies", value, many=many),
    "file": lambda value, many: ngettext("%(many)s file refused", "%(many)s files refused", value, many=many),
}

blueprint = Blueprint("language", __name__)


def register(app: Flask) -> None:
    """Have the pages of a site speak."""
    Babel(app, locale_selector=chosen)
    app.register_blueprint(blueprint)


def chosen() -> str:
    """The language of the request that is answered."""
    kept = request.cookies.get(COOKIE, "")
    return kept if kept in LANGUAGES else request.accept_languages.best_match(LANGUAGES) or "en"


@blueprint.get("/language/<any(en,fr,de,es,uk,ar):code>")
def choose(code: str) -> Response:
    """Keep the reader's choice, and lead back to the page that it was made on."""
    before = (request.referrer or "").removeprefix(request.host_url.rstrip("/"))
    own = before.startswith(urls.at("/")) and not before.startswith("//")
    answer = redirect(before if own else urls.at("/"))
    answer.set_cookie(COOKIE, code, max_age=YEAR, path=urls.at("/"), samesite="Lax", httponly=True)
    return answer


def locale() -> Locale:
    """The one that is spoken; English where nobody asks."""
    return get_locale() or Locale("en")


def number(value: int) -> str:
    """A number as it is written.

    >>> number(1200)
    '1,200'
    """
    return str(format_decimal(value, locale=locale()))


def count(value: int, noun: str) -> str:
    """How many there are.

    >>> count(1, "article"), count(1200, "article")
    ('1 article', '1,200 articles')
    """
    return _COUNTED[noun](value, number(value))


def also(hit: Hit) -> str:
    """Where the near copies of an article are."""
    outlets = list(dict.fromkeys(one.outlet for one in hit.also if one.outlet and one.outlet != hit.outlet))
    if not outlets:
        return count(len(hit.also), "copy")
    named = ", ".join(outlets[:NAMED]) + ("…" if len(outlets) > NAMED else "")
    return str(gettext("also in %(outlets)s", outlets=named)) + (f" ({number(len(outlets))})" if outlets[1:] else "")


def day(value: str) -> str:
    """A day, a month or a year as it is written; anything else as it is.

    >>> day("2025-03-14"), day("2025-03"), day("undated")
    ('14 March 2025', 'March 2025', 'undated')
    """
    try:
        whole = date.fromisoformat(value if len(value) == 10 else f"{value}-01")
    except ValueError:
        return value
    spoken = locale()
    if len(value) == 7:
        return format_skeleton("yMMMM", whole, locale=spoken)
    return format_date(whole, "long", locale=Locale("en", "GB") if spoken.language == "en" else spoken)


def month(value: str) -> str:
    """The short name of the month of a day or a month.

    >>> month("2025-03")
    'Mar'
    """
    return format_date(date(2000, int(value[5:7]), 1), "LLL", locale=locale())
