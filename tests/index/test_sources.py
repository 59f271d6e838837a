"""Which files are found, their bytes, and the pieces they are read in."""

import gzip
import os
import subprocess
import zlib
from pathlib import Path

import pytest

from index import sources
from index.errors import SourceError
from index.sources import File, Piece, Refusal, Skipped, content, pieces, shown, split, walk


def found(*paths: Path) -> list[tuple[str, str]]:
    """What a walk meets: kind and name."""
    return [(type(item).__name__, Path(item.path).name) for item in walk([str(path) for path in paths])]


def the_file(path: Path) -> File:
    (item,) = walk([str(path)])
    assert isinstance(item, File)
    return item


def test_files_come_depth_first_by_name(tmp_path: Path) -> None:
    for name in ("b.html", "a/z.txt", "a/b/c.json", "c.jsonl.gz"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("x")
    assert [name for _, name in found(tmp_path)] == ["c.json", "z.txt", "b.html", "c.jsonl.gz"]


def test_a_file_brings_its_size_and_time(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("three")
    os.utime(path, ns=(5, 7))
    assert the_file(path) == File(str(path), 5, 7)


@pytest.mark.parametrize("name", [".hidden.html", ".git/a.html", "oslo.gold.json"])
def test_passed_over(tmp_path: Path, name: str) -> None:
    (tmp_path / name).parent.mkdir(exist_ok=True)
    (tmp_path / name).write_text("x")
    assert found(tmp_path) == []


def test_the_folder_of_the_index_is_passed_over(tmp_path: Path) -> None:
    (tmp_path / "index").mkdir()
    (tmp_path / "index/a.json").write_text("x")
    (tmp_path / "link").symlink_to(tmp_path / "index")
    (tmp_path / "b.json").write_text("x")
    assert [Path(one.path).name for one in walk([str(tmp_path)], str(tmp_path / "link"))] == ["b.json"]


def test_an_unknown_format_is_skipped_when_met_and_refused_when_given(tmp_path: Path) -> None:
    path = tmp_path / "README.md"
    path.write_text("x")
    assert list(walk([str(tmp_path)])) == [Skipped(str(path))]
    assert found(path) == [("Refusal", "README.md")]


def test_links_back_up_are_not_followed(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "b.txt").write_text("x")
    (tmp_path / "a" / "loop").symlink_to(tmp_path)
    assert found(tmp_path) == [("File", "b.txt")]
    assert found(tmp_path, tmp_path) == [("File", "b.txt")]


def test_folders_may_lie_deep_in_one_another(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for _ in range(1200):
        Path("a").mkdir()
        os.chdir("a")
    Path("b.txt").write_text("x")
    assert found(tmp_path / "a") == [("File", "b.txt")]
    subprocess.run(["rm", "-r", tmp_path / "a"], check=True)  # pytest's own clearing would not come so deep


def test_a_file_given_beside_its_folder_comes_once(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("x")
    for paths in ([tmp_path, tmp_path / "a.txt"], [tmp_path / "a.txt", tmp_path, tmp_path]):
        assert [Path(one.path).name for one in walk([str(path) for path in paths])] == ["a.txt"]


def test_what_is_no_readable_file_is_refused_with_its_reason(tmp_path: Path) -> None:
    (tmp_path / "dangling.html").symlink_to(tmp_path / "nowhere")
    os.mkfifo(tmp_path / "pipe.html")
    reasons = [item.reason for item in walk([str(tmp_path), str(tmp_path / "no")]) if isinstance(item, Refusal)]
    assert reasons == [
        "a link that leads nowhere",
        "not a regular file (a pipe, a socket or a device)",
        "there is no such file or folder",
    ]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may open everything")
def test_what_may_not_be_opened_is_refused(tmp_path: Path) -> None:
    for name in ("closed", "open"):
        (tmp_path / name).mkdir()
    (tmp_path / "open" / "a.txt").write_text("x")
    (tmp_path / "open" / "a.txt").chmod(0)
    (tmp_path / "closed").chmod(0)
    try:
        reasons = [item.reason for item in walk([str(tmp_path)]) if isinstance(item, Refusal)]
    finally:
        (tmp_path / "closed").chmod(0o700)
    assert reasons == ["cannot be opened: permission denied"] * 2


def test_a_name_that_is_not_utf8_is_read_and_shown_with_replacements(tmp_path: Path) -> None:
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/bad_\xff.txt")).write_text("words")
    (item,) = walk([str(tmp_path)])
    assert content(item.path) == b"words"
    assert shown(item.path).endswith("/bad_\ufffd.txt")
    assert shown("a\u202e\x1b[2J.html") == "a\ufffd\ufffd[2J.html"


def test_gzip_is_known_by_its_bytes(tmp_path: Path) -> None:
    (tmp_path / "packed.html.gz").write_bytes(gzip.compress(b"one") + gzip.compress(b"two"))
    (tmp_path / "plain.html.gz").write_bytes(b"one")
    assert content(str(tmp_path / "packed.html.gz")) == b"onetwo"
    assert content(str(tmp_path / "plain.html.gz")) == b"one"


def bomb() -> bytes:
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    return b"".join(packer.compress(b"\0" * (1 << 20)) for _ in range(64)) + packer.flush()


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (gzip.compress(b"words " * 1000)[:-20], "end too early"),
        (gzip.compress(b"words")[:-8] + bytes(8), "damaged"),
        (b"\x1f\x8b\x08\x00 no gzip", "gzip data"),
        (gzip.compress(gzip.compress(b"words")), "more than once"),
        (bomb(), "larger than"),
    ],
)
def test_bad_gzip_is_refused(tmp_path: Path, data: bytes, reason: str) -> None:
    path = tmp_path / "a.html.gz"
    path.write_bytes(data)
    with pytest.raises(SourceError, match=reason):
        content(str(path))


def test_a_file_that_went_away_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="no such file"):
        content(str(tmp_path / "gone.html"))
    with pytest.raises(SourceError, match="no such file"):
        list(pieces(File(str(tmp_path / "gone.jsonl"), 1, 1)))


def test_a_page_is_one_piece(tmp_path: Path) -> None:
    assert list(pieces(File("/a.html.gz", 1, 1))) == [Piece("/a.html.gz")]


@pytest.mark.parametrize("end", [b"\n", b""])
@pytest.mark.parametrize("name", ["a.jsonl", "a.ndjson.gz"])
def test_lines_come_in_pieces_that_join_to_the_file(tmp_path: Path, name: str, end: bytes) -> None:
    data = b"\n".join(b'{"text": "%d %s"}' % (number, b"word " * (number % 300)) for number in range(1, 1001)) + end
    (tmp_path / name).write_bytes(gzip.compress(data) if name.endswith(".gz") else data)
    parts = list(pieces(the_file(tmp_path / name)))
    assert b"".join(part.lines or b"" for part in parts) == data
    assert len(parts) > 5
    for part in parts:
        assert part.lines is not None
        assert len(part.lines) < 2 * sources.PIECE
        assert part.lines.startswith(b'{"text": "%d ' % part.first)


def test_a_piece_splits_into_its_lines() -> None:
    assert list(split(Piece("/a.jsonl", b'{"a": 1}\r\n\n{}\n', 7))) == [
        Piece("/a.jsonl", b'{"a": 1}\r', 7),
        Piece("/a.jsonl", b"{}", 9),
    ]
    assert list(split(Piece("/a.html"))) == []


def test_a_line_too_long_is_cut_and_the_lines_after_it_keep_their_numbers(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sources, "LARGEST_LINE", 100_000)
    (tmp_path / "a.jsonl").write_bytes(b"{}\n" + b"x" * 1_000_000 + b"\n{}\n")
    one, long, last = pieces(the_file(tmp_path / "a.jsonl"))
    assert (one.first, long.first, last.first) == (1, 2, 3)
    assert len(long.lines or b"") < 200_000
    assert last.lines == b"{}\n"


def test_lines_that_swell_without_end_are_refused(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl.gz").write_bytes(bomb())
    with pytest.raises(SourceError, match="200 times"):
        list(pieces(the_file(tmp_path / "a.jsonl.gz")))
