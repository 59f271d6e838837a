"""Results as text for a terminal, with speaker and date where the eye looks, and as JSON."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote as percent_encoded

from search.results import Facet, FacetValue, Hit, Passage, Quotation, Results

if TYPE_CHECKING:
    from index.model import Span

NARROW, WIDE = 40, 120  # columns: below, words are cut; beyond, lines are tiresome to read
FACET_VALUES = 10  # of one facet: two lines of a terminal
INDENT = "  "

# What would steer the terminal, or turn the reading direction of what follows.
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
_STYLES = {"title": "1", "speaker": "1;36", "mark": "1;33", "quiet": "2", "notice": "33"}


@dataclass(frozen=True, slots=True)
class Terminal:
    """What the output may use."""

    width: int = 80
    color: bool = False
    links: bool = False


def as_json(results: Results) -> str:
    """One document."""
    return json.dumps(results.to_dict(), ensure_ascii=False)


def values_as_lines(facet: Facet) -> Iterator[str]:
    """One value a line, as JSON."""
    for value in facet.values:
        yield json.dumps(value._asdict(), ensure_ascii=False)


def values_as_text(facet: Facet) -> Iterator[str]:
    """One value a line behind its count."""
    width = max((len(f"{value.count:,}") for value in facet.values), default=0)
    for value in facet.values:
        yield f"{value.count:>{width},}  {_safe(value.value)}"


def as_text(results: Results, terminal: Terminal, offset: int = 0) -> Iterator[str]:
    """Lines for a terminal: the hits, the facets, and how many there are; where nothing was found, what is nearest."""
    if results.nearest:
        noun = "quotation" if isinstance(results.nearest[0], Quotation) else "article"
        yield _styled(f"No {noun} has all the words; these have most of them:", "notice", terminal)
        yield ""
    for hit in results.hits or results.nearest:
        yield from _quotation_hit(hit, terminal) if isinstance(hit, Quotation) else _hit(hit, terminal)
        yield ""
    shown = [facet for facet in results.facets if facet.values]
    for facet in shown:
        yield from _facet(facet, terminal)
    if shown:
        yield ""
    if results.hits:
        yield _styled(f"{offset + 1:,}–{offset + len(results.hits):,} of {results.total:,}", "quiet", terminal)
    elif results.total:
        beyond = f"; none from {offset + 1:,} on" if offset else ""
        yield _styled(f"{results.total:,} in all{beyond}", "quiet", terminal)


def advice(results: Results) -> Iterator[str]:
    """What to ask instead, a sentence each."""
    if better := results.did_you_mean:
        yield f"Did you mean: {better.query.text} ({better.total:,})"
    for one in results.instead:
        yield f"Without “{one.without}”: {one.total:,}"


def _hit(hit: Hit, terminal: Terminal) -> Iterator[str]:
    title = hit.title or "(without a title)"
    yield from _linked(_block(title, hit.title_marks, terminal, "", "title"), hit.url, terminal)
    yield from _line([hit.date, hit.outlet, hit.place, hit.folded], terminal)
    shown = [quotation for quotation in hit.quotes if quotation.speaker or quotation.marks]
    for quotation in shown:
        yield from _said(quotation, terminal)
    for passage in hit.passages:
        if not any(_same(passage, quotation) for quotation in shown):
            yield from _block(passage.text, passage.marks, terminal, INDENT)


def _quotation_hit(quotation: Quotation, terminal: Terminal) -> Iterator[str]:
    about = quotation.article
    assert about is not None
    who = _styled(_safe(quotation.speaker or "Unknown speaker"), "speaker", terminal)
    yield who + (f", {_safe(quotation.role)}" if quotation.role else "")
    yield from _block(quotation.quote, quotation.marks, terminal, INDENT)
    yield from _line([quotation.date, about.outlet, quotation.place], terminal)
    yield from _linked(_block(about.title, (), terminal, INDENT, "quiet"), about.url, terminal)


def _said(quotation: Quotation, terminal: Terminal) -> Iterator[str]:
    """A quotation behind its speaker's name."""
    name = f"{quotation.speaker or 'Unknown speaker'}: "
    marks = tuple((start + len(name), end + len(name)) for start, end in quotation.marks)
    yield from _block(name + quotation.quote, marks, terminal, INDENT, lead=len(name) - 1)


def _same(passage: Passage, quotation: Quotation) -> bool:
    """Whether all that is marked in a passage stands in a quotation that is shown already."""
    if passage.text.strip("…") in quotation.quote:
        return True
    parts = [(passage.text.find(part), len(part)) for part in quotation.quote.split(" … ")]
    return any(
        at >= 0 and all(at <= start and end <= at + length for start, end in passage.marks) for at, length in parts
    )


def _line(parts: Iterable[str | None], terminal: Terminal) -> Iterator[str]:
    text = " · ".join(part for part in parts if part)
    if text:
        yield from _block(text, (), terminal, INDENT, "quiet")


def _facet(facet: Facet, terminal: Terminal) -> Iterator[str]:
    ranked = facet.values if facet.name == "date" else sorted(facet.values, key=lambda value: -value.count)
    first = {value.value for at, value in enumerate(ranked) if at < FACET_VALUES or value.selected or value.excluded}
    shown = [value for value in facet.values if value.value in first]
    name = f"{facet.name}: "
    text = name + _nested(shown, {value.value for value in shown}) + (" · …" if len(shown) < facet.total else "")
    for number, line in enumerate(_block(text, (), terminal, INDENT, lead=len(name) - 1)):
        yield line if number else line.removeprefix(INDENT)


def _nested(values: Iterable[FacetValue], shown: Collection[str], within: str | None = None) -> str:
    """Values with their counts, those that one of them holds in parentheses behind it."""
    found = []
    for value in values:
        if value.within == within or (within is None and value.within not in shown):
            sign = "✓ " if value.selected else "− " if value.excluded else ""
            inner = _nested(values, shown, value.value)
            found.append(f"{sign}{_label(value, within)} {value.count:,}" + (f" ({inner})" if inner else ""))
    return " · ".join(found)


def _label(value: FacetValue, within: str | None) -> str:
    """A value for a reader who has just read the one that holds it."""
    return value.value.removesuffix(f", {within}") if within else value.value


def _block(
    text: str, marks: Iterable[Span], terminal: Terminal, indent: str, style: str = "", lead: int = 0
) -> Iterator[str]:
    """A text wrapped and indented, its marks styled; its first `lead` characters as a speaker's name."""
    text = _safe(text)
    slices = [(start, end, "mark") for start, end in marks]
    if lead:
        slices.insert(0, (0, lead, "speaker"))
    width = min(max(terminal.width, NARROW), WIDE) - len(indent)
    for start, end in wrapped(text, width):
        line, at = "", start
        for first, last, name in slices:
            first, last = max(first, at), min(last, end)
            if first < last:
                line += _styled(text[at:first], style, terminal) + _styled(text[first:last], name, terminal)
                at = last
        yield indent + line + _styled(text[at:end], style, terminal)


def wrapped(text: str, width: int) -> Iterator[Span]:
    """The slices of a text that fit in so many columns, broken at blanks where there are some."""
    start = blank = 0
    columns = 0
    at = 0
    while at < len(text):
        columns += measured(text[at])
        if text[at] == " ":
            blank = at
        if columns > width and at > start:
            end = blank if blank > start else at
            yield start, end
            start = end + 1 if text[end] == " " else end
            at, blank, columns = start, start, 0
            continue
        at += 1
    if start < len(text):
        yield start, len(text)


def measured(char: str) -> int:
    """The columns a character takes: two for wide ones, none for marks that join the one before."""
    if char < "\u0300":
        return 0 if char == "\u00ad" else 1
    if unicodedata.category(char) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def notice(text: str, terminal: Terminal) -> str:
    """A remark beside the results."""
    return _styled(_safe(text), "notice", terminal)


def _styled(text: str, style: str, terminal: Terminal) -> str:
    return f"\x1b[{_STYLES[style]}m{text}\x1b[0m" if terminal.color and style and text else text


def _linked(lines: Iterable[str], url: str | None, terminal: Terminal) -> Iterator[str]:
    """The lines as links, in the form that many terminals know (OSC 8)."""
    if not terminal.links or not url or not url.startswith(("http://", "https://")):
        yield from lines
        return
    address = percent_encoded(url, safe="%/:?#[]@!$&'()*+,;=~")
    for line in lines:
        yield f"\x1b]8;;{address}\x1b\\{line}\x1b]8;;\x1b\\"


def _safe(text: str) -> str:
    """The text with each control character as a blank or a sign; its offsets stay."""
    return _CONTROL.sub(lambda match: " " if match[0].isspace() else "\ufffd", text)


def pointed(text: str, column: int, terminal: Terminal) -> Iterator[str]:
    """The part of a query around a column, and a caret under that column."""
    text = _safe(text)
    start = max(0, column - max(terminal.width, NARROW) // 2)
    part = text[start : start + max(terminal.width, NARROW) - 4]
    yield INDENT + part
    yield INDENT + " " * sum(map(measured, text[start:column])) + "^"
