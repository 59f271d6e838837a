"""Generations: an index is built aside, made durable, and becomes current by one rename.

    LOCATION/
        LOCK                    held (flock) while a run writes; free at once when that process ends
        CURRENT                 the name of the generation in service, replaced by rename
        000007/                 a generation: MANIFEST.json, files.jsonl, names.json and what the engine wrote
        000008.new/             one being written; a run that was killed leaves it to the next one to clear away

The last good generation before the current one is kept, so that a reader that has just opened it can go on.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

from index import schema
from index.errors import BusyIndex, DamagedIndex, EngineError, MissingIndex, StaleIndex
from index.names import Names
from index.record import FileRecord, Record, digest

FORMAT = 4  # of this layout and of MANIFEST.json
MANIFEST = "MANIFEST.json"
FILES = "files.jsonl"
NAMES = "names.json"


@contextmanager
def locked(location: Path) -> Iterator[None]:
    """Hold the lock of an index; raises BusyIndex where another run has it, EngineError where none can be written."""
    try:
        location.mkdir(parents=True, exist_ok=True)
        lock = (location / "LOCK").open("w")
    except OSError as error:
        raise EngineError(
            f"No index can be written in {location} ({error.strerror}). Choose another folder: --index FOLDER"
        ) from error
    with lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise BusyIndex(f"Another run is writing {location}. Try again when it has ended.") from error
        yield


def start(location: Path) -> Path:
    """An empty folder to write the next generation in; clears what broken runs left. Needs the lock."""
    clear(location)
    number = max((int(path.name) for path in location.iterdir() if path.name.isdigit()), default=0) + 1
    folder = location / f"{number:06}.new"
    folder.mkdir()
    return folder


def clear(location: Path) -> None:
    """Remove what a run left that published nothing. Needs the lock."""
    (location / "CURRENT.new").unlink(missing_ok=True)
    for leftover in location.glob("*.new"):
        shutil.rmtree(leftover)


def publish(folder: Path, record: Record, known: Mapping[str, str] = MappingProxyType({})) -> Path:
    """Make a written generation durable and current, and clear away older ones. Needs the lock.

    `known` are the digests of files that the generation in service has too: they are as durable as they will be,
    and one that was damaged since must not be taken for what was written.
    """
    with (folder / FILES).open("w", encoding="utf-8") as lines:
        for file in record.files:
            lines.write(json.dumps(file.to_row()) + "\n")
    (folder / NAMES).write_text(record.names.dumps(), encoding="utf-8", errors="surrogatepass")
    digests = {}
    for path in sorted(folder.iterdir()):
        if path.name in known:
            digests[path.name] = known[path.name]
        else:
            digests[path.name] = digest(path)
            _sync(path)
    manifest = {"format": FORMAT, "schema": schema.VERSION, "record": record.to_dict(), "digests": digests}
    (folder / MANIFEST).write_text(json.dumps(manifest | {"digest": _digest(manifest)}, indent=1), encoding="utf-8")
    _sync(folder / MANIFEST)
    _sync(folder)

    location, former = folder.parent, _current_name(folder.parent)
    published = folder.rename(folder.with_suffix(""))
    pointer = location / "CURRENT.new"
    pointer.write_text(published.name, encoding="utf-8")
    _sync(pointer)
    _sync(location)
    pointer.replace(location / "CURRENT")
    _sync(location)
    for path in location.iterdir():
        if path.name.isdigit() and path.name not in (published.name, former):
            shutil.rmtree(path)
    return published


class Generation(NamedTuple):
    """A published generation: its folder, what it knows of its making, and the digests of its files by name."""

    folder: Path
    record: Record
    digests: dict[str, str]


def current(location: Path) -> Path:
    """The folder of the generation in service; raises MissingIndex, StaleIndex, DamagedIndex."""
    return opened(location).folder


def mark(location: Path) -> tuple[int, int] | None:
    """What changes with each publication, and costs next to nothing to ask; None where nothing is published."""
    try:
        current = (location / "CURRENT").stat()
    except OSError:
        return None
    return current.st_ino, current.st_mtime_ns


def record(location: Path, *, files: bool = False) -> Record:
    """What the generation in service knows of its making; with `files`, of each file too."""
    folder, known, _ = opened(location)
    if not files:
        return known
    try:
        with (folder / FILES).open(encoding="utf-8") as lines:
            rows = tuple(FileRecord.from_row(json.loads(line)) for line in lines)
    except (OSError, ValueError, TypeError, AttributeError) as error:
        raise _unusable(folder / FILES, error) from error
    return replace(known, files=rows, names=names(folder))


def names(folder: Path) -> Names:
    """Which names are one speaker's, in this generation; raises DamagedIndex."""
    try:
        return Names.from_dict(json.loads((folder / NAMES).read_text(encoding="utf-8", errors="surrogatepass")))
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise _unusable(folder / NAMES, error) from error


def opened(location: Path) -> Generation:
    """The generation in service; raises as `current`."""
    name = _current_name(location)
    while name:
        try:
            return _generation(location / name)
        except DamagedIndex:  # or cleared away meanwhile, when two newer ones were published
            if (newer := _current_name(location)) == name:
                raise
            name = newer
    raise MissingIndex(f"There is no index in {location}. Build one: search-index build FOLDER-OF-ARTICLES")


def check(location: Path) -> list[str]:
    """What is wrong with the generation in service, a sentence a file; empty where every byte is as written."""
    return damage(opened(location))


def damage(generation: Generation) -> list[str]:
    """What is wrong with a generation, a sentence a file; empty where every byte is as written."""
    problems = []
    for name, wanted in generation.digests.items():
        path = generation.folder / name
        try:
            if digest(path) != wanted:
                problems.append(f"{path} is not what was written.")
        except OSError as error:
            problems.append(f"{path} cannot be read: {error.strerror}.")
    return problems


def former(location: Path) -> Generation | None:
    """The last generation but the one in service of which every byte is as written; None where there is none."""
    in_service = _current_name(location)
    for folder in sorted((path for path in location.iterdir() if path.name.isdigit()), reverse=True):
        with suppress(EngineError):
            if folder.name != in_service and not damage(kept := _generation(folder)):
                return kept
    return None


def _generation(folder: Path) -> Generation:
    manifest = _manifest(folder)
    return Generation(folder, Record.from_dict(manifest["record"]), manifest["digests"])


def _manifest(folder: Path) -> dict[str, Any]:
    try:
        manifest: dict[str, Any] = json.loads((folder / MANIFEST).read_bytes())
        if (manifest["format"], manifest["schema"]) != (FORMAT, schema.VERSION):
            raise StaleIndex(f"The index in {folder.parent} was written by another version. Run: search-index build")
        if manifest.pop("digest") != _digest(manifest):
            raise ValueError("it is not what was written")
        if not all("/" not in name for name in manifest["digests"]):
            raise ValueError("a name in it leads elsewhere")
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise _unusable(folder / MANIFEST, error) from error
    return manifest


def _digest(manifest: dict[str, Any]) -> str:
    """The digest of what a manifest says; it stands in the manifest itself."""
    return hashlib.blake2b(json.dumps(manifest).encode(), digest_size=32).hexdigest()


def _current_name(location: Path) -> str | None:
    try:
        name = (location / "CURRENT").read_text(encoding="utf-8").strip()
        if not name.isdigit():
            raise ValueError("it names no generation")
    except FileNotFoundError:
        return None
    except (OSError, ValueError) as error:
        raise _unusable(location / "CURRENT", error) from error
    return name


def _unusable(path: Path, error: Exception) -> EngineError:
    if isinstance(error, PermissionError | NotADirectoryError):  # nothing is wrong with the index
        return EngineError(f"{path} cannot be read ({error.strerror}). Give the folder of an index: --index FOLDER")
    why = error.strerror if isinstance(error, OSError) else error
    return DamagedIndex(f"{path} is damaged ({why}). Run: search-index build")


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
