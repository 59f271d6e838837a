"""What docs/web.md says is so."""

import re
from pathlib import Path

from flask.testing import FlaskClient

from index import settings
from web import SETTINGS, urls
from web.downloads import FORMATS

TEXT = (Path(__file__).parents[2] / "docs" / "web.md").read_text(encoding="utf-8")


def test_every_address_is_told(client: FlaskClient) -> None:
    told = {re.sub(r"(?:ID|NAME)", "", one) for one in re.findall(r"`(/[^`]*)`", TEXT.partition("## Settings")[0])}
    rules = {re.sub(r"<[^>]+>", "", rule.rule) for rule in client.application.url_map.iter_rules()}
    files = {f"/search.{ending}" for ending in FORMATS}
    assert rules - {"/static/", "/search."} | files == told


def test_every_setting_and_parameter_is_told() -> None:
    for name in (*SETTINGS, *urls.FILTERS, *urls.CHOICES, "since", "until", "limit", "page"):
        assert f"`{name}`" in TEXT, name
    values = settings.read()
    assert (values.hosts, values.proxies, values.rate, values.public) == ((), 0, 0, False)
