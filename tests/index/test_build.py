"""From files to a published index: what is read, what is refused, what an update leaves."""

import hashlib
import json
import os
import signal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from index import build as building
from index import generations, ledger, published, sources
from index.build import Report, _outcomes, build, update
from index.corrections import parse
from index.errors import BusyIndex, DamagedIndex, EngineError, SettingsError, TooManyRefused
from index.record import FileRecord, Held, Holding
from index.sources import Piece, Refusal
from index.store import SEGMENT, segments

Row = dict[str, str]


def row(id: str, published: str = "2025-03-03", text: str = "") -> Row:
    text = text or f'Anna Berg spoke in Oslo on Monday. "Item {id} will hold," Berg said.'
    return {"id": id, "title": f"Title of {id}", "text": text, "date": published}


def write(file: Path, *rows: Row | str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("\n".join(one if isinstance(one, str) else json.dumps(one) for one in rows))


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """Two files of articles: a, b and c."""
    write(tmp_path / "archive/one.jsonl", row("a"), row("b"))
    write(tmp_path / "archive/two.jsonl", row("c"))
    return tmp_path / "archive"


@pytest.fixture
def location(tmp_path: Path) -> str:
    return str(tmp_path / "index")


def stored(location: str) -> dict[str, dict[str, Any]]:
    """All articles and quotations that the index in service holds, by id."""
    current = generations.opened(Path(location))
    found = {}
    for segment in segments(current.folder, current.digests):
        for part in segment.parts.values():
            for number in range(len(part)):
                if not part.gone[number]:
                    values = json.loads(part.head(number)) | json.loads(part.rest(number) or "{}")
                    assert values["id"] not in found
                    found[values["id"]] = values
    return found


def listed(location: str) -> dict[tuple[str, str], dict[str, Held]]:
    """What the index in service knows of each file: by its path and digest, its articles."""
    lists = generations.record(Path(location), lists=True).lists
    files = {file.number: (file.path, file.digest) for file in map(FileRecord.from_line, lists("files"))}
    found: dict[tuple[str, str], dict[str, Held]] = {file: {} for file in files.values()}
    for file, id, held in map(Holding.from_line, lists("articles")):
        assert id not in found[files[file]]
        found[files[file]][id] = held
    return found


def test_build_publishes_articles_and_quotations(archive: Path, location: str) -> None:
    report = build(location, [str(archive)], jobs=2)
    assert (report.read, report.refused, report.published) == (3, (), True)
    assert (report.record.articles, report.record.quotations) == (3, 3)
    assert report.record == generations.record(Path(location), lists=True)
    found = stored(location)
    assert [found[id]["title"] for id in "abc"] == ["Title of a", "Title of b", "Title of c"]
    assert [values["speaker"] for values in found.values() if "quote" in values] == ["Anna Berg"] * 3


def test_build_without_paths_reads_those_of_the_last_run(archive: Path, location: str) -> None:
    build(location, [str(archive)], jobs=1)
    write(archive / "three.jsonl", row("d"))
    assert build(location, [], jobs=1).record.articles == 4


def test_the_later_copy_of_an_article_counts_whatever_the_order(archive: Path, location: str) -> None:
    write(archive / "a0.jsonl", row("a", "2025-03-09T10:00:00+01:00", "New words."))
    write(archive / "z9.jsonl", row("c", "2024-01-01", "Old words."), row("c", "2023-01-01"))
    report = build(location, [str(archive)], jobs=1)
    assert report.record.articles == 3
    assert len(report.repeated) == 3
    assert f"the one in {archive / 'a0.jsonl'} counts" in report.repeated[0]
    found = stored(location)
    assert found["a"]["text"] == "New words."
    assert "Item c" in found["c"]["text"]


def test_a_broken_file_is_named_and_the_others_are_read(archive: Path, location: str) -> None:
    write(archive / "bad.json", "{no json")
    write(archive / "some.jsonl", row("d"), "{no json", row("e"))
    report = build(location, [str(archive)], jobs=1)
    assert report.record.articles == 5
    assert [Path(refusal.path).name for refusal in report.refused] == ["bad.json", "some.jsonl:2"]
    assert [one.path for one in published.refused(location)] == [refusal.path for refusal in report.refused]
    assert (report.record.files, report.record.refused) == (4, 2)


@pytest.mark.parametrize(("size", "jobs"), [(1, 1), (1, 3), (300, 2), (1 << 20, 2)])
def test_shares_and_workers_change_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, size: int, jobs: int
) -> None:
    """Of copies in one share and in several, before and behind the one that counts, the index is that of it alone."""
    monkeypatch.setattr(building, "SMALLEST", size)
    monkeypatch.setattr(building, "LARGEST", size)
    rows = [row(name, f"2025-03-0{day}", f"Copy {day} of {name}.") for day in (2, 3, 1) for name in "abc"]
    for number, one in enumerate(rows):
        write(tmp_path / f"several/{number}.jsonl", one)
    write(tmp_path / "once/all.jsonl", *rows[3:6])
    report = build(str(tmp_path / "index"), [str(tmp_path / "several")], jobs=jobs)
    assert (report.record.articles, report.read, len(report.repeated)) == (3, 9, 6)
    assert {id: one["text"] for id, one in stored(str(tmp_path / "index")).items()} == {
        name: f"Copy 3 of {name}." for name in "abc"
    }
    write(tmp_path / "several/3.jsonl", row("a", "2024-03-03", "An older copy."))
    update(str(tmp_path / "index"), [], jobs=jobs)
    assert stored(str(tmp_path / "index"))["a"]["text"] == "Copy 2 of a."


def test_shares_give_the_same_bytes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path / "many/all.jsonl", *(row(f"{number}") for number in range(200)))
    monkeypatch.setattr(sources, "PIECE", 2000)
    built = set()
    for size, jobs in [(1, 1), (1, 3), (5000, 2), (1 << 20, 1)]:
        monkeypatch.setattr(building, "SMALLEST", size)
        monkeypatch.setattr(building, "LARGEST", size)
        build(str(tmp_path / "index"), [str(tmp_path / "many")], jobs=jobs)
        digests = generations.opened(tmp_path / "index").digests
        built.add(tuple(digest for name, digest in digests.items() if SEGMENT in name))
    assert len(built) == 1


def count_or_die(share: tuple[Piece, ...]) -> list[int]:
    """A task for workers, which import it from here."""
    if any(b"die" in (piece.lines or b"die") for piece in share):
        os.kill(os.getpid(), signal.SIGKILL)
    return [piece.first for piece in share]


def test_an_article_that_kills_its_reader_costs_only_its_line() -> None:
    one, two, three = Piece("/a", b"1\n2\n", 1), Piece("/a", b"3\ndie\n\n6\n", 3), Piece("/a", b"7\n", 7)
    shares = [(one,), (two, three), (one, three), (Piece("/b"),)]
    outcomes = [(share[0].path, outcome) for share, outcome in _outcomes(count_or_die, shares, jobs=2)]
    reason = "reading it brought the reader down (exit code -9)"
    assert outcomes == [
        ("/a", [1]),
        ("/a", [3]),
        ("/a", Refusal("/a:4", reason)),
        ("/a", [6]),
        ("/a", [7]),
        ("/a", [1, 7]),
        ("/b", Refusal("/b", reason)),
    ]


def test_an_index_among_the_articles_is_none_of_them(archive: Path) -> None:
    location = str(archive / "index")
    before = build(location, [str(archive)], jobs=1).record
    assert (before.articles, before.skipped) == (3, 0)
    assert not update(location, [], jobs=1).published
    assert build(location, [], jobs=1).refused == ()


def test_too_many_refused_publish_nothing(archive: Path, location: str) -> None:
    before = build(location, [str(archive)], jobs=1).record
    write(archive / "one.jsonl", *["{no json"] * 3)
    with pytest.raises(TooManyRefused, match=r"3 of 4 were refused.*one\.jsonl:1"):
        build(location, [str(archive)], jobs=1)
    assert generations.record(Path(location)).created == before.created
    assert build(location, [str(archive)], jobs=1, max_refused=0.8).record.articles == 1


@pytest.mark.parametrize("paths", [["missing"], ["empty"], []])
def test_nothing_to_read_is_an_error_and_loses_nothing(archive: Path, location: str, paths: list[str]) -> None:
    (archive.parent / "empty").mkdir()
    if paths:
        build(location, [str(archive)], jobs=1)
    with pytest.raises(SettingsError):
        build(location, [str(archive.parent / path) for path in paths], jobs=1)
    assert not paths or len(stored(location)) == 6


def test_one_run_at_a_time(archive: Path, location: str) -> None:
    build(location, [str(archive)], jobs=1)
    with generations.locked(Path(location)), pytest.raises(BusyIndex):
        update(location, [], jobs=1)
    assert not update(location, [], jobs=1).published


def test_a_full_disk_is_said(archive: Path, location: str, monkeypatch: pytest.MonkeyPatch) -> None:
    before = build(location, [str(archive)], jobs=1).record
    tables = ledger._TABLES.replace("BEGIN;", "PRAGMA max_page_count = 20; BEGIN;")
    monkeypatch.setattr(ledger, "_TABLES", tables)
    write(archive / "many.jsonl", *[row(f"x{number}") for number in range(500)])
    with pytest.raises(EngineError, match="database or disk is full"):
        update(location, [], jobs=1)
    assert generations.record(Path(location)).created == before.created
    assert not list(Path(location).glob("*.ledger"))


def test_a_file_that_still_cannot_be_read_is_no_change(archive: Path, location: str) -> None:
    (archive / "gone.jsonl").symlink_to(archive / "nowhere.jsonl")
    assert build(location, [str(archive)], jobs=1).record.refused == 1
    assert not update(location, [], jobs=1).published
    write(archive / "nowhere.jsonl", row("d"))
    report = update(location, [], jobs=1)
    assert (report.published, report.record.refused, report.repetitions) == (True, 0, 1)


def test_an_update_never_publishes_what_is_damaged(archive: Path, location: str) -> None:
    build(location, [str(archive)], jobs=1)
    segment = next(generations.current(Path(location)).glob("*.segment"))
    content = segment.read_bytes()
    segment.write_bytes(content[:-1] + bytes([content[-1] ^ 1]))
    write(archive / "three.jsonl", row("d"))
    with pytest.raises(DamagedIndex, match="search-index build"):
        update(location, [], jobs=1)
    assert build(location, [], jobs=1).record.articles == 4


def test_damage_in_a_segment_is_found_after_an_update_too(archive: Path, location: str) -> None:
    build(location, [str(archive)], jobs=1)
    segment = next(generations.current(Path(location)).glob("*.segment"))
    content = bytearray(segment.read_bytes())
    content[0] ^= 1
    segment.write_bytes(content)
    write(archive / "three.jsonl", row("d"))
    assert update(location, [], jobs=1).published
    assert [segment.name in problem for problem in generations.check(Path(location))] == [True]


def test_a_run_that_publishes_nothing_leaves_nothing(archive: Path, location: str) -> None:
    write(archive / "one.jsonl", *["{no json"] * 3)
    with pytest.raises(TooManyRefused):
        build(location, [str(archive)], jobs=1)
    assert [path.name for path in Path(location).iterdir()] == ["LOCK"]


def test_update_reads_only_what_changed(archive: Path, location: str) -> None:
    build(location, [str(archive)], jobs=1)
    generation = generations.current(Path(location))
    record = generations.record(Path(location), lists=True)
    assert update(location, [], jobs=1) == Report(record, unchanged=2, published=False)
    assert generations.current(Path(location)) == generation

    (archive / "two.jsonl").touch()
    assert not update(location, [], jobs=1).published, "its bytes are the same"

    write(archive / "two.jsonl", row("c", text="Other words."), row("d"))
    report = update(location, [], jobs=1)
    assert (report.read, report.unchanged, report.record.articles) == (2, 1, 4)

    (archive / "one.jsonl").unlink()
    report = update(location, [], jobs=1)
    assert (report.read, report.record.articles) == (0, 2)
    assert {values["title"] for values in stored(location).values() if "title" in values} == {
        "Title of c",
        "Title of d",
    }


def test_update_takes_further_paths(archive: Path, location: str) -> None:
    build(location, [str(archive / "one.jsonl")], jobs=1)
    update(location, [str(archive / "two.jsonl")], jobs=1)
    assert update(location, [], jobs=1).record.articles == 3


def test_names_are_joined_across_files(archive: Path, location: str) -> None:
    write(archive / "three.jsonl", row("d", text='"It will," Berg said.'))
    names = build(location, [str(archive)], jobs=1).record.names
    assert names.merged == {"Berg": ("Anna Berg", "surname")}
    assert generations.names(generations.opened(Path(location))) == names
    (archive / "one.jsonl").unlink()
    assert update(location, [], jobs=1).record.names.merged == {}, "one article is no evidence"


def test_changed_corrections_are_a_change(archive: Path, location: str) -> None:
    build(location, [str(archive)], jobs=1)
    quotation = next(id for id, values in stored(location).items() if id.startswith("a-"))
    said = parse(f"Anna Berg = Anna Berg-Lind\n{quotation} = Bo Lind")
    report = update(location, [], jobs=1, corrections=said)
    assert (report.published, report.read, report.unchanged) == (True, 2, 1), "only the file of the quotation is read"
    assert report.record.names.canonical("Anna Berg") == "Anna Berg-Lind"
    assert stored(location)[quotation]["speaker"] == "Bo Lind"
    assert not update(location, [], jobs=1, corrections=said).published
    report = update(location, [], jobs=1, corrections=parse(f"{quotation} = -"))
    assert (report.read, report.record.quotations) == (2, 2)
    assert quotation not in stored(location)
    report = update(location, [], jobs=1)
    assert (report.read, stored(location)[quotation]["speaker"]) == (2, "Anna Berg")


TEXTS = [
    '"It holds," Berg said.',
    "Nothing was said.",
    '"It holds," Minister Anna Berg said.',
    '"No," Anna K. Berg said.',
]
FILES = st.dictionaries(
    st.sampled_from(["one.jsonl", "two.jsonl", "three.jsonl"]),
    st.lists(
        st.builds(row, st.sampled_from("abcd"), st.sampled_from(["2025-03-01", "2025-03-02"]), st.sampled_from(TEXTS)),
        min_size=1,
        max_size=3,
    ),
    min_size=1,
)
QUOTATIONS = [
    f"{id}-{hashlib.sha256(words.encode()).hexdigest()[:12]}" for id in "ab" for words in ('"It holds,"', '"No,"')
]
LINES = (
    f"{QUOTATIONS[0]} = -",
    f"{QUOTATIONS[1]} = Bo Lind",
    f"{QUOTATIONS[2]} = Bo Lind",
    "Berg = Ada Berg",
    "Anna K. Berg != Anna Berg",
)
CORRECTIONS = st.lists(st.sampled_from(LINES), unique=True).map("\n".join)


TWICE = [row("a", text=TEXTS[0]), row("a", text=TEXTS[1])]  # in a file, of which another has a later copy


@example([({"two.jsonl": [row("a")]}, ""), ({"two.jsonl": [row("a")], "one.jsonl": TWICE}, "")])
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(FILES, CORRECTIONS), min_size=2, max_size=4))
def test_updates_leave_what_a_build_would(
    tmp_path_factory: pytest.TempPathFactory, states: list[tuple[dict[str, list[Row]], str]]
) -> None:
    folder = tmp_path_factory.mktemp("law")
    for files, lines in states:
        (folder / "archive").mkdir(exist_ok=True)
        for file in (folder / "archive").iterdir():
            if file.name not in files:
                file.unlink()
        for name, rows in files.items():
            write(folder / "archive" / name, *rows)
        said = parse(lines)
        updated = update(str(folder / "updated"), [str(folder / "archive")], jobs=1, corrections=said).record
    built = build(str(folder / "built"), [str(folder / "archive")], jobs=1, corrections=said).record
    assert stored(str(folder / "updated")) == stored(str(folder / "built"))
    assert (updated.articles, updated.quotations) == (built.articles, built.quotations)
    assert listed(str(folder / "updated")) == listed(str(folder / "built"))
    assert (updated.names, updated.corrections) == (built.names, built.corrections)
    assert generations.names(generations.opened(folder / "updated")) == built.names
