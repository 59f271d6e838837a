"""The pipeline: files → worker processes → writer → published index; and what became of each file."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from index import corrections as correcting
from index.corrections import NONE, Corrections
from index.document import Document, documents, dumps
from index.engines import Writer, writer
from index.errors import SettingsError, SourceError, TooManyRefused
from index.extract import extract
from index.formats import read
from index.identity import identify
from index.ledger import Ledger
from index.model import Article
from index.people import names_of, sightings
from index.record import FileRecord, Held, Record, Refused, digest
from index.settings import is_address
from index.sources import Piece, Refusal, Skipped, pieces, shown, split, walk
from index.workers import Failure, go_on, run

Progress = Callable[[int, int, int], None]  # files begun, files in all, articles read


@dataclass(frozen=True, slots=True)
class Report:
    """What a run did; `record` describes the index as it is now."""

    record: Record
    read: int = 0  # articles read in this run
    refused: tuple[Refusal, ...] = ()  # in this run
    repetitions: int = 0  # articles that came twice
    repeated: tuple[str, ...] = ()  # a sentence for each of the first of them: which one counts
    unused: tuple[str, ...] = ()  # ids that the corrections name and no quotation has
    unchanged: int = 0  # files left alone, since nothing in them changed
    published: bool = True  # False: nothing had changed, so the index in service stays


class Entry(NamedTuple):
    """An article on its way to the index."""

    id: str
    held: Held


class Batch(NamedTuple):
    """What a worker made of its share."""

    found: list[list[Entry | Refusal]]  # of each piece
    prepared: Any  # the articles of all entries, as the writer prepares them


Read = TypeVar("Read")  # what becomes of some pieces: a Batch, or lines of JSON
Share = tuple[Piece, ...]  # what one worker reads at a time
Prepare = Callable[[Iterable[Sequence[Document]]], Any]  # what the engine's writer makes of articles

SHARES = 16  # in which files are read: some for each worker, few to merge; the same for any number of workers
SMALLEST = 64 << 10  # bytes of a share
LARGEST = 2 << 20  # some thousands of articles, of which a worker holds what makes a segment
REPEATED = 1_000  # articles that came twice of which it is told


@dataclass(slots=True)
class _Run:
    """One run as it grows."""

    roots: tuple[str, ...]
    ledger: Ledger
    corrections: Corrections = NONE
    languages: set[str] = field(default_factory=set)
    repetitions: int = 0
    repeated: list[str] = field(default_factory=list)
    skipped: int = 0
    read: int = 0


def articles(piece: Piece) -> Iterator[Article | Refusal]:
    """The articles of a piece with all that is found in them, and what had to be refused."""
    try:
        for article in read(piece):
            yield article if isinstance(article, Refusal) else _understood(article)
    except SourceError as error:
        yield Refusal(shown(piece.path), str(error))


def build(
    location: str,
    paths: Sequence[str],
    *,
    jobs: int,
    max_refused: float = 0.5,
    progress: Progress | None = None,
    corrections: Corrections = NONE,
) -> Report:
    """Read everything under the paths into a new index beside the one in service, then publish it.

    Without paths, those of the last run. Raises SettingsError where there is nothing to read, TooManyRefused
    where more than the share `max_refused` of articles and files is refused, and EngineError. Whatever happens,
    the index in service stays as it is until the new one is whole.
    """
    with writer(location) as target, _ledger(location) as ledger:
        known = target.previous
        this = _Run(_roots(paths or (known.paths if known else ())), ledger, corrections)
        _walk(this, _folder(location))
        target.begin(empty=True)
        return _finish(target, this, jobs, max_refused, progress)


def update(
    location: str,
    paths: Sequence[str],
    *,
    jobs: int,
    max_refused: float = 0.5,
    progress: Progress | None = None,
    corrections: Corrections = NONE,
) -> Report:
    """Read what changed since the last run, add what lies under further paths, and take out what is gone.

    What the corrections say otherwise than in the last run is a change, too.
    Leaves the same index as a build of all these paths. Without an index, builds one. Raises as `build`.
    """
    with writer(location) as target, _ledger(location) as ledger:
        known = target.previous
        this = _Run(_roots([*(known.paths if known else ()), *paths]), ledger, corrections)
        _walk(this, _folder(location))
        said = set(corrections.lines) ^ set(known.corrections if known else ())  # what they say now or said, not both
        if known:
            ledger.load(known.lists)
            this.languages.update(known.languages)
        stale = ledger.compare(digest, correcting.articles(said))
        if known and not (said or stale or ledger.unread()[0]) and this.roots == known.paths:
            return Report(known, unchanged=ledger.kept, published=False)

        target.begin(empty=known is None)
        target.remove(ledger.stale())
        return _finish(target, this, jobs, max_refused, progress)


def lines(paths: Sequence[str], *, jobs: int, corrections: Corrections = NONE) -> Iterator[str | Refusal]:
    """What would be indexed: each article under the paths as a line of JSON, and what is refused."""
    return told(paths, partial(_line, corrections), jobs=jobs)


def told(paths: Sequence[str], tell: Callable[[Article], str], *, jobs: int) -> Iterator[str | Refusal]:
    """What is to be told of each article under the paths, and what is refused; workers call `tell`."""
    with Ledger() as ledger:
        _walk(this := _Run(_roots(paths), ledger))
        ledger.begin()
        for _, outcome in _outcomes(partial(_told, tell), ((piece,) for piece in _pieces(this)), jobs):
            yield from [outcome] if isinstance(outcome, Refusal) else outcome
        yield from ledger.refused()


def _understood(article: Article) -> Article | Refusal:
    try:
        return identify(extract(article))
    except Exception as error:  # the edge: one article never stops the others, and it is named
        name = article.id or article.title or "an article"
        return Refusal(article.source, f"{name} could not be understood ({type(error).__name__}: {error})")


def _roots(paths: Iterable[str]) -> tuple[str, ...]:
    roots = tuple(dict.fromkeys(str(Path(path).absolute()) for path in paths))
    if not roots:
        raise SettingsError("Nothing to read. Name a folder of articles: search-index build FOLDER")
    for root in roots:
        if not Path(root).exists():
            raise SettingsError(f"{root} does not exist. Name a folder of articles that does.")
    return roots


def _ledger(location: str) -> Ledger:
    return Ledger(_folder(location))


def _folder(location: str) -> str | None:
    """The folder of an index, if it is one: by it the disk of the ledger is chosen, and it is not read."""
    return None if is_address(location) else location


def _walk(this: _Run, folder: str | None = None) -> None:
    for found in walk(this.roots, folder):
        if isinstance(found, Skipped):
            this.skipped += 1
        else:
            this.ledger.walked(found)


def _finish(target: Writer, this: _Run, jobs: int, max_refused: float, progress: Progress | None) -> Report:
    """Read what is to be read into the writer, and publish."""
    ledger = this.ledger
    ledger.begin()
    begun, (files, size) = 0, ledger.unread()
    shares = _shares(_pieces(this), ledger, size)
    for share, outcome in _outcomes(partial(_process, this.corrections, target.prepare), shares, jobs):
        begun += sum(piece.first == 1 for piece in share)
        if isinstance(outcome, Refusal):
            ledger.refuse(ledger.number(share[0].path), outcome)
        else:
            _add(outcome, share, target, this)
        if progress:
            progress(begun, files, this.read)

    target.settle()
    record, unused = _record(this)
    _judge(record, max_refused)
    record = target.publish(record)
    return Report(
        record, this.read, tuple(ledger.refused()), this.repetitions, tuple(this.repeated), unused, ledger.kept
    )


def _outcomes(
    task: Callable[[Share], Read], items: Iterable[Share], jobs: int
) -> Iterator[tuple[Share, Read | Refusal]]:
    """Each share with what the task made of it; one that brought a worker down is read by pieces, those by lines."""
    for share, outcome in run(task, items, jobs):
        if not isinstance(outcome, Failure):
            yield share, outcome
        elif len(parts := list(share if len(share) > 1 else split(share[0]))) > 1:
            yield from _outcomes(task, ((part,) for part in parts), jobs=1)
        else:
            where = "".join(f":{line.first}" for line in parts)
            yield share, Refusal(shown(share[0].path) + where, outcome.reason)


def _shares(found: Iterable[Piece], ledger: Ledger, size: int) -> Iterator[Share]:
    """The pieces of files of some size together, in shares for the workers."""
    enough = min(max(size // SHARES, SMALLEST), LARGEST)
    share, filled = list[Piece](), 0
    for piece in found:
        share.append(piece)
        filled += ledger.size(piece.path) if piece.lines is None else len(piece.lines)
        if filled >= enough:
            yield tuple(share)
            share, filled = [], 0
    if share:
        yield tuple(share)


def _process(corrections: Corrections, prepare: Prepare, share: Share) -> Batch:
    """What a worker makes of its share."""
    found: list[list[Entry | Refusal]] = []

    def read() -> Iterator[tuple[Document, ...]]:
        for piece in share:
            go_on()
            found.append([])
            for one in articles(piece):
                if isinstance(one, Refusal):
                    found[-1].append(one)
                else:
                    entry, rows = _entry(one, corrections)
                    found[-1].append(entry)
                    yield rows
        go_on()

    return Batch(found, prepare(read()))


def _entry(article: Article, corrections: Corrections) -> tuple[Entry, tuple[Document, ...]]:
    corrected = tuple(quote.id for quote in article.quotes if quote.id in corrections.quotations)
    article = correcting.applied(article, corrections)
    rows = tuple(documents(article))
    held = Held(article.published or "", len(rows) - 1, article.language, sightings(article), corrected)
    return Entry(article.id, held), rows


def _line(corrections: Corrections, article: Article) -> str:
    return dumps(correcting.applied(article, corrections).to_dict())


def _told(tell: Callable[[Article], str], share: Share) -> list[str | Refusal]:
    return [one if isinstance(one, Refusal) else tell(one) for piece in share for one in articles(piece)]


def _pieces(this: _Run) -> Iterator[Piece]:
    for file in this.ledger.to_read():
        known = FileRecord(0, file.path, file.size, file.mtime_ns, "")
        try:
            known = known._replace(digest=digest(Path(file.path)))
            this.ledger.file(known)
            yield from pieces(file)
        except (SourceError, OSError) as error:
            reason = f"cannot be opened: {error.strerror}" if isinstance(error, OSError) else str(error)
            this.ledger.refuse(this.ledger.file(known), Refusal(shown(file.path), reason))


def _add(batch: Batch, share: Share, target: Writer, this: _Run) -> None:
    """Add the articles of pieces but for those of which a later copy is there, in the place of earlier ones."""
    mine: dict[str, int] = {}  # those that count, and their numbers in the batch
    without, former, number = set[int](), [], 0
    for piece, found in zip(share, batch.found, strict=True):
        file = this.ledger.number(piece.path)
        for one in found:
            if isinstance(one, Refusal):
                this.ledger.refuse(file, one)
                continue
            counts, known = _noted(one, file, piece.path, this)
            if not counts:
                without.add(number)
            elif one.id in mine:
                without.add(mine[one.id])
                mine[one.id] = number
            else:
                mine[one.id] = number
                former += [one.id] if known else []
            number += 1
    if former:
        target.remove(former)
    target.add(batch.prepared, without)


def _noted(entry: Entry, file: int, path: str, this: _Run) -> tuple[bool, bool]:
    """Note an article; gives whether it counts, and whether a copy of it was there."""
    this.read += 1
    counts, former = this.ledger.add(file, path, entry.id, entry.held)
    if former is not None:
        this.repetitions += 1
        first, other = shown(former.path), shown(path)
        if len(this.repeated) < REPEATED:
            this.repeated.append(
                f"{entry.id} is in {first} and in {other}: the one in {other if counts else first} counts."
            )
    if counts:
        this.languages.update([entry.held.language] if entry.held.language else [])
    return counts, former is not None


def _record(this: _Run) -> tuple[Record, tuple[str, ...]]:
    """The record of a run, and the ids that the corrections name and no quotation has."""
    articles = quotations = 0
    unused = dict.fromkeys(this.corrections.quotations)

    def counted() -> Iterator[Held]:
        nonlocal articles, quotations
        for _, _, held in this.ledger.counted():
            articles += 1
            quotations += held.quotations
            for id in held.corrected:
                unused.pop(id, None)
            yield held

    names = names_of(counted(), this.corrections)
    record = Record(
        created=datetime.now(UTC).isoformat(timespec="seconds"),
        seconds=0.0,  # the writer knows
        paths=this.roots,
        languages=tuple(sorted(this.languages)),
        articles=articles,
        quotations=quotations,
        skipped=this.skipped,
        corrections=this.corrections.lines,
        names=names,
        lists=this.ledger.lists,
        **this.ledger.figures(),
    )
    return record, tuple(unused)


def _judge(record: Record, max_refused: float) -> None:
    """Refuse to publish an index that would lose what its reader could not read."""
    refused = record.refused
    if refused and refused / (refused + record.articles) > max_refused:
        first = next(map(Refused.from_line, record.lists("refused")))
        raise TooManyRefused(
            f"{refused} of {refused + record.articles} were refused, more than --max-refused {max_refused:g} allows; "
            f"nothing is published. The first: {first.path}: {first.reason}"
        )
    if not record.articles:
        raise SettingsError(f"No articles found under {', '.join(record.paths)}. {_KINDS_READ}")


_KINDS_READ = "Dateline reads .html, .txt, .json, .jsonl, .sgm and feeds (.xml, .rss, .atom), also compressed (.gz)."
