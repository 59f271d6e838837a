"""Files of arrays: what is written is read, and what describes itself wrongly is refused before an array is made."""

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from index.errors import DamagedIndex
from index.store import arrays
from index.store.arrays import MAGIC, Arrays, ArraysWriter

DATA = 256  # bytes before the table of contents


def forged(path: Path, contents: Any, length: int | None = None) -> Path:
    """A file with this table of contents, which has the right digest."""
    data = contents if isinstance(contents, bytes) else json.dumps(contents).encode()
    length = len(data) if length is None else length
    path.write_bytes(bytes(DATA) + data + arrays._digest(data) + length.to_bytes(8, "little") + MAGIC)
    return path


def test_what_is_written_is_read(tmp_path: Path) -> None:
    with ArraysWriter(tmp_path / "file") as file:
        file.append("growing", "<u4", np.arange(3))
        file.put("none", np.empty(0, "<u2"))
        file.put("few", np.array([1, 255], "|u1"))
        file.append("growing", "<u4", np.arange(2))
        file.finish("growing")
    read = Arrays(tmp_path / "file")
    assert [read[name].tolist() for name in ("none", "few", "growing")] == [[], [1, 255], [0, 1, 2, 0, 1]]
    assert not read["few"].flags.writeable
    with pytest.raises(DamagedIndex, match="has no other"):
        read["other"]


@pytest.mark.parametrize(
    "contents",
    [
        {"a": ["<u4", 0, 65]},  # beyond its end
        {"a": ["<u4", 0, 1 << 62]},
        {"a": ["<u4", 0, 10**400]},
        {"a": ["<u4", 1 << 63, 1]},
        {"a": ["<u4", 0, -1]},
        {"a": ["<u4", -64, 16]},
        {"a": ["<u4", 4, 1]},  # between two boundaries
        {"a": ["<u4", 0, 17], "b": ["<u4", 64, 1]},  # one over the other
        {"a": ["<u4", 0, 4], "b": ["<u4", 0, 4]},
        {"a": ["<u4", 0, 1.0]},
        {"a": ["<u4", 0.0, 1]},
        {"a": ["<u4", 0, float("nan")]},
        {"a": ["<u4", float("nan"), 1]},
        {"a": ["<u4", 0, float("inf")]},
        {"a": ["<u4", 0, True]},
        {"a": ["<u4", False, 1]},
        {"a": ["<u4", None, 1]},
        {"a": ["<u4", "0", 1]},
        {"a": ["<u4", 0, [1]]},
        {"a": ["|O", 0, 1]},  # objects of Python
        {"a": ["<f8", 0, 1]},
        {"a": [["<u4"], 0, 1]},
        {"a": [{}, 0, 1]},
        {"a": ["<u4", 0]},
        {"a": ["<u4", 0, 1, 1]},
        {"a": {}},
        {"a": "<u4"},
        {"a": None},
        [["<u4", 0, 1]],
        "a",
        1,
        None,
        b"",
        b"{",
        b"\xff",
        b"NaN",
        b"[" * 100_000,
        b'{"a":' * 100_000,
        b"9" * 10_000,
    ],
)
def test_a_wrong_table_of_contents_is_refused(tmp_path: Path, contents: Any) -> None:
    with pytest.raises(DamagedIndex, match="search-index build"):
        Arrays(forged(tmp_path / "file", contents))


@pytest.mark.parametrize("length", [0, 1, 1 << 20, (1 << 64) - 1])
def test_a_wrong_length_is_refused(tmp_path: Path, length: int) -> None:
    with pytest.raises(DamagedIndex, match="search-index build"):
        Arrays(forged(tmp_path / "file", {"a": ["<u4", 0, 1]}, length))


@pytest.mark.parametrize("content", [b"", b"DATELINE", bytes(31), bytes(24) + MAGIC, bytes(100)])
def test_what_is_no_file_of_arrays_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "file").write_bytes(content)
    with pytest.raises(DamagedIndex, match="search-index build"):
        Arrays(tmp_path / "file")
