"""Disks that fail, fill up and forget, and runs that are killed: what is in service stays whole, and answers."""

import errno
import os
import random
import shutil
import signal
from collections.abc import Callable
from contextlib import suppress
from itertools import product
from pathlib import Path
from typing import Any

import pytest

from benchmarks.kill import STEPS, contents, found, kills, readers, run, whole
from index import generations
from index.errors import DamagedIndex, EngineError, MissingIndex
from index.store.arrays import Arrays
from search import engines
from search.engines import whoosh as searching
from search.find import find
from search.query import Query
from tests.index.disk import At, Disk, Shim


@pytest.fixture(scope="module")
def starts(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """A folder in which the index is, or will be, that a run of a kind starts from."""
    folder = tmp_path_factory.mktemp("starts")
    run(folder / "second/index", "build")
    for kind in ("update", "update", "update"):
        run(folder / "second/index", kind)
    return lambda kind: folder / ("first" if kind == "first" else "second")


@pytest.fixture
def begin(starts: Callable[[str], Path], tmp_path: Path) -> Callable[[str], Path]:
    """Put the index that a run of a kind starts from in place, and give its location."""

    def place(kind: str) -> Path:
        shutil.rmtree(tmp_path / "here", ignore_errors=True)
        (tmp_path / "here").mkdir()
        if kind != "first":
            shutil.copytree(starts(kind), tmp_path / "here", dirs_exist_ok=True)
        searching._open.clear()
        return tmp_path / "here/index"

    return place


FAULTS = (errno.ENOSPC, errno.EIO, errno.EMFILE)
KINDS = {"first": "build"} | {kind: kind for kind in STEPS}


def failing(code: int) -> Callable[[Path | None], None]:
    """A step that fails with this code."""

    def fail(path: Path | None) -> None:
        raise OSError(code, os.strerror(code), str(path))

    return fail


def served(location: Path) -> int | None:
    """The number of the whole generation in service, None where none is."""
    with suppress(MissingIndex):
        return whole(location)
    return None


@pytest.mark.parametrize("kind", KINDS)
def test_each_step_of_a_run_may_fail(begin: Callable[[str], Path], kind: str) -> None:
    before = served(begin(kind))
    nth, met = 0, list[str]()
    while nth <= len(met):
        nth, location = nth + 1, begin(kind)
        announce = At(nth, failing(FAULTS[nth % len(FAULTS)]))
        met = announce.met
        try:
            with Shim(announce).between():
                run(location, KINDS[kind])
        except EngineError as error:
            assert str(location) in str(error) and any(os.strerror(code) in str(error) for code in FAULTS)
            assert served(location) == before or "is in service, but" in str(error)
        else:  # what failed is of no account, or nothing did
            assert served(location) != before
        assert not list(location.glob("*.new*")) and len(list(location.glob("0*"))) <= 3
    assert {"open", "create", "write", "fsync", "mkdir", "rename", "replace"} <= set(met)
    assert kind in ("first", "build") or {"link", "unlink", "rmdir"} <= set(met)


@pytest.mark.parametrize("kind", KINDS)
def test_the_power_may_fail_after_each_step_of_a_run(begin: Callable[[str], Path], tmp_path: Path, kind: str) -> None:
    before = served(begin(kind))
    location = begin(kind)
    disk, chance, steps = Disk(location.parent), random.Random(kind), list[Any]()
    with Shim(lambda *step: steps.append(step)).between():
        run(location, KINDS[kind])
    after = served(location)

    def left(chance: random.Random | None) -> int | None:
        """What is in service when the power is back; the next run finds no hindrance."""
        shutil.rmtree(tmp_path / "left", ignore_errors=True)
        searching._open.clear()
        disk.fail(tmp_path / "left", chance)
        return served(tmp_path / "left/index")

    for step, following in zip(steps, [*steps[1:], ("end",)], strict=True):
        disk.step(*step)
        if step[0] != "open" and not step[0] == following[0] == "write":
            states = {left(None), *(left(chance) for _ in range(3))}
            assert states <= {before, after}, step
            if chance.random() < 0.1:
                run(tmp_path / "left/index", "update")
                assert served(tmp_path / "left/index") in (9, (before or 0) + 1, (after or 0) + 1)
                assert not list((tmp_path / "left/index").glob("*.new*"))
    assert left(None) == left(chance) == after, "what was published stays"


def test_a_run_may_be_killed_at_any_step(begin: Callable[[str], Path]) -> None:
    location, chance = begin("build"), random.Random(5)
    before, steps = whole(location), 100
    for _ in range(200):
        kind, last = chance.choice(list(STEPS)), chance.randrange(1, steps)
        if not (child := os.fork()):
            with Shim(At(last, lambda path: os.kill(os.getpid(), signal.SIGKILL))).between():
                run(location, kind)
            os._exit(0)
        code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        now = whole(location)
        assert now == before + STEPS[kind] or (now == before and code == -signal.SIGKILL)
        before = now
    run(location, "update")
    assert sorted(path.name for path in location.iterdir() if not path.name.isdecimal()) == ["CURRENT", "LOCK"]
    assert len(list(location.iterdir())) == 4


def test_runs_killed_at_random_moments(tmp_path: Path) -> None:
    kills(tmp_path / "index", 40, random.Random(7))


def test_two_readers_through_many_publications(tmp_path: Path) -> None:
    assert readers(tmp_path / "index", 60) > 60


def test_a_reader_that_may_open_no_more_files_calls_nothing_damaged(begin: Callable[[str], Path]) -> None:
    location, nth, met = begin("update"), 0, list[str]()
    while nth <= len(met):
        searching._open.clear()
        nth += 1
        announce = At(nth, failing(errno.EMFILE), only="open")
        met = announce.met
        with Shim(announce).between():
            try:
                found(location)
            except EngineError as error:
                assert "Too many open files" in str(error) and not isinstance(error, DamagedIndex)
        assert found(location) == whole(location)
    assert len(met) > 4


# Bytes that are not what was written


def test_any_changed_byte_is_found_and_survived(begin: Callable[[str], Path]) -> None:
    location, chance, served_from_before = begin("update"), random.Random(3), 0
    number, in_service = whole(location), generations.current(location)
    files = [location / "CURRENT", *sorted(in_service.iterdir())]
    assert any(file.name.endswith(".dead") for file in files)
    for file in files:
        content = file.read_bytes()
        file.unlink()  # it may be linked
        few = max(1, len(content) // 80)
        flips = [content[:at] + bytes([content[at] ^ chance.randrange(1, 256)]) + content[at + 1 :]
                 for at in range(chance.randrange(few), len(content), few)]  # fmt: skip
        cuts = [content[:at] for at in range(0, len(content), max(1, len(content) // 10))]
        for damaged in (*flips, *cuts, content + b"\0"):
            file.write_bytes(damaged)
            assert not sound(location), f"{file.name} was changed"
            searching._open.clear()
            with suppress(EngineError):
                answered = find(Query("edition", limit=20, facets=("speaker",)), str(location))
                served_from_before += bool(answered.notices)
            with suppress(EngineError):
                engines.opened(str(location)).stored(contents(number))
        file.write_bytes(content)
    searching._open.clear()
    assert served_from_before > 100
    assert whole(location) == number


def sound(location: Path) -> bool:
    """Whether the command `check` finds nothing."""
    try:
        return not generations.check(location)
    except EngineError:
        return False


@pytest.mark.parametrize(
    "name", ["files.jsonl", "articles.jsonl", "names.json", "*.dead", "*.segment", "MANIFEST.json"]
)
def test_an_update_makes_nothing_whole_of_what_is_damaged(begin: Callable[[str], Path], name: str) -> None:
    location = begin("update")
    file = next(generations.current(location).glob(name))
    content = file.read_bytes()
    file.unlink()
    for at, flipped in product(range(0, len(content), max(1, len(content) // 12)), (2, 0x80, 0xFF)):
        file.write_bytes(content[:at] + bytes([content[at] ^ flipped]) + content[at + 1 :])
        shutil.copytree(location, copy := location.with_name("copy"))
        with suppress(EngineError):
            run(copy, "update")
        searching._open.clear()
        if sound(copy):
            whole(copy)
        shutil.rmtree(copy)


def test_an_update_that_trips_over_damage_says_so(begin: Callable[[str], Path]) -> None:
    location = begin("merge")
    for segment in generations.current(location).glob("*.segment"):
        content, arrays = bytearray(segment.read_bytes()), Arrays(segment)
        documents = arrays["articles.id.key_document"]
        _, start, _ = arrays._contents["articles.id.key_document"]
        content[start : start + documents.nbytes] = b"\xff" * documents.nbytes
        segment.unlink()
        segment.write_bytes(content)
    with pytest.raises(DamagedIndex, match="search-index build"):
        run(location, "merge")


@pytest.mark.parametrize("content", [b"", b"no", b"000009", b"../../etc", "٣ 0".encode()])
def test_a_build_mends_whatever_is_in_service(begin: Callable[[str], Path], content: bytes) -> None:
    location = begin("build")
    number = whole(location)
    (location / "CURRENT").write_bytes(content)
    searching._open.clear()
    answered = find(Query("edition"), str(location))
    assert (answered.total, "older state" in answered.notices[0]) == (8, True)
    run(location, "build")
    assert whole(location) != number
