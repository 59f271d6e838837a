"""Signatures: as a plain reading of the method gives them, close for near copies, far for others, kept by a merge."""

import random
import zlib
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.document import Document
from index.store import signatures
from index.store.invert import Inverter
from index.store.merge import merge
from index.store.prepare import prepared
from index.store.segment import Segment

WORDS = [f"word{number}" for number in range(400)]


def mixed(number: int) -> int:
    number = (number ^ number >> 30) * 0xBF58476D1CE4E5B9 % 2**64
    number = (number ^ number >> 27) * 0x94D049BB133111EB % 2**64
    return number ^ number >> 31


def slowly(texts: list[list[str]]) -> tuple[list[int], list[int]]:
    """The signature of one document and its keys as the method says it, word by word."""
    runs = []
    for words in texts:
        hashed = [mixed(zlib.crc32(word.encode())) for word in words]
        for first, second, third in zip(hashed, hashed[1:], hashed[2:], strict=False):
            runs.append((mixed((mixed(first) + second) % 2**64) + third) % 2**64)
    if len(runs) < signatures.FEWEST:
        return [0] * signatures.NUMBERS, [0] * signatures.KEYS
    numbers = []
    for seed in range(signatures.NUMBERS):
        more = [0] * 64
        for run in runs:
            one = mixed((run + seed) % 2**64)
            for bit, byte in enumerate(f"{number:08b}" for number in one.to_bytes(8, "little")):
                for at, digit in enumerate(byte):
                    more[8 * bit + at] += 1 if digit == "1" else -1
        packed = bytes(int("".join("1" if n > 0 else "0" for n in more[at : at + 8]), 2) for at in range(0, 64, 8))
        numbers.append(int.from_bytes(packed, "little"))
    seeds = range(signatures.NUMBERS, signatures.NUMBERS + signatures.KEYS)
    return numbers, [min((mixed((run + seed) % 2**64) for run in runs), default=0) % 2**16 for seed in seeds]


def signed(texts: list[list[list[str]]]) -> list[tuple[list[int], list[int]]]:
    """The signatures and the keys of documents, each with its title and its body."""
    columns = []
    for field in range(2):
        words = [word for document in texts for word in document[field]]
        columns.append((signatures.hashes(word.encode() for word in words), np.array([len(d[field]) for d in texts])))
    found, keys = signatures.signatures(columns)
    return list(zip(found.T.tolist(), keys.T.tolist(), strict=True))


some_words = st.lists(st.sampled_from(WORDS[:9]), max_size=40)


@given(st.lists(st.tuples(some_words, some_words), min_size=1, max_size=6), st.sampled_from((1, 7, 1 << 15)))
def test_all_at_once_gives_what_one_by_one_does(texts: list[list[list[str]]], at_once: int) -> None:
    before, signatures.AT_ONCE = signatures.AT_ONCE, at_once
    try:
        assert signed(texts) == [slowly(document) for document in texts]
    finally:
        signatures.AT_ONCE = before


def test_more_words_than_a_byte_counts() -> None:
    chance = random.Random(4)
    texts = [[chance.choices(WORDS[:50], k=3), chance.choices(WORDS[:50], k=size)] for size in (254, 257, 900, 1, 0)]
    assert signed(texts) == [slowly(document) for document in texts]


@pytest.mark.parametrize("size", [80, 300, 1500])
def test_near_copies_are_close_and_others_far(size: int) -> None:
    chance = random.Random(size)
    title, body = chance.choices(WORDS, k=8), chance.choices(WORDS, k=size)
    edited = [word if chance.random() > 0.02 else "changed" for word in body]
    copies = [(title, body), (chance.choices(WORDS, k=8), body), (title, body[: size * 9 // 10]), (title, edited)]
    others = [(chance.choices(WORDS, k=8), chance.choices(WORDS, k=size)) for _ in range(50)]
    found = signed([list(one) for one in (*copies, *others)])
    numbers = np.array([numbers for numbers, _ in found], np.uint64)
    distances = np.bitwise_count(numbers ^ numbers[0]).sum(axis=1).tolist()
    assert max(distances[:4]) < 32 and min(distances[4:]) > 40
    assert all(set(keys) & set(found[0][1]) for _, keys in found[:4])


def test_a_segment_keeps_them_and_a_merge_does(tmp_path: Path) -> None:
    def segment(name: str, bodies: list[str], dead: list[int]) -> Segment:
        inverter = Inverter()
        for number, body in enumerate(bodies):
            values = {"id": f"{name}{number}", "title": "Ice on the fjord", "body": body}
            inverter.add(prepared([Document("articles", f"{name}{number}", values, "en", "{}")]))
        inverter.write(path := tmp_path / name)
        return Segment(path, dead)

    text = "the ferries stay in the harbour until the wind has turned " * 4
    some, more = segment("a", [text, "a b c d", text], [1]), segment("b", ["", text], [])
    merge([some, more], tmp_path / "c")
    kept = Segment(tmp_path / "c")
    assert kept.signatures.T.tolist() == [*some.signatures.T[[0, 2]].tolist(), *more.signatures.T.tolist()]
    assert kept.keys.T.tolist() == [*some.keys.T[[0, 2]].tolist(), *more.keys.T.tolist()]
    for at in (0, 1, 3):
        found = kept.signatures[:, at].tolist(), kept.keys[:, at].tolist()
        assert found == slowly([["ice", "on", "the", "fjord"], text.split()])
