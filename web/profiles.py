"""The pages of who and where: everything one speaker says here, two side by side, and everything of one place."""

from __future__ import annotations

import dataclasses
from collections import Counter
from dataclasses import dataclass

from flask import Blueprint, abort, redirect, request
from flask_babel import gettext
from werkzeug.wrappers import Response

from search import archive
from search import find as door
from search.query import Query
from search.results import Results
from web import shown, urls
from web.render import location, page
from web.timeline import Timeline, timeline

blueprint = Blueprint("profiles", __name__)

ABOUT = ("place", "topic", "outlet", "author", "date")  # what is counted of a speaker
THERE = ("speaker", "topic", "outlet", "date")  # what is counted of a place
MAPPED = 40  # articles of a place whose other places are on its map
SPOTS = 25  # places on a map
NARROWEST = 60  # degrees that a map shows from left to right, so that a continent can be told
MARGIN = 10  # degrees around the outermost places


@dataclass(frozen=True, slots=True)
class Voice:
    """A speaker with the quotations that answer a question; `names` has the one that is shown first.

    `words` are those that the speaker says much oftener than others do.
    """

    names: tuple[str, ...]
    found: Results
    query: Query
    words: list[str]
    groups: list[shown.Group]
    line: Timeline | None


@dataclass(frozen=True, slots=True)
class Spot:
    """A place on a map, in degrees from the left and from the top; `count` articles name it beside the map's own."""

    label: str
    x: float
    y: float
    count: int
    here: bool


@dataclass(frozen=True, slots=True)
class Map:
    """Places, and the part of the world (left, top, width, height in degrees) that they lie in."""

    spots: tuple[Spot, ...]
    frame: tuple[float, float, float, float]


@blueprint.get("/speaker/<path:name>")
def speaker(name: str) -> bytes | Response:
    """What one speaker says, or two side by side, of a question."""
    asked = urls.read((key, value) for key, value in request.args.items() if key in ("q", "page"))
    other = request.args.get("with", "").strip()[: urls.LONGEST]
    if "" in request.args.values():
        return redirect(urls.speaker(name, asked, other))
    voices = [_voice(name, asked)]
    if voices[0] is None:
        abort(404, gettext("Nobody called “%(name)s” is quoted in this index.", name=name))
    if other:
        voices.append(_voice(other, asked))
    return page("speaker.html", query=asked, voices=[voice for voice in voices if voice], other=other)


@blueprint.get("/place/<path:name>")
def place(name: str) -> bytes:
    """What was said at a place, what was written there, and what it is named with."""
    said = Query(filters=(("place", name),), quotes=True, facets=THERE)
    about = Query(filters=(("place", name),), limit=MAPPED, facets=THERE, sort="newest", passages=False)
    spoken, written = door.find(said, location()), door.find(about, location())
    if not written.total and not spoken.total:
        abort(404, gettext("No article in this index is from or about “%(name)s”.", name=name))
    sent = Query(f'dateline:"{name.replace(chr(34), " ")}"', sort="newest", limit=5, passages=False)
    return page(
        "place.html",
        query=urls.DEFAULT,
        name=name,
        spoken=spoken,
        sent=door.find(sent, location()),
        sent_query=sent,
        written=written,
        groups=shown.groups(spoken),
        asked=said,
        about=about,
        line=timeline(written, about, location()),
        map=_map(name, written),
    )


def _voice(name: str, asked: Query) -> Voice | None:
    names = archive.speaker(location(), name)
    if not names:
        return None
    query = dataclasses.replace(asked, filters=(("speaker", names[0]),), quotes=True, facets=ABOUT)
    found = door.find(query, location())
    words = archive.telling(location(), dataclasses.replace(query, text="", offset=0))
    return Voice(names, found, query, words, shown.groups(found), timeline(found, query, location()))


def _map(name: str, written: Results) -> Map | None:
    """The place, and those that the newest articles about it name most often, as far as it is known where they lie."""
    counts: Counter[str] = Counter()
    places: dict[str, tuple[float, float]] = {}
    for hit in written.hits:
        found = door.article(location(), hit.id)
        for one in found.places if found else ():
            if one.latitude is not None and one.longitude is not None:
                counts[one.label] += 1
                places[one.label] = one.longitude + 180, 90 - one.latitude
    most = [label for label, _ in counts.most_common(SPOTS) if label != name]
    labels = [*most, name] if name in places else most
    spots = tuple(Spot(label, *places[label], counts[label], label == name) for label in labels)
    return Map(spots, _frame(spots)) if spots else None


def _frame(spots: tuple[Spot, ...]) -> tuple[float, float, float, float]:
    """The smallest part of the world, twice as wide as high, around some places."""
    left, right = min(spot.x for spot in spots), max(spot.x for spot in spots)
    top, bottom = min(spot.y for spot in spots), max(spot.y for spot in spots)
    width = min(max(right - left + 2 * MARGIN, 2 * (bottom - top + 2 * MARGIN), NARROWEST), 360)
    x = min(max((left + right - width) / 2, 0), 360 - width)
    y = min(max((top + bottom - width / 2) / 2, 0), 180 - width / 2)
    return x, y, width, width / 2
