"""Between a run and the disk: what is done step by step, and what of it a disk holds after a power failure."""

from __future__ import annotations

import io
import os
import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

ENTRIES = ("mkdir", "rename", "replace", "link", "unlink", "rmdir")  # functions of os that change a folder


class _Raw(io.FileIO):
    """A file whose writes are announced."""

    def __init__(self, shim: Shim, path: Path | None, *given: Any, **options: Any) -> None:
        super().__init__(*given, **options)
        self.shim, self.path = shim, path

    def write(self, data: Any) -> int:
        self.shim.announce("write", self.path, bytes(data))
        return super().write(data)


class Shim:
    """Stands between a run and the disk: says what is about to be done, step by step; fsync itself is spared.

    A step is its name, the paths it is about and the bytes to be written.
    """

    def __init__(self, announce: Callable[..., None]) -> None:
        self.announce = announce
        self.real = {name: getattr(os, name) for name in (*ENTRIES, "open", "fsync")}
        self.io_open = io.open

    @contextmanager
    def between(self) -> Iterator[None]:
        with pytest.MonkeyPatch.context() as patch:
            for name in ENTRIES:
                patch.setattr(os, name, self.changing(name))
            patch.setattr(os, "fsync", lambda file: self.announce("fsync", opened(file)))
            patch.setattr(os, "open", self.os_open)
            patch.setattr(io, "open", self.open)
            yield

    def changing(self, name: str) -> Callable[..., None]:
        def change(*paths: Any, dir_fd: int | None = None, **options: Any) -> None:
            where = opened(dir_fd) if dir_fd is not None else Path()
            self.announce(name, *(where / path for path in paths if not isinstance(path, int)))
            self.real[name](*paths, **options, **({} if dir_fd is None else {"dir_fd": dir_fd}))

        return change

    def os_open(self, path: Any, *given: Any, **options: Any) -> int:
        self.announce("open", Path(path))
        file: int = self.real["open"](path, *given, **options)
        return file

    def open(self, file: Any, mode: str = "r", buffering: int = -1, encoding: str | None = None, *_: Any, **more: Any):
        if not set(mode) & set("wxa+"):
            self.announce("open", Path(file) if isinstance(file, str | Path) else None)
            return self.io_open(file, mode, buffering, encoding, *_, **more)
        path = None if more.get("opener") else Path(file)  # with an opener, a temporary file without a name
        self.announce("create" if path else "open", path)
        raw = _Raw(self, path, file, mode.replace("b", ""), opener=more.get("opener"))
        buffered = io.BufferedRandom(raw) if "+" in mode else io.BufferedWriter(raw)
        return buffered if "b" in mode else io.TextIOWrapper(buffered, encoding)


def opened(file: int) -> Path:
    """The path of an open file."""
    return Path(f"/proc/self/fd/{file}").readlink()


class At:
    """Does something at the `nth` step, counted from 1, or at the nth of those with a name."""

    def __init__(self, nth: int, act: Callable[[Path | None], None], only: str = "") -> None:
        self.nth, self.act, self.only = nth, act, only
        self.met: list[str] = []  # names of steps

    def __call__(self, name: str, path: Path | None, *_: Any) -> None:
        if self.only in ("", name):
            self.met.append(name)
            if len(self.met) == self.nth:
                self.act(path)


class File:
    """A file: what was written, and what of it is surely on the disk."""

    def __init__(self, data: bytes = b"") -> None:
        self.data = self.safe = data

    def sync(self) -> None:
        self.safe = self.data

    def left(self, chance: random.Random) -> bytes:
        """What a power failure leaves: all, nothing more, a part, or zeros of that length."""
        cut = chance.randint(len(self.safe), len(self.data))
        lost = bytes(len(self.data) - len(self.safe))
        return chance.choice([self.data, self.safe, self.data[:cut], self.safe + lost])


class Folder:
    """A folder: its entries, those that are surely on the disk, and what was done since."""

    def __init__(self, entries: dict[str, File | Folder] | None = None) -> None:
        self.entries = entries or {}
        self.sync()

    def sync(self) -> None:
        self.safe = dict(self.entries)
        self.since: list[dict[str, File | Folder | None]] = []

    def change(self, **entries: File | Folder | None) -> None:
        self.since.append(entries)
        _apply(self.entries, entries)

    def left(self, chance: random.Random) -> dict[str, File | Folder]:
        """The entries after a power failure: of the changes since any number from the first on, or just any."""
        first, any_of_them = chance.randint(0, len(self.since)), chance.random() < 0.5
        entries = dict(self.safe)
        for at, change in enumerate(self.since):
            if chance.random() < 0.5 if any_of_them else at < first:
                _apply(entries, change)
        return entries


def _apply(entries: dict[str, File | Folder], change: dict[str, File | Folder | None]) -> None:
    for name, node in change.items():
        if node is None:
            entries.pop(name, None)
        else:
            entries[name] = node


class Disk:
    """What a folder holds, and would hold after a power failure; it is told each step before it is done."""

    def __init__(self, folder: Path) -> None:
        self.path, self.root = folder, _read(folder)
        assert isinstance(self.root, Folder)

    def node(self, path: Path) -> File | Folder:
        node: File | Folder = self.root
        for name in path.relative_to(self.path).parts:
            assert isinstance(node, Folder)
            node = node.entries[name]
        return node

    def step(self, name: str, path: Path | None, *more: Any) -> None:
        """Take note of a step."""
        if path is None or name == "open":
            return
        folder = self.node(path.parent) if path != self.path else Folder()
        assert isinstance(folder, Folder)
        if name == "create" and path.name in folder.entries:
            folder.entries[path.name].data = b""  # type: ignore[union-attr]
        elif name in ("create", "mkdir"):
            if path.name not in folder.entries:
                folder.change(**{path.name: File() if name == "create" else Folder()})
        elif name in ("unlink", "rmdir"):
            folder.change(**{path.name: None})
        elif name == "write":
            folder.entries[path.name].data += more[0]  # type: ignore[union-attr]
        elif name == "fsync":
            self.node(path).sync()
        else:
            assert path.parent == more[0].parent or name == "link"
            gone = {} if name == "link" else {path.name: None}
            target = self.node(more[0].parent)
            assert isinstance(target, Folder)
            target.change(**gone, **{more[0].name: folder.entries[path.name]})

    def fail(self, folder: Path, chance: random.Random | None) -> None:
        """Write what a power failure leaves into a new folder; without chance, what is surely on the disk alone."""
        _write(self.root, folder, chance)


def _read(path: Path) -> File | Folder:
    return Folder({each.name: _read(each) for each in path.iterdir()}) if path.is_dir() else File(path.read_bytes())


def _write(node: File | Folder, path: Path, chance: random.Random | None) -> None:
    if isinstance(node, File):
        path.write_bytes(node.left(chance) if chance else node.safe)
        return
    path.mkdir()
    for name, entry in (node.left(chance) if chance else node.safe).items():
        _write(entry, path / name, chance)
