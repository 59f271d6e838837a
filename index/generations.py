"""Generations: an index is built aside, made durable, and becomes current by one rename.

    LOCATION/
        LOCK                    held (flock) while a run writes; free at once when that process ends
        CURRENT                 the name of the generation in service and its digest, replaced by rename
        000007/                 a generation: MANIFEST.json, names.json, record.KINDS as .jsonl, what the engine wrote
        000008.new/             one being written; a run that was killed leaves it to the next one to clear away

The last good generation before the current one is kept, so that a reader that has just opened it can go on.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import replace
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple, TypeVar

from index import schema
from index.errors import BusyIndex, DamagedIndex, EngineError, MissingIndex, StaleIndex, unusable
from index.names import Names
from index.record import KINDS, Kind, Record, Refused, digest

FORMAT = 7  # of this layout and of MANIFEST.json
MANIFEST = "MANIFEST.json"
NAMES = "names.json"
# What reading a file raises that is not as it was written; RecursionError is for JSON that is too deep.
_UNFIT = (OSError, ValueError, LookupError, TypeError, AttributeError, RecursionError)

Made = TypeVar("Made")


@contextmanager
def locked(location: Path) -> Iterator[None]:
    """Hold the lock of an index; raises BusyIndex where another run has it, EngineError where none can be written."""
    try:
        made = [path for path in (location, *location.parents) if not path.exists()]
        location.mkdir(parents=True, exist_ok=True)
        for path in made:
            _sync(path.parent)
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
        except OSError as error:
            raise EngineError(f"{location} cannot be locked ({error.strerror}). Try again.") from error
        yield


def start(location: Path) -> Path:
    """An empty folder to write the next generation in; clears what broken runs left. Needs the lock."""
    clear(location)
    number = max((int(path.name) for path in _published(location)), default=0) + 1
    folder = location / f"{number:06}.new"
    folder.mkdir()
    return folder


def clear(location: Path) -> None:
    """Remove what a run left that published nothing. Needs the lock."""
    (location / "CURRENT.new").unlink(missing_ok=True)
    for leftover in location.glob("*.new"):
        shutil.rmtree(leftover)
    for leftover in location.glob("*.ledger"):
        leftover.unlink()
    with suppress(DamagedIndex):  # then nobody knows which are in service, and each may be
        in_service = int(_current_name(location) or 0)
        for path in _published(location):
            if int(path.name) > in_service:  # whole, but the run ended before it could say so
                shutil.rmtree(path)


def publish(folder: Path, record: Record, known: Mapping[str, str] = MappingProxyType({})) -> Path:
    """Make a written generation durable and current, and clear away older ones. Needs the lock.

    `known` are the digests of files that the generation in service has too: they are as durable as they will be,
    and one that was damaged since must not be taken for what was written.
    """
    for kind in KINDS:
        with (folder / _list(kind)).open("w", encoding="ascii") as file:
            file.writelines(f"{line}\n" for line in record.lists(kind))
    (folder / NAMES).write_text(record.names.dumps(), encoding="utf-8", errors="surrogatepass")
    digests = {}
    for path in sorted(folder.iterdir()):
        if path.name in known:
            digests[path.name] = known[path.name]
        else:
            digests[path.name] = digest(path)
            _sync(path)
    manifest = {"format": FORMAT, "schema": schema.VERSION, "record": record.to_dict(), "digests": digests}
    (folder / MANIFEST).write_bytes(_written(manifest))
    _sync(folder / MANIFEST)
    _sync(folder)

    location, former = folder.parent, None
    with suppress(DamagedIndex):
        former = _current_name(location)
    published = folder.rename(folder.with_suffix(""))
    pointer = location / "CURRENT.new"
    pointer.write_bytes(_pointing_to(published.name))
    _sync(pointer)
    _sync(location)
    pointer.replace(location / "CURRENT")
    try:
        _sync(location)
    except OSError as error:  # every reader has it now, but a power failure may bring back the one before
        raise EngineError(
            f"The new index in {location} is in service, but may not be on the disk ({error.strerror}). "
            "Look after the disk, then run: search-index build"
        ) from error
    with suppress(OSError):  # what is in service does not depend on it; the next run does it
        for path in _published(location):
            if path.name not in (published.name, former):
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
        current = os.stat(f"{location}/CURRENT")  # noqa: PTH116  half the time of making a path, and each query asks
    except OSError:
        return None
    return current.st_ino, current.st_mtime_ns


def record(location: Path, *, lists: bool = False) -> Record:
    """What the generation in service knows of its making; with `lists`, its names and what it lists too."""
    return reading(location, _whole_record) if lists else opened(location).record


def _whole_record(generation: Generation) -> Record:
    for kind in KINDS:
        _certain_list(generation, kind)
    return replace(generation.record, names=names(generation), lists=partial(_lines, generation.folder))


def refused(generation: Generation) -> list[Refused]:
    """What could not be read, in this generation; raises DamagedIndex."""
    _certain_list(generation, "refused")
    return list(map(Refused.from_line, _lines(generation.folder, "refused")))


def _certain_list(generation: Generation, kind: Kind) -> None:
    path = generation.folder / _list(kind)
    try:
        certain(path, generation.digests[path.name])
    except _UNFIT as error:
        raise unusable(path, error) from error


def _lines(folder: Path, kind: Kind) -> Iterator[str]:
    with (folder / _list(kind)).open(encoding="ascii") as file:
        for line in file:
            yield line.rstrip("\n")


def _list(kind: Kind) -> str:
    return f"{kind}.jsonl"


def names(generation: Generation) -> Names:
    """Which names are one speaker's, in this generation; raises DamagedIndex."""
    path = generation.folder / NAMES
    try:
        certain(path, generation.digests[NAMES])
        return Names.from_dict(json.loads(path.read_text(encoding="utf-8", errors="surrogatepass")))
    except _UNFIT as error:
        raise unusable(path, error) from error


def certain(path: Path, known: str) -> None:
    """Raise DamagedIndex where a file has another digest: what is made of it would be taken for whole."""
    if digest(path) != known:
        raise DamagedIndex(f"{path} is damaged (it is not what was written). Run: search-index build")


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


def reading(location: Path, make: Callable[[Generation], Made]) -> Made:
    """What is made of the generation in service, or of a newer one where that was cleared away meanwhile."""
    generation = opened(location)
    while True:
        try:
            return make(generation)
        except DamagedIndex:
            newer = opened(location)
            if newer.folder == generation.folder:
                raise
            generation = newer


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
            if not isinstance(problem := unusable(path, error), DamagedIndex):
                raise problem from error
            problems.append(f"{path} cannot be read: {error.strerror}.")
    return problems


def former(location: Path) -> Generation | None:
    """The last generation but the one in service of which every byte is as written; None where there is none."""
    in_service = None
    with suppress(DamagedIndex):
        in_service = _current_name(location)
    for folder in reversed(_published(location)):
        with suppress(DamagedIndex, StaleIndex):
            if folder.name != in_service and not damage(kept := _generation(folder)):
                return kept
    return None


def _published(location: Path) -> list[Path]:
    """The folders of generations, the oldest first."""
    try:
        folders = [path for path in location.iterdir() if path.name.isdecimal()]
    except FileNotFoundError:
        return []
    return sorted(folders, key=lambda path: int(path.name))


def _generation(folder: Path) -> Generation:
    try:
        content = (folder / MANIFEST).read_bytes()
        manifest: dict[str, Any] = json.loads(content)
        if (manifest["format"], manifest["schema"]) != (FORMAT, schema.VERSION):
            raise StaleIndex(f"The index in {folder.parent} was written by another version. Run: search-index build")
        del manifest["digest"]
        if content != _written(manifest):
            raise ValueError("it is not what was written")
        digests = {str(name): str(digest) for name, digest in manifest["digests"].items()}
        if not all(name.strip(".") and name.isprintable() and "/" not in name for name in digests):
            raise ValueError("a name in it leads elsewhere")
        return Generation(folder, Record.from_dict(manifest["record"]), digests)
    except _UNFIT as error:
        raise unusable(folder / MANIFEST, error) from error


def _written(manifest: dict[str, Any]) -> bytes:
    """The bytes of a manifest, which end with the digest of what it says."""
    digest = hashlib.blake2b(json.dumps(manifest).encode(), digest_size=32).hexdigest()
    return json.dumps(manifest | {"digest": digest}, indent=1).encode()


def _pointing_to(name: str) -> bytes:
    """The bytes of CURRENT: a name alone might be taken for that of another generation where one byte is damaged."""
    return f"{name} {hashlib.blake2b(name.encode(), digest_size=8).hexdigest()}".encode()


def _current_name(location: Path) -> str | None:
    try:
        content = (location / "CURRENT").read_bytes()
        name = content.partition(b" ")[0].decode()
        if not name.isdecimal() or content != _pointing_to(name):
            raise ValueError("it names no generation")
    except FileNotFoundError:
        return None
    except (OSError, ValueError) as error:
        raise unusable(location / "CURRENT", error) from error
    return name


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
