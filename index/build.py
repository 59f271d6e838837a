"""The pipeline: files → worker processes → writer → published index; and what became of each file."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
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
from index.model import Article
from index.people import names_of, sightings
from index.record import FileRecord, Held, Record, digest
from index.settings import is_address
from index.sources import File, Piece, Refusal, Skipped, pieces, shown, split, walk
from index.workers import Failure, go_on, run

Progress = Callable[[int, int, int], None]  # files begun, files in all, articles read


@dataclass(frozen=True, slots=True)
class Report:
    """What a run did; `record` describes the index as it is now."""

    record: Record
    read: int = 0  # articles read in this run
    refused: tuple[Refusal, ...] = ()  # in this run
    repeated: tuple[str, ...] = ()  # a sentence for each article that came twice, and which one counts
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
LARGEST = 8 << 20  # some thousands of articles, of which a worker holds what makes a segment
Claim = tuple[str, str]  # when an article was published, and the path of the file that holds it


@dataclass(slots=True)
class _Run:
    """One run as it grows."""

    roots: tuple[str, ...]
    corrections: Corrections = NONE
    files: dict[str, FileRecord] = field(default_factory=dict)
    owners: dict[str, Claim] = field(default_factory=dict)  # article id → the copy of it that counts
    languages: set[str] = field(default_factory=set)
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
    with writer(location) as target:
        known = target.previous
        this = _Run(_roots(paths or (known.paths if known else ())), corrections)
        files = _walk(this, location)
        target.begin(empty=True)
        return _finish(files, target, this, {}, jobs, max_refused, progress)


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
    with writer(location) as target:
        known = target.previous
        this = _Run(_roots([*(known.paths if known else ()), *paths]), corrections)
        found = {file.path: file for file in _walk(this, location)}
        before = {file.path: file for file in known.files} if known else {}
        said = set(corrections.lines) ^ set(known.corrections if known else ())  # what they say now or said, not both
        kept = _unchanged(found, before, correcting.articles(said))
        this.files |= kept
        stale = [file for path, file in before.items() if this.files.get(path, _ABSENT).digest != file.digest]
        again = [file for path, file in found.items() if path not in kept]
        if known and not said and not stale and not again and this.roots == known.paths:
            return Report(known, unchanged=len(kept), published=False)

        target.begin(empty=known is None)
        target.remove(sorted({article for file in stale for article in file.articles}))
        this.languages.update(known.languages if known else ())
        for path, file in kept.items():
            for article, held in file.articles.items():
                this.owners[article] = max((held.published, path), this.owners.get(article, ("", "")), key=_order)
        return _finish(again, target, this, kept, jobs, max_refused, progress)


def lines(paths: Sequence[str], *, jobs: int, corrections: Corrections = NONE) -> Iterator[str | Refusal]:
    """What would be indexed: each article under the paths as a line of JSON, and what is refused."""
    return told(paths, partial(_line, corrections), jobs=jobs)


def told(paths: Sequence[str], tell: Callable[[Article], str], *, jobs: int) -> Iterator[str | Refusal]:
    """What is to be told of each article under the paths, and what is refused; workers call `tell`."""
    this = _Run(_roots(paths))
    for _, outcome in _outcomes(partial(_told, tell), ((piece,) for piece in _pieces(_walk(this), this)), jobs):
        yield from [outcome] if isinstance(outcome, Refusal) else outcome
    for file in this.files.values():
        yield from (Refusal(*refusal) for refusal in file.refused)


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


def _walk(this: _Run, location: str | None = None) -> list[File]:
    files = []
    for found in walk(this.roots, None if location and is_address(location) else location):
        if isinstance(found, File):
            files.append(found)
        elif isinstance(found, Skipped):
            this.skipped += 1
        else:
            this.files[found.path] = FileRecord(found.path, 0, 0, "", refused=((found.path, found.reason),))
    return files


def _unchanged(
    found: dict[str, File], before: dict[str, FileRecord], corrected: Collection[str]
) -> dict[str, FileRecord]:
    """The records of files that need not be read again.

    A file with an article that is corrected otherwise than before is not among them, nor one that shares an article
    with a file that changed or is gone: its copy may count now.
    """
    same = {}
    for path, file in found.items():
        record = before.get(path)
        if record and not record.articles.keys().isdisjoint(corrected):
            continue
        if record and (record.size, record.mtime_ns) == (file.size, file.mtime_ns):
            same[path] = record
        elif record and record.size == file.size and record.digest == digest(Path(path)):
            same[path] = replace(record, mtime_ns=file.mtime_ns)
    claims = defaultdict(set)
    for path, record in same.items():
        for article in record.articles:
            claims[article].add(path)
    stale = [before[path] for path in before.keys() - same.keys()]
    while stale:
        shared = {path for article in stale.pop().articles for path in claims[article]}
        stale += [same.pop(path) for path in shared if path in same]
    return same


def _finish(
    files: Sequence[File],
    target: Writer,
    this: _Run,
    kept: Collection[str],
    jobs: int,
    max_refused: float,
    progress: Progress | None,
) -> Report:
    """Read the files into the writer and publish; `kept` are the files that are in the index already."""
    begun = 0
    shares = _shares(_pieces(files, this), this, sum(file.size for file in files))
    for share, outcome in _outcomes(partial(_process, this.corrections, target.prepare), shares, jobs):
        begun += sum(piece.first == 1 for piece in share)
        if isinstance(outcome, Refusal):
            _refuse(this, share[0].path, outcome)
        else:
            _add(outcome, share, target, this)
        if progress:
            progress(begun, len(files), this.read)

    record = _record(this)
    _judge(record, max_refused)
    record = target.publish(record)
    refused = [Refusal(*refusal) for file in record.files if file.path not in kept for refusal in file.refused]
    met = {id for article, (_, path) in this.owners.items() for id in this.files[path].articles[article].corrected}
    unused = tuple(id for id in this.corrections.quotations if id not in met)
    return Report(record, this.read, tuple(refused), tuple(this.repeated), unused, len(kept))


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


def _shares(found: Iterable[Piece], this: _Run, size: int) -> Iterator[Share]:
    """The pieces of files of some size together, in shares for the workers."""
    enough = min(max(size // SHARES, SMALLEST), LARGEST)
    share, filled = list[Piece](), 0
    for piece in found:
        share.append(piece)
        filled += this.files[piece.path].size if piece.lines is None else len(piece.lines)
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


def _pieces(files: Iterable[File], this: _Run) -> Iterator[Piece]:
    for file in files:
        try:
            this.files[file.path] = FileRecord(file.path, file.size, file.mtime_ns, digest(Path(file.path)))
            yield from pieces(file)
        except (SourceError, OSError) as error:
            this.files.setdefault(file.path, FileRecord(file.path, file.size, file.mtime_ns, ""))
            reason = f"cannot be opened: {error.strerror}" if isinstance(error, OSError) else str(error)
            _refuse(this, file.path, Refusal(shown(file.path), reason))


def _refuse(this: _Run, path: str, refusal: Refusal) -> None:
    file = this.files[path]
    this.files[path] = replace(file, refused=(*file.refused, (refusal.path, refusal.reason)))


def _add(batch: Batch, share: Share, target: Writer, this: _Run) -> None:
    """Add the articles of pieces but for those of which a later copy is there, in the place of earlier ones."""
    mine: dict[str, int] = {}  # those that count, and their numbers in the batch
    without, former, number = set[int](), [], 0
    for piece, found in zip(share, batch.found, strict=True):
        for one in found:
            if isinstance(one, Refusal):
                _refuse(this, piece.path, one)
                continue
            known = one.id in this.owners
            if not _counts(one, piece.path, this):
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


def _counts(entry: Entry, path: str, this: _Run) -> bool:
    """Note an article; gives whether it counts, or an earlier copy does."""
    this.read += 1
    claims = this.files[path].articles
    claim, former = (entry.held.published, path), this.owners.get(entry.id)
    counts = former is None or _order(claim) >= _order(former)
    if counts or entry.id not in claims:
        claims[entry.id] = entry.held
    if former is not None:
        first, other = shown(former[1]), shown(path)
        this.repeated.append(
            f"{entry.id} is in {first} and in {other}: the one in {other if counts else first} counts."
        )
    if counts:
        this.owners[entry.id] = claim
        this.languages.update([entry.held.language] if entry.held.language else [])
    return counts


def _order(claim: Claim) -> tuple[datetime, str]:
    """By this the copies of an article compare: the latest counts, of two as late the last by path.

    Where no offset is written, UTC is taken.
    """
    published, path = claim
    moment = datetime.fromisoformat(published) if published else datetime.min
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC), path


def _record(this: _Run) -> Record:
    counted = [this.files[path].articles[article] for article, (_, path) in this.owners.items()]
    return Record(
        created=datetime.now(UTC).isoformat(timespec="seconds"),
        seconds=0.0,  # the writer knows
        paths=this.roots,
        languages=tuple(sorted(this.languages)),
        articles=len(this.owners),
        quotations=sum(held.quotations for held in counted),
        skipped=this.skipped,
        corrections=this.corrections.lines,
        files=tuple(this.files[path] for path in sorted(this.files)),
        names=names_of(counted, this.corrections),
    )


def _judge(record: Record, max_refused: float) -> None:
    """Refuse to publish an index that would lose what its reader could not read."""
    refused = len(record.refused)
    if refused and refused / (refused + record.articles) > max_refused:
        raise TooManyRefused(
            f"{refused} of {refused + record.articles} were refused, more than --max-refused {max_refused:g} allows; "
            f"nothing is published. The first: {': '.join(record.refused[0])}"
        )
    if not record.articles:
        raise SettingsError(f"No articles found under {', '.join(record.paths)}. {_KINDS_READ}")


_ABSENT = FileRecord("", 0, 0, "absent")
_KINDS_READ = "Dateline reads .html, .txt, .json, .jsonl, .sgm and feeds (.xml, .rss, .atom), also compressed (.gz)."
