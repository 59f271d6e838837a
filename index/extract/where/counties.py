"""Counties that share the word: "Butler, Clark and Otter Tail counties"."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from itertools import islice

from index.extract.where.gazetteer import Gazetteer, key
from index.extract.where.toponyms import SURE, Found

MOST = 30  # names of a list …
MOST_LISTS = 100  # … and lists of a text
_SHARED = re.compile(r"\b(?:counties|parishes)\b", re.I)
_KINDS = {"counties": "county", "parishes": "parish"}
_NAME = re.compile(r"\b([A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*){0,2})(?:,|,? (?:and|or))?\s$")
_LONGEST = 60  # characters of a name with what joins it to the next


def with_counties(text: str, known: Gazetteer, found: list[Found]) -> list[Found]:
    """The stretches found with the names of such lists in place of what those names are alone."""
    listed = {one.start: one for one in _listed(text, known)}
    starts = sorted(listed)

    def covered(one: Found) -> bool:
        before = bisect_left(starts, one.end) - 1
        return before >= 0 and listed[starts[before]].end > one.start

    return sorted([*(one for one in found if not covered(one)), *listed.values()], key=lambda one: one.start)


def _listed(text: str, known: Gazetteer) -> Iterator[Found]:
    for shared in islice(_SHARED.finditer(text), MOST_LISTS):
        kind, end = _KINDS[shared[0].lower()], shared.start()
        for _ in range(MOST):
            name = _NAME.search(text, max(0, end - _LONGEST), end)
            entries = tuple(e for e in known.find_key(f"{key(name[1])} {kind}") if e.kind == "county") if name else ()
            if name is None or not entries:
                break
            yield Found(name.start(), name.end(1), entries, SURE, placed=False)
            end = name.start()
