"""What can go wrong, in one tree; each message is a sentence that says what to do next.

DatelineError
├── SettingsError     a flag, a setting or an argument cannot be used         exit 2
├── SourceError       a file could not be read as an article                  skipped, counted, reported
├── TooManyRefused    a build refused so many files that nothing is published exit 3
├── WorkersFailed     the processes that read articles cannot be started      exit 2
├── QueryError        the question cannot be understood                       exit 2, HTTP 400
└── EngineError       the index cannot be reached or used                     exit 2, HTTP 503
    ├── MissingIndex  nothing has been built there yet
    ├── StaleIndex    written by another version of the schema
    ├── DamagedIndex  a file of it is not what was written
    └── BusyIndex     another run holds the lock                              exit 75
"""

from __future__ import annotations

import errno
from pathlib import Path

_AROUND = (errno.EMFILE, errno.ENFILE, errno.ENOMEM, errno.ENOLCK)  # of the system that reads, not of the file


class DatelineError(Exception):
    """Any error that Dateline explains to its user; `exit_code` is what a command ends with."""

    exit_code = 2


class SettingsError(DatelineError):
    """A flag, a setting or an argument cannot be used."""


class SourceError(DatelineError):
    """A file, or one article in it, could not be read; the message is the reason alone, without the path."""


class TooManyRefused(DatelineError):
    """So large a share of the files was refused that publishing would lose articles."""

    exit_code = 3


class WorkersFailed(DatelineError):
    """The processes that read articles cannot be started."""


class QueryError(DatelineError):
    """The question cannot be understood.

    `column` is the offset in code points into the query text where the trouble starts, or None where it
    has no place in the text (a filter given by a flag).
    """

    def __init__(self, message: str, column: int | None = None) -> None:
        super().__init__(message)
        self.column = column


class EngineError(DatelineError):
    """The index cannot be reached or used."""


class MissingIndex(EngineError):
    """Nothing has been built at this location yet."""


class StaleIndex(EngineError):
    """The index was written by another version of the schema and must be built anew."""


class DamagedIndex(EngineError):
    """A file of the index is missing, or is not what was written."""


class BusyIndex(EngineError):
    """Another run holds the lock of this index."""

    exit_code = 75


def unusable(path: Path, error: Exception) -> EngineError:
    """What to say of a file of an index that an error kept from being read."""
    if isinstance(error, OSError) and error.errno in _AROUND:
        return EngineError(f"{path} cannot be read ({error.strerror}). Nothing is wrong with it: try again.")
    if isinstance(error, PermissionError | NotADirectoryError):
        return EngineError(f"{path} cannot be read ({error.strerror}). Give the folder of an index: --index FOLDER")
    why = error.strerror if isinstance(error, OSError) else error
    return DamagedIndex(f"{path} is damaged ({why}). Run: search-index build")
