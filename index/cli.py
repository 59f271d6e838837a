"""The command `search-index`: build, update, read, check, status."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from contextlib import suppress
from functools import partial
from typing import Any

from index import settings, shells, streams
from index.corrections import Corrections, load
from index.errors import BusyIndex, DatelineError, SettingsError
from index.model import Article
from index.names import Names
from index.settings import Settings

DESCRIPTION = """\
Build and keep the index that `search` and `search-web` answer from.

  search-index build articles/        read everything, publish a new index
  search-index update                 read only what changed since
  search-index read articles/a.html   show what would be indexed, as JSON
"""
EXIT_CODES = "Exit codes: 0 done, 1 damaged (check), 2 error, 3 too many refused, 75 another run is writing."
SHOWN = 20  # refused files named by build and update; status names them all


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; returns its exit code."""
    streams.ready()
    options = parser().parse_args(arguments)
    sys.stdout.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]  # JSON is UTF-8 anywhere
    try:
        given = {name: getattr(options, name, None) for name in ("index", "jobs", "max_refused", "corrections")}
        code = int(options.command(options, settings.read(**given)))
        sys.stdout.flush()
        return code
    except DatelineError as error:
        if isinstance(error, BusyIndex) and getattr(options, "quiet", False):
            return error.exit_code  # nothing that a mail from cron should say
        if getattr(options, "log_json", False):
            print(json.dumps({"error": {"type": type(error).__name__, "message": str(error)}}), file=sys.stderr)
        else:
            print(f"search-index: {error}", file=sys.stderr)
        return error.exit_code
    except BrokenPipeError:  # the reader of a pipe has seen enough
        streams.abandon()
        return 0
    except OSError as error:
        where = f" ({error.filename})" if error.filename else ""
        print(f"search-index: {error.strerror or error}{where}.", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("search-index: interrupted; the index in service is as it was.", file=sys.stderr)
        return 130


def parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="search-index",
        description=DESCRIPTION,
        epilog=EXIT_CODES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--completions", action=shells.Completions, **shells.OPTION)
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")
    for name, function, help_text in (
        ("build", _write, "read everything into a new index, then publish it"),
        ("update", _write, "read only what changed since the last run"),
        ("read", _read, "print what would be indexed, one article as JSON a line"),
        ("check", _check, "verify every byte of the index"),
        ("status", _status, "what the index holds, how old it is, what was refused"),
    ):
        command = commands.add_parser(name, help=help_text, description=f"{help_text[0].upper()}{help_text[1:]}.")
        command.set_defaults(command=function, name=name)
        if name in ("build", "update"):
            command.add_argument(
                "paths", nargs="*", metavar="PATH", help="file or folder (default: those of the last run)"
            )
        if name == "read":
            command.add_argument("paths", nargs="+", metavar="PATH", help="file or folder")
            command.add_argument("--explain", action="store_true", help="the evidence of each quotation, in words")
        command.add_argument("--index", metavar="LOCATION", help="folder of the index, or its address on OpenSearch")
        if name in ("build", "update", "read"):
            command.add_argument("--jobs", metavar="N", help="worker processes (default: one a core)")
            command.add_argument("--corrections", metavar="FILE", help="your aliases and corrections of speakers")
        if name in ("build", "update"):
            command.add_argument("--quiet", action="store_true", help="print only errors that need you, for cron")
            command.add_argument("--log-json", action="store_true", help="print the summary as JSON on standard error")
            command.add_argument(
                "--max-refused", metavar="SHARE", help="publish nothing when more is refused (default 0.5)"
            )
        if name == "status":
            command.add_argument("--json", action="store_true", help="as JSON")
    return parser


def _write(options: argparse.Namespace, chosen: Settings) -> int:
    from index.build import Report, build, update

    function = {"build": build, "update": update}[options.name]
    quiet = options.quiet or options.log_json
    bar = None if quiet or not sys.stderr.isatty() else _Bar()
    try:
        report: Report = function(
            chosen.index,
            options.paths or (chosen.paths if options.name == "build" else ()),
            jobs=chosen.jobs,
            max_refused=chosen.max_refused,
            progress=bar,
            corrections=load(chosen.corrections),
        )
    finally:
        if bar:
            bar.close()
    if options.log_json:
        print(json.dumps(_summary(report, chosen)), file=sys.stderr)
    elif not quiet:
        _tell(report, chosen)
    return 0


class _Bar:
    """Progress on a terminal: files, and the articles found in them."""

    def __init__(self) -> None:
        from tqdm import tqdm

        self.bar = tqdm(total=0, unit=" files", dynamic_ncols=True, leave=False)

    def __call__(self, begun: int, files: int, articles: int) -> None:
        self.bar.total = files
        self.bar.set_postfix_str(f"{articles:,} articles", refresh=False)
        self.bar.update(begun - self.bar.n)

    def close(self) -> None:
        self.bar.close()


def _tell(report: Any, chosen: Settings) -> None:
    for sentence in report.repeated[:SHOWN]:
        print(sentence, file=sys.stderr)
    for id in report.unused[:SHOWN]:
        print(f"No quotation has the id {_printable(id)}, which {chosen.corrections} names.", file=sys.stderr)
    for refusal in report.refused[:SHOWN]:
        print(f"{_printable(refusal.path)}: {_printable(refusal.reason)}", file=sys.stderr)
    if more := sum(max(0, many - SHOWN) for many in (report.repetitions, len(report.unused), len(report.refused))):
        print(f"… and {more:,} more; search-index status names all that was refused.", file=sys.stderr)
    record = report.record
    if not report.published:
        print(f"Nothing changed in {report.unchanged:,} files; the index in {chosen.index} stays.")
        return
    parts = [f"{report.read:,} articles read in {record.seconds:g} s"]
    parts += [f"{report.unchanged:,} files unchanged"] if report.unchanged else []
    parts += [f"{len(report.refused):,} refused"] if report.refused else []
    parts += [f"{record.skipped:,} of other kinds skipped"] if record.skipped else []
    print(f"{'; '.join(parts)}. The index in {chosen.index} holds {_holds(record)}.")


def _holds(record: Any) -> str:
    return f"{record.articles:,} articles and {record.quotations:,} quotations"


def _summary(report: Any, chosen: Settings) -> dict[str, Any]:
    figures: dict[str, Any] = report.record.to_dict()
    return figures | {
        "version": 1,
        "index": chosen.index,
        "published": report.published,
        "read": report.read,
        "unchanged": report.unchanged,
        "refused": [{"path": _printable(r.path), "reason": r.reason} for r in report.refused],
        "repeated": report.repetitions,
        "unused": list(map(_printable, report.unused)),
    }


def _read(options: argparse.Namespace, chosen: Settings) -> int:
    from index.build import lines, told

    said = load(chosen.corrections)
    articles = 0
    if options.explain:
        found = told(options.paths, partial(_explained, said, _names(chosen)), jobs=chosen.jobs)
    else:
        found = lines(options.paths, jobs=chosen.jobs, corrections=said)
    for line in found:
        if isinstance(line, str):
            articles += 1
            print(line)
        else:
            print(f"{_printable(line.path)}: {_printable(line.reason)}", file=sys.stderr)
    if not articles:
        raise SettingsError(f"No articles found under {', '.join(options.paths)}.")
    return 0


def _explained(said: Corrections, names: Names, article: Article) -> str:
    from index.evidence import explained

    return "\n".join(map(_printable, explained(article, said, names).split("\n")))


def _names(chosen: Settings) -> Names:
    """Which names the index in service joins; none where there is no index."""
    from index import published

    with suppress(DatelineError):
        return published.names(chosen.index)
    return Names()


def _check(options: argparse.Namespace, chosen: Settings) -> int:
    from index import published

    problems = published.check(chosen.index)
    for problem in problems:
        print(problem)
    print(f"The index in {chosen.index} is {'damaged. Run: search-index build' if problems else 'whole'}.")
    return 1 if problems else 0


def _status(options: argparse.Namespace, chosen: Settings) -> int:
    from index import published

    record, size = published.record(chosen.index), published.size(chosen.index)
    refusals = published.refused(chosen.index)
    if options.json:
        refused = [{"path": _printable(one.path), "reason": one.reason} for one in refusals]
        print(
            json.dumps({"version": 1, "index": chosen.index, "bytes": size} | record.to_dict() | {"refused": refused})
        )
        return 0
    print(f"{chosen.index} holds {_holds(record)} from {record.files:,} files, in {size / 1e6:,.1f} MB.")
    print(f"Built {record.created} in {record.seconds:g} s from {', '.join(map(_printable, record.paths))}.")
    print(f"Languages: {', '.join(record.languages) or 'none recognised'}.")
    print(f"{record.refused:,} refused, {record.skipped:,} of other kinds skipped.")
    print(f"{len(record.names.merged):,} names joined to others; {len(record.corrections):,} corrections in force.")
    for one in refusals:
        print(f"  {_printable(one.path)}: {_printable(one.reason)}")
    return 0


def _printable(text: str) -> str:
    """Text that may go to a terminal: no control characters, no undecodable bytes."""
    text = text.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    return "".join(char if char.isprintable() else "\ufffd" for char in text)
