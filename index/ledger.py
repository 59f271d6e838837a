"""What a run knows of the files it reads and of the articles in them: a database on disk, for there may be millions.

It lasts as long as the run and has no name on the disk, so that a run that is killed leaves nothing of it.
"""

from __future__ import annotations

import json
import sqlite3
import tempfile
from collections.abc import Callable, Collection, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple, Self

from index.errors import EngineError
from index.record import FileRecord, Held, Holding, Kind, Lists, Refused
from index.sources import File, Refusal

SUFFIX = ".ledger"
_TABLES = """
    PRAGMA journal_mode = OFF;
    PRAGMA synchronous = OFF;
    PRAGMA locking_mode = EXCLUSIVE;
    PRAGMA cache_size = -16384;
    CREATE TABLE files (number INTEGER PRIMARY KEY, path BLOB UNIQUE, size INTEGER, mtime_ns INTEGER, digest TEXT);
    CREATE TABLE articles (number INTEGER PRIMARY KEY, file INTEGER, id BLOB, counts INTEGER, line TEXT);
    CREATE INDEX articles_by_id ON articles (id);
    CREATE INDEX articles_by_file ON articles (file);
    CREATE TABLE refused (number INTEGER PRIMARY KEY, file INTEGER, line TEXT);
    CREATE INDEX refused_by_file ON refused (file);
    CREATE TABLE walked (
        place INTEGER PRIMARY KEY, path BLOB, size INTEGER, mtime_ns INTEGER, reason TEXT, file INTEGER
    );
    CREATE TABLE stale (file INTEGER PRIMARY KEY, step INTEGER);
    BEGIN;
"""
_LINES: dict[Kind, str] = {
    "articles": "SELECT line FROM articles ORDER BY number",
    "refused": "SELECT line FROM refused ORDER BY number",
}
_SOME = 256  # files taken up at a time


class Copy(NamedTuple):
    """A copy of an article: the path of the file that holds it, and when it was published."""

    published: str
    path: str

    @property
    def order(self) -> tuple[datetime, str]:
        """By this the copies of an article compare: the latest counts, of two as late the last by path.

        Where no offset is written, UTC is taken.
        """
        moment = datetime.fromisoformat(self.published) if self.published else datetime.min
        return moment if moment.tzinfo else moment.replace(tzinfo=UTC), self.path


class Ledger:
    """The files of a run, read, refused or kept from the run before; which copy of each article counts."""

    def __init__(self, folder: str | None = None) -> None:
        """Written in a folder, by which the disk is chosen; raises OSError and EngineError."""
        self.kept = 0  # files of the run before
        self._where = folder or tempfile.gettempdir()
        with tempfile.NamedTemporaryFile(dir=folder, suffix=SUFFIX) as file:
            self._base = sqlite3.connect(file.name, isolation_level=None)
            try:
                self._base.executescript(_TABLES)
            except sqlite3.Error as error:
                raise self._failed(error) from error

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: object, error: object, traceback: object) -> None:
        self._base.close()
        if isinstance(error, sqlite3.Error):
            raise self._failed(error) from error

    def _failed(self, error: sqlite3.Error) -> EngineError:
        return EngineError(
            f"What was read cannot be noted down in {self._where} ({error}); the index in service is as it was."
        )

    def _rows(self, statement: str, *values: Any) -> sqlite3.Cursor:
        return self._base.execute(statement, values)

    def _one(self, statement: str, *values: Any) -> Any:
        [value] = self._rows(statement, *values).fetchone()
        return value

    # What lies there

    def walked(self, found: File | Refusal) -> None:
        """Note a file that is there, or why it cannot be read."""
        statement = "INSERT INTO walked (path, size, mtime_ns, reason) VALUES (?, ?, ?, ?)"
        if isinstance(found, Refusal):
            self._rows(statement, _encoded(found.path), 0, 0, _encoded(found.reason))
        else:
            self._rows(statement, _encoded(found.path), found.size, found.mtime_ns, None)

    def unread(self) -> tuple[int, int]:
        """How many files are there to read, and the bytes of them all."""
        statement = "SELECT count(*), coalesce(sum(size), 0) FROM walked WHERE reason IS NULL AND file IS NULL"
        count, size = self._rows(statement).fetchone()
        return int(count), int(size)

    def to_read(self) -> Iterator[File]:
        """The files to read."""
        for _, path, size, mtime_ns in self._waiting("reason IS NULL AND file IS NULL"):
            yield File(_decoded(path), size, mtime_ns)

    def _waiting(self, which: str) -> Iterator[tuple[Any, ...]]:
        """Some of the files that were walked, in their order, while others are noted."""
        place = 0
        statement = f"SELECT place, path, size, mtime_ns FROM walked WHERE place > ? AND {which} ORDER BY place LIMIT ?"
        while some := self._rows(statement, place, _SOME).fetchall():
            yield from some
            place = some[-1][0]

    # What the run before knew

    def load(self, lists: Lists) -> None:
        """Take over what the run before noted."""
        files = (FileRecord.from_line(line) for line in lists("files"))
        self._base.executemany(
            "INSERT INTO files VALUES (?, ?, ?, ?, ?)",
            ((file.number, _encoded(file.path), file.size, file.mtime_ns, file.digest) for file in files),
        )
        articles = ((json.loads(line), line) for line in lists("articles"))
        self._base.executemany(
            "INSERT INTO articles (file, id, counts, line) VALUES (?, ?, 1, ?)",
            ((row[0], _encoded(row[1]), line) for row, line in articles),
        )
        self._base.executemany(
            "INSERT INTO refused (file, line) VALUES (?, ?)",
            ((Refused.from_line(line).file, line) for line in lists("refused")),
        )

    def compare(self, digest: Callable[[Path], str], corrected: Collection[str]) -> int:
        """Find the files that need not be read again; gives how many of the others were there before.

        A file with an article of the `corrected` is not among them, nor one that shares an article with a file that
        changed or is gone: its copy may count now.
        """
        again = {
            file for id in corrected for (file,) in self._rows("SELECT file FROM articles WHERE id = ?", _encoded(id))
        }
        for place, path, size, mtime_ns in self._waiting("reason IS NULL"):
            known = self._rows("SELECT number, size, mtime_ns, digest FROM files WHERE path = ?", path).fetchone()
            if known is None or known[0] in again or known[1] != size:
                continue
            if known[2] != mtime_ns:
                if known[3] != digest(Path(_decoded(path))):
                    continue
                self._rows("UPDATE files SET mtime_ns = ? WHERE number = ?", mtime_ns, known[0])
            self._rows("UPDATE walked SET file = ? WHERE place = ?", known[0], place)
        self._rows("CREATE UNIQUE INDEX walked_by_file ON walked (file) WHERE file IS NOT NULL")
        self._rows(
            """INSERT INTO stale SELECT number, 0 FROM files
            WHERE NOT EXISTS (SELECT 1 FROM walked WHERE walked.file = files.number)"""
        )
        step, found = 0, 1
        while found:
            found = self._rows(
                """INSERT OR IGNORE INTO stale SELECT other.file, ? FROM stale
                CROSS JOIN articles AS one ON one.file = stale.file CROSS JOIN articles AS other ON other.id = one.id
                WHERE stale.step = ?""",
                step + 1, step,
            ).rowcount  # fmt: skip
            step += 1
        self._rows("UPDATE walked SET file = NULL WHERE file IN (SELECT file FROM stale)")
        self.kept = self._one("SELECT count(*) FROM walked WHERE file IS NOT NULL")
        # What could not be read before and cannot now is no change.
        return int(
            self._one(
                """SELECT count(*) FROM stale CROSS JOIN files ON files.number = stale.file WHERE NOT (digest = ''
                AND EXISTS (SELECT 1 FROM walked WHERE walked.path = files.path AND reason IS NOT NULL))"""
            )
        )

    def stale(self) -> Iterator[str]:
        """The ids of the articles of files that changed or are gone."""
        statement = "SELECT id FROM stale CROSS JOIN articles ON articles.file = stale.file"
        for (id,) in self._rows(statement):
            yield _decoded(id)

    def begin(self) -> None:
        """Forget files that changed or are gone, and note those that cannot be read."""
        for table, column in (("articles", "file"), ("refused", "file"), ("files", "number")):
            self._rows(f"DELETE FROM {table} WHERE {column} IN (SELECT file FROM stale)")
        statement = "SELECT path, reason FROM walked WHERE reason IS NOT NULL ORDER BY place"
        for path, reason in self._rows(statement):
            name = _decoded(path)
            self.refuse(self.file(FileRecord(0, name, 0, 0, "")), Refusal(name, _decoded(reason)))
        twice = self._rows("SELECT id FROM articles GROUP BY id HAVING count(*) > 1")
        for (id,) in twice:
            copies = [(copy.order, number) for number, _, copy in self._copies(id)]
            self._rows("UPDATE articles SET counts = number = ? WHERE id = ?", max(copies)[1], id)

    # What is read

    def file(self, file: FileRecord) -> int:
        """Note a file that is read now; gives its number."""
        values = _encoded(file.path), file.size, file.mtime_ns, file.digest
        statement = """INSERT INTO files (path, size, mtime_ns, digest) VALUES (?, ?, ?, ?) ON CONFLICT (path)
            DO UPDATE SET size = excluded.size, mtime_ns = excluded.mtime_ns, digest = excluded.digest"""
        self._rows(statement, *values)
        return self.number(file.path)

    def number(self, path: str) -> int:
        """The number of a file by its path."""
        return int(self._one("SELECT number FROM files WHERE path = ?", _encoded(path)))

    def size(self, path: str) -> int:
        """The bytes of a file by its path."""
        return int(self._one("SELECT size FROM files WHERE path = ?", _encoded(path)))

    def refuse(self, file: int, refusal: Refusal) -> None:
        """Note what was refused of a file."""
        line = Refused(file, refusal.path, refusal.reason).to_line()
        self._rows("INSERT INTO refused (file, line) VALUES (?, ?)", file, line)

    def add(self, file: int, path: str, id: str, held: Held) -> tuple[bool, Copy | None]:
        """Note an article; gives whether it counts, and which other copy of it counted until now."""
        key, line, copy = _encoded(id), Holding(file, id, held).to_line(), Copy(held.published, path)
        mine, former, counting = None, None, None
        latest = True  # of those in this file
        for number, counts, known in self._copies(key):
            if known.path == path:
                mine, latest = number, copy.order >= known.order
            if counts:
                former, counting = known, number
        counts = former is None or copy.order >= former.order
        if counts and counting is not None:
            self._rows("UPDATE articles SET counts = 0 WHERE number = ?", counting)
        if mine is None:
            statement = "INSERT INTO articles (file, id, counts, line) VALUES (?, ?, ?, ?)"
            self._rows(statement, file, key, counts, line)
        elif latest:
            self._rows("UPDATE articles SET counts = ?, line = ? WHERE number = ?", counts, line, mine)
        return counts, former

    def _copies(self, key: bytes) -> list[tuple[int, bool, Copy]]:
        statement = """SELECT articles.number, counts, path, line FROM articles
            CROSS JOIN files ON files.number = articles.file WHERE id = ?"""
        return [
            (number, bool(counts), Copy(Holding.from_line(line).held.published, _decoded(path)))
            for number, counts, path, line in self._rows(statement, key)
        ]

    # What is known at the end

    def counted(self) -> Iterator[Holding]:
        """The articles, of several copies the one that counts."""
        for (line,) in self._rows("SELECT line FROM articles WHERE counts ORDER BY number"):
            yield Holding.from_line(line)

    def lists(self, kind: Kind) -> Iterator[str]:
        """What is noted, as Record.lists."""
        if kind == "files":
            for number, path, size, mtime_ns, digest in self._rows("SELECT * FROM files ORDER BY number"):
                yield FileRecord(number, _decoded(path), size, mtime_ns, digest).to_line()
            return
        for (line,) in self._rows(_LINES[kind]):
            yield line

    def figures(self) -> dict[str, int]:
        """How many files there are, and how much was refused."""
        return {name: int(self._one(f"SELECT count(*) FROM {name}")) for name in ("files", "refused")}

    def refused(self) -> Iterator[Refusal]:
        """What was refused in this run."""
        statement = "SELECT line FROM refused WHERE file NOT IN (SELECT file FROM walked WHERE file IS NOT NULL)"
        for (line,) in self._rows(f"{statement} ORDER BY number"):
            _, path, reason = Refused.from_line(line)
            yield Refusal(path, reason)


def _encoded(text: str) -> bytes:
    """UTF-8; half a surrogate pair, as in a name of a file that is no UTF-8, is kept."""
    return text.encode("utf-8", "surrogatepass")


def _decoded(data: bytes) -> str:
    return data.decode("utf-8", "surrogatepass")
