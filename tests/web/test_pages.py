"""The pages as a visitor gets them."""

import json
import re
from collections.abc import Callable
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

import pytest
from flask.testing import FlaskClient

from index.model import Article
from search.find import every, find
from search.query import Query
from web import create_app, pages, urls
from web.guard import HEADERS

EVIL = '<script>alert("x")</script>'
VOID = {"area", "base", "br", "hr", "img", "input", "link", "meta", "wbr"}
TALKS = "/article/talks?q=red+lines"
NAMED = ["/quote/talks-1", "/speaker/Ana%20Holm", "/place/Oslo,%20Norway"]


class Page(HTMLParser):
    """What a page holds: its tags with their attributes, its links and the text within <main>."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, Any]]] = []
        self.open: list[str] = []
        self.words: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attributes)))
        self.open += [] if tag in VOID else [tag]

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "main" in self.open:
            self.words.append(data)

    @property
    def text(self) -> str:
        return " ".join("".join(self.words).split())

    @property
    def links(self) -> list[str]:
        return [values["href"] for tag, values in self.tags if tag == "a"]

    def all(self, *names: str) -> list[dict[str, Any]]:
        return [values for tag, values in self.tags if tag in names]


def get(client: FlaskClient, url: str, status: int = 200) -> Page:
    answer = client.get(url)
    assert answer.status_code == status, answer.text
    assert len(answer.data) <= 60_000
    page = Page(answer.text)
    assert page.open == []
    return page


def test_home(client: FlaskClient) -> None:
    page = get(client, "/")
    assert "Dateline searches 29 articles and the 4 quotations found in them." in page.text
    assert "مكتبة على عجلات" in page.text
    assert "/search?speaker=Ana+Holm" in page.links


def test_results_show_who_where_and_when(client: FlaskClient) -> None:
    page = get(client, "/search?q=%22red+lines%22")
    assert "Articles with “red lines” ✕." in page.text.replace("Remove: ", "")
    assert "1 article" in page.text
    assert "Wire · Oslo, Norway · 4 March 2025" in page.text
    assert "“These are our red lines,” Ana Holm, chief negotiator" in page.text
    assert page.links.count("/article/talks?q=%22red+lines%22") == 1
    assert len(page.all("mark")) == 2  # in the title and in the quotation


def test_quotations(client: FlaskClient) -> None:
    page = get(client, "/search?q=lines&quotes=1")
    assert "1 quotation" in page.text
    assert "“These are our red lines,” Ana Holm, chief negotiator · Oslo, Norway · 4 March 2025" in page.text
    assert "/article/talks?q=lines&quotes=1#quote-talks-1" in page.links
    tabs = [tag for tag in page.all("a") if tag.get("aria-current") == "page"]
    assert [tab["href"] for tab in tabs] == ["/search?q=lines&quotes=1"]


def test_a_facet_link_finds_what_its_count_says(client: FlaskClient) -> None:
    html = client.get("/search?q=talks").text
    values = re.findall(r'<a href="([^"]+)"><bdi>[^<]*</bdi></a> <span class="count">(\d+)</span>', html)
    assert len(values) >= 6
    for link, count in values:
        total = client.get(link.replace("&amp;", "&").replace("/search", "/search.json")).get_json()["total"]
        assert total == int(count), link


def test_a_chosen_value_can_be_removed_or_excluded(client: FlaskClient) -> None:
    page = get(client, "/search?q=talks&speaker=Ana+Holm")
    assert "/search?q=talks" in page.links
    assert "/search?q=talks&speaker=-Ana+Holm" in page.links
    page = get(client, "/search?q=talks&speaker=-Ana+Holm")
    assert "not Ana Holm" in page.text
    assert "/search?q=talks" in page.links


def test_a_value_can_be_excluded_at_once(client: FlaskClient) -> None:
    assert "/search?q=talks&speaker=-Ana+Holm" in get(client, "/search?q=talks").links


def test_who_says_it(client: FlaskClient) -> None:
    page = get(client, "/speakers?q=lines")
    assert "1 speaker " in page.text and "Ana Holm" in page.text
    assert "/speaker/Ana%20Holm?q=lines" in page.links
    assert "/search?q=lines&speaker=Ana+Holm&quotes=1" in page.links
    assert "/search?q=lines" in page.links and "/search?q=lines&quotes=1" in page.links  # the other tabs
    assert "Nobody says this" in get(client, "/speakers?q=zebra").text
    assert client.get("/speakers?q=lines&since=").location == "/speakers?q=lines"


def test_a_timeline_narrows_and_tells_where_the_archive_has_nothing(client: FlaskClient) -> None:
    page = get(client, "/search?q=talks")
    assert "1 Dec 2024 – Jan 2025 – Feb 2025 1 Mar 2025" in page.text
    assert "/search?q=talks&since=2025-03&until=2025-03" in page.links
    assert "the archive itself has nothing from then" in page.text
    [march] = re.findall(r"/search[^ ]*since=2025-03&until=2025-03", " ".join(page.links))
    narrowed = get(client, march)
    assert "1 4 Mar 2025" in narrowed.text and "/search?q=talks&since=2025&until=2025" in narrowed.links
    assert "Any time" in get(client, "/search?q=talks&since=2025&until=2025").text
    assert "/search?date=undated" in get(client, "/search").links


def test_speaker(client: FlaskClient) -> None:
    page = get(client, "/speaker/ana%20holm")
    assert "Ana Holm" in page.text and "2 quotations" in page.text and "“As long as it takes.”" in page.text
    assert "/search?speaker=Ana+Holm&quotes=1" in page.links
    assert "/feed.atom?speaker=Ana+Holm&quotes=1" in page.links
    assert "1 quotation: red lines" in get(client, "/speaker/Ana%20Holm?q=red+lines").text


def test_two_speakers_side_by_side(client: FlaskClient) -> None:
    page = get(client, f"/speaker/Ana%20Holm?{urlencode({'with': EVIL})}")
    assert "2 quotations" in page.text and "1 quotation" in page.text
    assert "Nobody called “Bo Lind” is quoted" in get(client, "/speaker/Ana%20Holm?with=Bo+Lind").text
    assert client.get("/speaker/Ana%20Holm?q=&with=Bo").location == "/speaker/Ana%20Holm?with=Bo"


def test_place(client: FlaskClient) -> None:
    page = get(client, "/place/Oslo,%20Norway")
    assert "From there or about it: 1 article Written there: 1 article Said there: 1 quotation" in page.text
    assert len(page.all("circle")) == 2
    assert "/place/Malm%C3%B6,%20Sweden" in page.links


def test_quotation(client: FlaskClient) -> None:
    page = get(client, "/quote/talks-1")
    assert "“These are our red lines,” Ana Holm, chief negotiator" in page.text
    assert "“These are our red lines,” said Ana Holm." in page.text  # the evidence
    assert "talks-1 = The right name" in page.text
    assert "https://wire.example/talks#:~:text=%E2%80%9CThese%20are%20our%20red%20lines%2C%E2%80%9D" in page.links
    assert "/article/talks#quote-talks-1" in page.links
    html = client.get(f"/quote/{quote(f'a/b c?d#e%41&f-{EVIL}', safe='')}").text
    [data] = re.findall(r'<script type="application/ld\+json">(.*?)</script>', html)
    assert json.loads(data)["text"] == EVIL
    assert json.loads(data)["@type"] == "Quotation"


def test_status(client: FlaskClient) -> None:
    page = get(client, "/status")
    assert "Articles29" in page.text and "15 May 2025, 10:00 UTC" in page.text and "0 files refused" in page.text


def test_every_value_of_a_facet_is_found(client: FlaskClient) -> None:
    page = get(client, "/facet/place?q=talks")
    assert "Place: 6" in page.text and "with talks" in page.text
    assert "/search?q=talks&place=Oslo,+Norway" in page.links
    assert "/search?q=talks&place=-Oslo,+Norway" in page.links
    found = get(client, "/facet/place?q=talks&find=osl")
    assert "Place: 1" in found.text and "/search?q=talks&place=Bergen,+Norway" not in found.links
    assert "Nothing matches" in get(client, "/facet/speaker?find=zebra").text
    assert client.get("/facet/place?find=osl&q=").location == "/facet/place?find=osl"
    assert "There is no facet “body”." in get(client, "/facet/body", 400).text


def test_a_facet_with_many_values_has_pages(
    publish: Callable[..., str], tmp_path: Path, at: Callable[[Path], str]
) -> None:
    publish(tmp_path, [Article("Snow fell.", id=str(n), outlet=f"Gazette {n:03}") for n in range(120)])
    client = create_app({"INDEX": at(tmp_path)}).test_client()
    assert "/facet/outlet?q=snow" in get(client, "/search?q=snow").links
    first, last = get(client, "/facet/outlet?q=snow"), get(client, "/facet/outlet?q=snow&page=2")
    assert "/facet/outlet?q=snow&page=2" in first.links and "/facet/outlet?q=snow" in last.links
    assert len(last.all("li")) == 20 and "Gazette 119" in last.text


def test_pages_turn(client: FlaskClient) -> None:
    first, last = get(client, "/search?q=flood"), get(client, "/search?q=flood&page=3")
    assert "25 articles, page 1 of 3" in first.text
    assert "/search?q=flood&page=2" in first.links and "/search?q=flood&page=4" not in last.links
    assert len(last.all("article")) == 5
    beyond = get(client, "/search?q=flood&page=4")
    assert "The last page is number 3." in beyond.text


def test_nothing_found_helps(client: FlaskClient) -> None:
    page = get(client, "/search?q=flood+zebra&place=Oslo,+Norway")
    assert "Nothing matches" in page.text
    assert "/search?q=flood+zebra" in page.links  # without the filter
    assert "/search?q=flood+zebra&place=Oslo,+Norway&match=any" in page.links


def test_what_to_ask_instead_is_shown(client: FlaskClient) -> None:
    page = get(client, "/search?q=red+lines+zebra")
    assert "Nothing has all the words; these have most of them" in page.text
    assert "/search?q=red+lines" in page.links  # without the zebra
    assert "/search?q=flood" in get(client, "/search?q=flod").links


def test_notices_are_shown(client: FlaskClient) -> None:
    assert "never closed" in get(client, "/search?q=%22red+lines").text


def test_empty_fields_leave_the_address(client: FlaskClient) -> None:
    answer = client.get("/search?q=flood&since=&sort=")
    assert (answer.status_code, answer.location) == (302, "/search?q=flood")
    assert client.get("/search?q=").location == "/search"


def test_the_box_keeps_the_filters(client: FlaskClient) -> None:
    page = get(client, "/search?q=talks&outlet=Wire&sort=newest&page=1")
    fields = [(field["name"], field["value"]) for field in page.all("input")]
    assert fields[:3] == [("q", "talks"), ("outlet", "Wire"), ("sort", "newest")]


def test_article(client: FlaskClient) -> None:
    page = get(client, TALKS)
    assert "Wire · Bo Lind · Oslo, Norway · 4 March 2025" in page.text
    assert "“These are our red lines,”1 said Ana Holm." in get(client, "/article/talks").text
    ids = {values["id"] for _, values in page.tags if "id" in values}
    assert {"quote-talks-1", "quote-talks-2", "quote-talks-3", "by-1", "by-2", "by-3"} <= ids
    assert {link[1:] for link in page.links if link.startswith("#")} <= ids
    assert "/speaker/Ana%20Holm" in page.links and "/quote/talks-1" in page.links
    assert "Speaker not known" in page.text
    assert "/search?q=red+lines" in page.links  # back
    assert len(page.all("mark")) == 2
    [source] = [tag for tag in page.all("a") if tag["href"] == "https://wire.example/talks"]
    assert source["rel"] == "noopener noreferrer nofollow"
    assert [tag.get("lang") for tag in page.all("article")] == ["en"]


def test_an_article_and_a_quotation_can_be_cited(client: FlaskClient) -> None:
    cited = "Bo Lind, “Red lines at the river talks”, Wire, 2025-03-04, https://wire.example/talks."
    for url in ("/article/talks", "/quote/talks-1"):
        page = get(client, url)
        assert cited in page.text and "@article{talks" in page.text and "TY - NEWS" in page.text


def test_articles_like_one_and_copies_of_one(
    publish: Callable[..., str], tmp_path: Path, at: Callable[[Path], str]
) -> None:
    walk = (
        "The mayor walked along the harbour with a lantern and counted forty herons on the frozen quay before noon. "
        "Every heron had a name, said the keeper of the lighthouse, who feeds them stale bread and tells of old storms."
    )
    articles = [Article(walk, title="Herons", id=str(n), outlet=f"Gazette {n}", published="2025-02-01") for n in (1, 2)]
    articles.append(Article("Forty herons on the quay of the harbour.", title="More herons", id="3", language="en"))
    articles += [Article(f"Snow fell on day {n}.", title="Snow", id=f"snow-{n}") for n in range(20)]
    publish(tmp_path, articles)
    client = create_app({"INDEX": at(tmp_path)}).test_client()
    assert "also in Gazette" in get(client, "/search?q=lantern").text
    page = get(client, "/article/1")
    assert "More like this More herons" in page.text and "/article/3" in page.links


def test_the_hits_of_an_article_can_be_stepped_through(client: FlaskClient) -> None:
    page = get(client, TALKS)
    assert "2 hits: red lines" in page.text
    assert [mark["id"] for mark in page.all("mark")] == ["hit-1", "hit-2"]
    assert [link for link in page.links if link.startswith("#hit-")] == ["#hit-1", "#hit-2", "#hit-1"]
    assert "Red lines 1 of 2 › at the river talks" in page.text and "red lines ‹ 2 of 2,”" in page.text
    assert "1 hit: wait" in get(client, "/article/talks?q=wait").text


@pytest.mark.parametrize("string", ["", "?q=foo:bar", "?page=x", "?q=(((", "?q=%22", "?q=said:lines", "?q=-red"])
def test_an_article_is_there_whatever_was_asked(client: FlaskClient, string: str) -> None:
    assert "The river talks opened." in get(client, f"/article/talks{string}").text


def test_an_article_of_any_id_is_text_and_nothing_else(client: FlaskClient) -> None:
    for url in ("/search?q=talks", "/search?quotes=1", urls.article("a/b c?d#e%41&f")):
        page = get(client, url)
        assert [list(script) for script in page.all("script")] == [["src", "defer"]]  # our own
        assert "alert" in page.text
        assert not [link for link in page.links if link.startswith("javascript")]
    found = client.get("/search.json?q=co").get_json()
    assert [hit["id"] for hit in found["hits"]] == ["a/b c?d#e%41&f"]


def test_an_article_without_anything(client: FlaskClient) -> None:
    page = get(client, "/article/bare")
    assert "Without a title" in page.text and "undated" in page.text
    get(client, "/search?q=surrogate")


def test_every_example_of_the_help_page_is_understood(client: FlaskClient) -> None:
    assert len(pages.HELP) == len(get(client, "/help").all("tr")) - 2 - len(pages.KEYS)
    for text, _ in pages.HELP:
        page = get(client, f"/search?{urlencode({'q': text})}")
        assert page.all("p")[0]["class"] == "understood"
        assert not [tag for tag in page.all("p") if tag.get("class") == "notice"], text


def test_every_link_leads_somewhere(client: FlaskClient) -> None:
    seen: set[str] = set()
    waiting = ["/", TALKS, "/search?q=talks", "/search?q=lines&quotes=1", urls.article("a/b c?d#e%41&f")]
    for url in waiting:
        for link in Page(client.get(url).text).links:
            link = link.partition("#")[0]
            # A choice of language leads back, and would be kept for the other tests.
            if link.startswith("/") and not link.startswith("/language/") and link not in seen and len(seen) < 200:
                seen.add(link)
                assert client.get(link).status_code == 200, f"{url}: {link}"
    assert len(seen) > 40


@pytest.mark.parametrize(
    "url",
    [
        "/",
        "/search?q=talks",
        "/search?quotes=1",
        "/search?q=zebra",
        "/speakers",
        TALKS,
        *NAMED,
        "/help",
        "/status",
        "/none",
    ],
)
def test_a_page_can_be_heard_and_tabbed(client: FlaskClient, url: str) -> None:
    page = Page(client.get(url).text)
    levels = [int(tag[1]) for tag, _ in page.tags if re.fullmatch(r"h\d", tag)]
    assert levels[0] == 1 and levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    assert page.links[0] == "#main"
    assert len(page.all("main")) == 1
    ids = [values["id"] for _, values in page.tags if "id" in values]
    assert len(ids) == len(set(ids))
    for field in page.all("input"):
        assert field["type"] == "hidden" or field["id"] in [label["for"] for label in page.all("label")]
    for named in page.all("nav", "aside", "section"):
        assert named.get("aria-label") or named.get("aria-labelledby") in ids or named.get("class") == "voice"
    assert page.all("style") == [] and not [values for _, values in page.tags if "style" in values]


@pytest.mark.parametrize("url", ["/", "/search?q=x", "/search?page=x", "/none", "/none.json", "/static/style.css"])
def test_every_answer_is_guarded(client: FlaskClient, url: str) -> None:
    answer = client.get(url)
    assert HEADERS.items() <= dict(answer.headers).items()
    assert "unsafe" not in answer.headers["Content-Security-Policy"]


def test_style_and_script_are_small_and_fetch_nothing_from_elsewhere() -> None:
    css = (Path(pages.__file__).parent / "static" / "style.css").read_text(encoding="utf-8")
    script = (Path(pages.__file__).parent / "static" / "comfort.js").read_text(encoding="utf-8")
    assert len(css) + len(script) <= 30_000
    assert "url(" not in css and "@import" not in css and "://" not in script


# Mistakes


def test_a_question_that_is_not_understood(client: FlaskClient) -> None:
    page = get(client, "/search?q=+red+foo:bar+&outlet=Wire", 400)
    assert "There is no field “foo”." in page.text
    assert "At character 5: red ‸foo:bar" in page.text
    assert page.all("input")[0]["value"] == "red foo:bar"


@pytest.mark.parametrize(
    ("url", "status", "said"),
    [
        ("/search?page=x", 400, "“x” is no value of page."),
        ("/search?sort=foo", 400, "“foo” is no value of sort."),
        ("/search?since=yesteryear", 400, "is not a date"),
        ("/search?date=2025-13", 400, "there is no month 13"),
        ("/quote/none-1", 404, "There is no quotation “none-1” in this index."),
        ("/quote/none", 404, "There is no quotation “none” in this index."),
        ("/speaker/Holm", 404, "Nobody called “Holm” is quoted"),
        ("/speaker/zebra", 404, "Nobody called “zebra” is quoted"),
        ("/place/Zebra", 404, "No article in this index is from or about “Zebra”."),
        ("/article/none", 404, "There is no article “none” in this index."),
        ("/none", 404, "There is no such page."),
        ("/search/", 404, "There is no such page."),
        ("/article/", 404, "There is no such page."),
        ("/static/none.css", 404, "There is no such page."),
    ],
)
def test_mistakes_are_explained(client: FlaskClient, url: str, status: int, said: str) -> None:
    assert said in get(client, url, status).text


def test_pages_can_only_be_read(client: FlaskClient) -> None:
    answer = client.post("/search", data={"q": "x"})
    assert answer.status_code == 405
    assert "This address can only be read." in answer.text
    assert "GET" in answer.headers["Allow"]


@pytest.mark.parametrize("url", ["/", "/search?q=x", "/article/talks"])
def test_without_an_index_pages_say_how_to_build_one(nowhere: FlaskClient, url: str) -> None:
    assert "search-index build" in get(nowhere, url, 503).text


def test_a_new_index_is_answered_from_at_once(
    publish: Callable[..., str], tmp_path: Path, at: Callable[[Path], str]
) -> None:
    visitor = create_app({"INDEX": at(tmp_path / "none")}).test_client()
    get(visitor, "/", 503)
    for number in (1, 2):
        publish(tmp_path / "none", [Article("Snow fell.", title=f"Snow {n}", id=str(n)) for n in range(number)])
        assert f"{number} article" in get(visitor, "/search?q=snow").text


def test_help_needs_no_index(nowhere: FlaskClient) -> None:
    get(nowhere, "/help")


NASTY = [
    "\0",
    "a\0b",
    "\ud800",
    "\udcff red",
    "\u202e\u2066",
    "x" * 8_000,
    "x " * 5_000,
    " " * 100_000,
    "語" * 8_001,
    "(" * 3_000,
    '"' * 3_000,
    "-" * 3_000,
    "*",
    "?*?*?*?*?*?*?*?*x",
    "~~~~",
    "a:b:c:d",
    "speaker:",
    "date:9999999999",
    "[0 TO 9]",
    "' OR 1=1 --",
    "{{ 7*7 }} {% raw %}",
    "<script>",
    "%s%n%00",
    "&amp;&lt;",
    "\r\nSet-Cookie: x",
    "../../etc/passwd",
    "𝔘𝔫𝔦𝔠𝔬𝔡𝔢 🇳🇴",
]


@pytest.mark.parametrize("text", NASTY, ids=range(len(NASTY)))
@pytest.mark.parametrize("name", ["q", "speaker", "date", "since", "page", "quotes"])
def test_nothing_that_is_asked_breaks_a_page(client: FlaskClient, name: str, text: str) -> None:
    string = urlencode({name: text}, errors="surrogatepass")
    for path in ("/search", "/search.json", "/article/talks"):
        answer = client.get(f"{path}?{string}")
        assert answer.status_code in (200, 400), answer.text
        assert answer.is_json or answer.data.count(b"<script") == (answer.status_code != 302), "only our own"


@pytest.mark.parametrize("text", NASTY, ids=range(len(NASTY)))
def test_no_address_breaks_a_page(client: FlaskClient, text: str) -> None:
    for path in ("/article/{}", "/article/{}.json", "/{}", "/static/{}", "/quote/{}", "/speaker/{}", "/place/{}"):
        answer = client.get(path.format(quote(text, errors="surrogatepass")))
        assert answer.status_code in (200, 400, 404), answer.text


@pytest.mark.parametrize(
    "string",
    [
        "page=-1",
        "page=99999999999999999999",
        "offset=999999999999",
        "limit=0",
        "%",
        "q=%ff%fe",
        "q=%ED%A0%80",
        "=",
        "&&&",
    ],
)
def test_no_query_string_breaks_a_page(client: FlaskClient, string: str) -> None:
    assert client.get(f"/search?{string}").status_code in (200, 302, 400)


def test_a_quotation_leads_to_the_same_words_elsewhere(seeds_index: str) -> None:
    client = create_app({"INDEX": seeds_index}).test_client()
    said = find(Query('"that is our red line"', quotes=True, sort="oldest"), seeds_index).hits
    assert len(said) > 1
    for quotation in said:
        text = client.get(f"/quote/{quotation.id}").get_data(as_text=True)
        assert "The same words elsewhere" in text
        others = {other.id for other in said} - {quotation.id}
        assert others == set(re.findall(r'href="/quote/([^"]+)"', text)) - {quotation.id}
    assert "The same words" not in client.get(f"/quote/{_short(seeds_index)}").get_data(as_text=True)


def _short(location: str) -> str:
    """A quotation of few words, which anybody may say."""
    return next(hit.id for hit in every(Query(quotes=True), location) if len(hit.quote.split()) < 4)
