"""Nearness on positions, against its definition."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from search.engines.places import Places, near, together

Runs = list[tuple[int, int, int]]  # document, first position, last position

RUNS = st.lists(
    st.tuples(st.integers(0, 2), st.integers(0, 12), st.integers(0, 2)).map(
        lambda run: (run[0], run[1], run[1] + run[2])
    ),
    max_size=8,
)


def places(runs: Runs) -> Places:
    starts = np.array([document << 32 | first for document, first, _ in runs], np.int64)
    ends = np.array([document << 32 | last for document, _, last in runs], np.int64)
    return together([Places(starts[:1], ends[:1]), Places(starts[1:], ends[1:])])


def defined(parts: list[Runs], distance: int, ordered: bool) -> set[tuple[int, int, int]]:
    """The places of the last part that are reached over the others, step by step."""
    reached = set(parts[0])
    for part in parts[1:]:
        reached = {
            (document, first, last)
            for document, first, last in part
            if any(
                document == other
                and (0 < first - end <= distance + 1 or (not ordered and 0 < start - last <= distance + 1))
                for other, start, end in reached
            )
        }
    return reached


@given(st.lists(RUNS, min_size=2, max_size=4), st.integers(0, 5), st.booleans())
def test_near_is_what_it_is_defined_as(parts: list[Runs], distance: int, ordered: bool) -> None:
    found = near([places(part) for part in parts], distance, ordered)
    wanted = defined(parts, distance, ordered)
    assert (
        set(
            zip(
                (found.start >> 32).tolist(),
                (found.start & 0xFFFFFFFF).tolist(),
                (found.end & 0xFFFFFFFF).tolist(),
                strict=True,
            )
        )
        == wanted
    )
    assert found.ranks.tolist() == sorted({document for document, _, _ in wanted})
