"""Runs that add, replace and take out articles, one after another: the index holds what a dictionary would."""

from __future__ import annotations

import tempfile
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index import generations
from index.document import Document
from index.engines import whoosh
from index.record import Record
from index.store import merge as merging
from index.store import segments, tiers

RECORD = Record("2026-01-01T00:00:00+00:00", 1.0, (), ("en",), 0, 0, 0)
IDS = st.sampled_from("abcdefgh")
RUNS = st.lists(
    st.tuples(
        st.booleans(),  # whether it begins with an empty index
        st.lists(IDS, max_size=3),  # taken out
        st.lists(st.tuples(IDS, st.sampled_from(["fish", "line of fish", "a treaty", ""])), max_size=6),  # added
    ),
    min_size=1,
    max_size=5,
)


@pytest.fixture(scope="module", autouse=True)
def small_segments():
    """Segments of a few words, so that a run writes and merges several."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(whoosh, "MOST_TOKENS", 3)
        patch.setattr(whoosh, "FAN", 2)
        patch.setattr(merging, "POSTINGS", 2)
        patch.setattr(tiers, "MOST", 2)
        patch.setattr(generations, "_sync", lambda path: None)  # slow, and no power fails here
        yield


@settings(max_examples=60, deadline=None)
@given(RUNS)
def test_runs_leave_what_a_dictionary_would_hold(runs: list[tuple[bool, list[str], list[tuple[str, str]]]]) -> None:
    held: dict[str, str] = {}
    with tempfile.TemporaryDirectory() as name:
        location = Path(name)
        for empty, removed, added in [(True, [], []), *runs]:
            with whoosh.WhooshWriter(location) as run:
                run.begin(empty=empty)
                held = {} if empty else {id: text for id, text in held.items() if id not in removed}
                run.remove(removed)
                for id, text in added:
                    run.remove([id])
                    article = Document(
                        "articles", id, {"id": id, "body": text} if text else {"id": id}, "en", f'"{text}"'
                    )
                    quotation = Document("quotations", f"q{id}", {"id": f"q{id}"}, "en", f'"{text}"')
                    run.remove([id])  # which may have been added before
                    run.add(run.prepare([[article, quotation]]))
                    held[id] = text
                run.publish(RECORD)
            assert generations.check(location) == []
            assert read(location) == ({id: f'"{text}"' for id, text in held.items()},) * 2


def read(location: Path) -> tuple[dict[str, str], dict[str, str]]:
    """What is stored with the articles and with the quotations, by the articles' ids."""
    folder, _, digests = generations.opened(location)
    articles: dict[str, str] = {}
    quotations: dict[str, str] = {}
    opened = segments(folder, digests)
    assert len(opened) <= tiers.MOST + 1
    for segment in opened:
        found, said = segment.parts["articles"], segment.parts["quotations"]
        for at in np.flatnonzero(~found.gone).tolist():
            assert found.keys["id"][at] not in articles
            articles[found.keys["id"][at]] = found.head(at)
        for at in np.flatnonzero(~said.gone).tolist():
            id = found.keys["id"][int(segment.parents[at])]
            assert (said.keys["id"][at], id in quotations) == (f"q{id}", False)
            quotations[id] = said.head(at)
    return articles, quotations
