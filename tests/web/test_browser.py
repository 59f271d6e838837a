"""The pages in a real browser: headless Chromium, driven by Selenium, judged by axe-core.

Needs Debian's chromium and chromium-driver, Selenium and `npm install --no-save axe-core`; skipped without.
"""

from __future__ import annotations

import shutil
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

import pytest
from werkzeug.serving import make_server

from web import create_app

webdriver = pytest.importorskip("selenium.webdriver", reason="Selenium is not installed: pip install selenium")
from selenium.webdriver.common.by import By  # noqa: E402
from selenium.webdriver.common.keys import Keys  # noqa: E402
from selenium.webdriver.support.wait import WebDriverWait  # noqa: E402

AXE = Path(__file__).parents[2] / "node_modules" / "axe-core" / "axe.min.js"
CHROMIUM, DRIVER = shutil.which("chromium"), shutil.which("chromedriver")
FLAGS = (
    "headless no-sandbox disable-gpu disable-quic no-first-run disable-background-networking disable-component-update"
)

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(
        not (CHROMIUM and DRIVER), reason="There is no Chromium to look with: apt-get install chromium chromium-driver"
    ),
]

EVIL = '<script>alert("x")</script>'
PAGES = {
    "home": "/",
    "articles": "/search?q=talks&speaker=-Nobody",
    "everything": "/search",
    "quotations": "/search?q=lines&quotes=1",
    "nothing": "/search?q=zebra",
    "speakers": "/speakers?q=lines",
    "facet": "/facet/place?q=talks",
    "article": "/article/talks?q=red+lines",
    "arabic": "/article/library",
    "quotation": "/quote/talks-1",
    "speaker": "/speaker/Ana%20Holm",
    "two": f"/speaker/Ana%20Holm?{urlencode({'with': EVIL})}",
    "place": "/place/Oslo,%20Norway",
    "help": "/help",
    "status": "/status",
    "mistake": "/search?q=foo:bar",
    "missing": "/none",
}


@pytest.fixture(scope="module")
def site(location: str) -> Iterator[str]:
    """The address of a running site."""
    server = make_server("127.0.0.1", 0, create_app({"INDEX": location}), threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.port}"
    server.shutdown()
    thread.join()


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """A browser, its window as wide as a desk's."""
    options = webdriver.ChromeOptions()
    options.binary_location = CHROMIUM
    for flag in FLAGS.split():
        options.add_argument(f"--{flag}")
    options.add_argument(f"--user-data-dir={tmp_path_factory.mktemp('chromium')}")
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    driver = webdriver.Chrome(options=options, service=webdriver.ChromeService(DRIVER))
    yield driver
    driver.quit()


@pytest.fixture(autouse=True)
def fresh(browser: Any) -> None:
    """Every test begins as a newcomer does."""
    seen(browser, 1280, "light")
    browser.get_log("browser")


def seen(browser: Any, width: int, scheme: str) -> None:
    """Look with a window of this width, in a light or a dark scheme."""
    size = {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": False}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
    media = {"features": [{"name": "prefers-color-scheme", "value": scheme}]}
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", media)


def path(browser: Any) -> str:
    return str(browser.execute_script("return location.pathname + location.search + location.hash"))


def led_to(browser: Any, wanted: str) -> None:
    """Wait until the browser is at a path that begins so."""
    WebDriverWait(browser, 10).until(lambda _: path(browser).startswith(wanted), f"not led to {wanted}")


def press(browser: Any, *keys: str) -> None:
    browser.switch_to.active_element.send_keys(*keys)


def axe(browser: Any) -> None:
    """Have axe-core find nothing wrong on the page that is open."""
    browser.execute_script(AXE.read_text(encoding="utf-8"))
    tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
    found = browser.execute_async_script(
        "axe.run(document, {runOnly: arguments[0]}).then(arguments[arguments.length - 1])", tags
    )
    wrong = found["violations"]
    assert [(one["id"], node["html"][:200], node["failureSummary"]) for one in wrong for node in one["nodes"]] == []
    assert found["passes"]


without_axe = pytest.mark.skipif(not AXE.exists(), reason="There is no axe-core: npm install --no-save axe-core")


@without_axe
@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "dark"), (320, "light")])
@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing(browser: Any, site: str, name: str, width: int, scheme: str) -> None:
    seen(browser, width, scheme)
    browser.get(site + PAGES[name])
    browser.execute_script("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
    axe(browser)


@without_axe
@pytest.mark.parametrize("code", ["ar", "uk"])
def test_axe_finds_nothing_in_another_language(browser: Any, site: str, code: str) -> None:
    browser.get(f"{site}/language/{code}")
    for page in ("articles", "article", "place", "help"):
        browser.get(site + PAGES[page])
        axe(browser)
    browser.delete_all_cookies()


@pytest.mark.parametrize("name", PAGES)
def test_nothing_is_wider_than_a_small_window(browser: Any, site: str, name: str) -> None:
    seen(browser, 320, "light")
    browser.get(site + PAGES[name])
    assert browser.execute_script("return document.documentElement.scrollWidth") <= 320


@pytest.mark.parametrize("name", PAGES)
def test_nothing_is_refused_by_the_policy_or_missing(browser: Any, site: str, name: str) -> None:
    browser.get(site + PAGES[name])
    said = [entry["message"] for entry in browser.get_log("browser") if "the server responded" not in entry["message"]]
    assert said == []  # a page about a mistake has the status of one, of which the browser tells


HOSTILE = [
    EVIL,
    '"><img src=x onerror=alert(1)>',
    "javascript:alert(1)",
    "'-alert(1)-'",
    "</title><svg onload=alert(1)>",
    "{{7*7}}",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_that_is_typed_comes_alive(browser: Any, site: str, text: str) -> None:
    strings = [urlencode({name: text}) for name in ("q", "speaker", "place", "since", "with", "sort")]
    addresses = [f"{page}?{string}" for page in ("/search", "/speakers", "/article/talks") for string in strings]
    addresses += [f"/{kind}/{quote(text, safe='')}" for kind in ("article", "quote", "speaker", "place", "x")]
    for address in addresses:
        browser.get(site + address)
        alive = browser.execute_script(
            """return [...document.querySelectorAll("*")].filter((one) =>
                [...one.attributes].some((a) => a.name.startsWith("on") || /^\\s*javascript:/i.test(a.value))
                || one.matches("script:not([src^='/static/']):not([type='application/ld+json']), iframe, object, embed")
            ).map((one) => one.outerHTML)"""
        )
        fields = "return [...document.querySelectorAll('input')].filter((one) => one.value === arguments[0]).length"
        kept = browser.execute_script(fields, text)  # "javascript:alert(1)" may stand in a box
        assert len(alive) <= (kept if text.startswith("javascript") else 0), address


def test_a_newcomer_finds_who_said_it_and_comes_back(browser: Any, site: str) -> None:
    browser.get(site)
    assert browser.switch_to.active_element.get_attribute("id") == "q"
    press(browser, "lines", Keys.ENTER)
    led_to(browser, "/search?q=lines")
    assert "2 articles" in browser.title
    browser.find_element(By.CSS_SELECTOR, ".facets").find_element(By.PARTIAL_LINK_TEXT, "Ana Holm").click()
    found = "/search?q=lines&speaker=Ana+Holm"
    led_to(browser, found)
    browser.find_element(By.CSS_SELECTOR, ".card h2 a").click()
    led_to(browser, "/article/talks?q=lines&speaker=Ana+Holm")
    browser.find_element(By.CSS_SELECTOR, ".voice ol .about a").click()
    led_to(browser, "/quote/talks-1")
    browser.find_element(By.CSS_SELECTOR, ".by a").click()
    led_to(browser, "/speaker/Ana%20Holm")
    for _ in range(3):
        browser.back()
    led_to(browser, found)
    assert browser.find_element(By.ID, "q").get_attribute("value") == "lines"


def test_keys(browser: Any, site: str) -> None:
    browser.get(f"{site}/search?q=flood")
    active = "return document.activeElement.closest('li')?.querySelector('h2')?.textContent"
    titles = [one.text for one in browser.find_elements(By.CSS_SELECTOR, ".card h2")]
    press(browser, "j")
    press(browser, "j")
    assert browser.execute_script(active) == titles[1]
    press(browser, "k")
    assert browser.execute_script(active) == titles[0]
    press(browser, "/")
    assert browser.switch_to.active_element.get_attribute("id") == "q"
    press(browser, "j")
    assert path(browser) == "/search?q=flood"
    browser.execute_script("document.activeElement.blur()")
    press(browser, "n")
    led_to(browser, "/search?q=flood&page=2")
    press(browser, "j")
    press(browser, "o")
    led_to(browser, "/article/flood-")
    press(browser, "?")
    led_to(browser, "/help")
    browser.find_element(By.CSS_SELECTOR, "#switch button").click()
    browser.get(f"{site}/search?q=flood")
    press(browser, "n")
    assert path(browser) == "/search?q=flood"
    browser.get(f"{site}/help")
    browser.find_element(By.CSS_SELECTOR, "#switch button").click()


@without_axe
def test_what_is_typed_is_completed(browser: Any, site: str) -> None:
    browser.get(f"{site}/search?q=lines")
    box = browser.find_element(By.ID, "q")
    box.clear()
    box.send_keys("lines ana")
    WebDriverWait(browser, 10).until(lambda _: box.get_attribute("aria-expanded") == "true")
    axe(browser)
    press(browser, Keys.ARROW_DOWN)
    chosen = browser.find_element(By.ID, box.get_attribute("aria-activedescendant"))
    assert "Ana Holm" in chosen.text and chosen.get_attribute("aria-selected") == "true"
    assert box.get_attribute("value") == 'lines speaker:"Ana Holm"'
    press(browser, Keys.ESCAPE)
    assert (box.get_attribute("value"), box.get_attribute("aria-expanded")) == ("lines ana", "false")
    press(browser, " ", Keys.BACKSPACE)
    WebDriverWait(browser, 10).until(lambda _: box.get_attribute("aria-expanded") == "true")
    browser.find_element(By.CSS_SELECTOR, "#completions li").click()
    led_to(browser, "/search?q=lines+speaker")


def test_hits_are_stepped_through(browser: Any, site: str) -> None:
    browser.get(f"{site}/article/talks?q=red+lines")
    browser.find_element(By.CSS_SELECTOR, ".hits a").click()
    steps = browser.find_elements(By.CSS_SELECTOR, ".steps")
    assert [one.is_displayed() for one in steps] == [True, False]
    steps[0].find_element(By.LINK_TEXT, "›").click()
    assert [one.is_displayed() for one in steps] == [False, True]
    press(browser, "p")
    assert path(browser).endswith("#hit-1")


@pytest.mark.parametrize("name", ["articles", "article", "speaker", "place", "quotation"])
def test_tab_goes_through_everything_in_sight(browser: Any, site: str, name: str) -> None:
    browser.get(site + PAGES[name])
    met = []
    for _ in range(200):
        press(browser, Keys.TAB)
        at = browser.switch_to.active_element
        if at.tag_name == "body":
            break
        outlined, inside = browser.execute_script(
            """const one = document.activeElement, box = one.getBoundingClientRect();
            return [getComputedStyle(one).outlineStyle, box.top < innerHeight && box.bottom > 0 && box.left >= -1]"""
        )
        assert (outlined, inside) == ("solid", True), at.get_attribute("outerHTML")
        met.append(at.get_attribute("outerHTML"))
    assert "Skip to the content" in met[0]
    everything = "a[href], button, input:not([type=hidden]), summary"
    shown = [one for one in browser.find_elements(By.CSS_SELECTOR, everything) if one.is_displayed()]
    assert len(met) == len(shown) + 1  # the first one shows only while it is gone to


def test_nothing_moves_while_a_page_loads(browser: Any, site: str) -> None:
    browser.get(site + PAGES["articles"])
    shifts = """const done = arguments[0];
    new PerformanceObserver((list) => done(list.getEntries().length)).observe({type: "layout-shift", buffered: true});
    setTimeout(() => done(0), 300);"""
    assert browser.execute_async_script(shifts) == 0
