"""In which language a page speaks."""

import re
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po
from flask.testing import FlaskClient

from web import create_app
from web.language import LANGUAGES

WEB = Path(__file__).parents[2] / "web"
OTHERS = [code for code in LANGUAGES if code != "en"]
KEYWORDS: dict[str, Any] = {"_": None, "gettext": None, "lazy_gettext": None, "ngettext": (1, 2)}
PLACEHOLDER = re.compile(r"%\(\w+\)s")


def catalog(code: str) -> Catalog:
    return read_po(BytesIO((WEB / "translations" / code / "LC_MESSAGES" / "messages.po").read_bytes()), code)


def spoken() -> set[Any]:
    """Every message of the pages."""
    methods = [("**.py", "python"), ("templates/**.html", "jinja2")]
    options = {"templates/**.html": {"trim_blocks": "true", "lstrip_blocks": "true"}}
    return {message for _, _, message, _, _ in extract_from_dir(WEB, methods, options, KEYWORDS)}


def _key(id: Any) -> Any:
    """The one or two texts of a message, as they are extracted."""
    return id if isinstance(id, str) else tuple(id)


@pytest.mark.parametrize("code", OTHERS)
def test_every_message_is_said_in_every_language(code: str) -> None:
    said = catalog(code)
    messages = [message for message in said if message.id]
    assert {_key(message.id) for message in messages} == spoken()
    for message in messages:
        forms = message.string if message.pluralizable else (message.string,)
        assert all(forms), message.id
        wanted = set(PLACEHOLDER.findall(message.id[1] if message.pluralizable else message.id))
        for form in forms:
            assert set(PLACEHOLDER.findall(form)) <= wanted, form
            assert message.pluralizable or set(PLACEHOLDER.findall(form)) == wanted, form


@pytest.mark.parametrize("code", OTHERS)
def test_what_is_compiled_is_what_is_written(code: str) -> None:
    with (WEB / "translations" / code / "LC_MESSAGES" / "messages.mo").open("rb") as file:
        compiled = {_key(message.id): tuple(message.string) for message in read_mo(file) if message.id}
    assert compiled == {_key(message.id): tuple(message.string) for message in catalog(code) if message.id}


@pytest.mark.parametrize(
    ("asked", "language", "words"),
    [
        ("fr-CH, fr;q=0.9, en;q=0.8", "fr", ["Citations", "2 articles", "Affiner"]),
        ("de", "de", ["Zitate", "2 Artikel", "4. März 2025", "Mär"]),
        ("uk", "uk", ["Цитати", "2 статті", "4 березня 2025"]),
        ("ar", "ar", ["الاقتباسات", "مقالان", 'dir="rtl"']),
        ("es-MX", "es", ["Citas", "2 artículos"]),
        ("tlh, *;q=0.1", "en", ["Quotations", "2 articles", "4 March 2025"]),
        ("", "en", ["Quotations"]),
    ],
)
def test_the_browsers_language_is_spoken(client: FlaskClient, asked: str, language: str, words: list[str]) -> None:
    answer = client.get("/search?q=talks", headers={"Accept-Language": asked})
    assert f'<html lang="{language}"' in answer.text
    assert [word for word in words if word not in answer.text] == []
    assert {"Accept-Language", "Cookie"} <= set(answer.vary)


def test_a_choice_is_kept_and_leads_back(location: str) -> None:
    visitor = create_app({"INDEX": location}).test_client()
    answer = visitor.get("/language/de", headers={"Referer": "http://localhost/search?q=talks"})
    assert (answer.status_code, answer.location) == (302, "/search?q=talks")
    tag = visitor.get("/search?q=talks", headers={"Accept-Language": "fr"}).headers["ETag"]
    assert "2 Artikel" in visitor.get("/search?q=talks", headers={"Accept-Language": "fr"}).text
    visitor.get("/language/uk")
    assert visitor.get("/search?q=talks", headers={"If-None-Match": tag}).status_code == 200
    assert visitor.get("/language/tlh").status_code == 404


@pytest.mark.parametrize(
    "referrer", ["https://evil.example/x", "http://localhost//evil.example", "", "http://localhost.evil/"]
)
def test_nobody_is_led_elsewhere(location: str, referrer: str) -> None:
    visitor = create_app({"INDEX": location}).test_client()
    assert visitor.get("/language/en", headers={"Referer": referrer}).location == "/"


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_page_speaks_every_language(client: FlaskClient, code: str) -> None:
    pages = ["/", "/search", "/search?quotes=1", "/search?q=zebra", "/speakers", "/article/talks?q=red+lines", "/none"]
    pages += ["/quote/talks-1", "/speaker/Ana%20Holm", "/place/Oslo,%20Norway", "/help", "/status", "/search?q=((:"]
    for page in pages:
        answer = client.get(page, headers={"Accept-Language": code})
        assert answer.status_code < 500 and f'<html lang="{code}"' in answer.text, page
