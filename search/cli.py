"""The `search` command: arguments → a question → results on the terminal or as JSON."""

from __future__ import annotations

import argparse
import dataclasses
import io
import json
import os
import re
import shutil
import sys
import textwrap
from collections.abc import Iterable, Iterator, Sequence
from contextlib import nullcontext
from datetime import date
from pathlib import Path
from typing import Any, TextIO

from index import settings, shells, streams
from index.errors import DatelineError, QueryError, SettingsError
from search import show
from search.facets import SHOWN
from search.find import every, find
from search.query import Query, Values
from search.results import VERSION, Results

DESCRIPTION = "Who said what, where and when."
EXAMPLES = (
    ("red lines", "both words, in any inflection"),
    ("'\"red lines\" -dam'", "this phrase, without a word"),
    ("speaker:holm said:winter", "who said what, in one quotation"),
    ("strike --place Oslo --since 2025-03", "where and when"),
    ("strike OR lockout --facets", "either word; with counts"),
)
EXIT_CODES = "Exit codes: 0 found, 1 nothing found, 2 error."
_FIELDS_ARE_FOR = "--fields says what --csv and --jsonl print. Give one of these too."
EXPORTS = ("--jsonl", "--csv", "--ris", "--bibtex", "-0")
FILTERS = ("speaker", "place", "outlet", "language")  # each a repeatable flag
FACETS = {f"--{name}": name for name in FILTERS}  # flags whose value is one of a facet, for completions

# In the order of their use. Neighbours with the same help and kind of value share a line of the help page.
_OPTIONS: dict[str, dict[str, Any]] = {
    "--speaker": {"action": "append", "metavar": "NAME", "help": "only who says something there; -NAME: without"},
    "--place": {"action": "append", "metavar": "NAME", "help": "only from or about this place"},
    "--since": {"metavar": "DATE", "help": "only from, or up to, a day, month or year"},
    "--until": {"metavar": "DATE", "help": "only from, or up to, a day, month or year"},
    "--outlet": {"action": "append", "metavar": "NAME", "help": "only published there"},
    "--language": {"action": "append", "metavar": "CODE", "help": "only in this language, such as en"},
    "--like": {"metavar": "ID", "help": "only articles like this one, the most alike first"},
    "--match": {"choices": ("all", "most", "any"), "default": "all", "help": "how many of the words are required"},
    "--quotes": {"action": "store_true", "help": "list quotations instead of articles"},
    "--sort": {"choices": ("best", "newest", "oldest"), "help": "the order of the results (default: best)"},
    "--limit": {"type": int, "metavar": "N", "help": "how many (10, of exports all), after how many (0)"},
    "--offset": {
        "type": int,
        "default": 0,
        "metavar": "N",
        "help": "how many (10, of exports all), after how many (0)",
    },
    "--no-group": {"action": "store_true", "help": "near copies one by one, not under the first"},
    "--count": {"action": "store_true", "help": "only the number of results"},
    "--facets": {"action": "store_true", "help": "count speakers, places, dates and more"},
    "--values": {"metavar": "FACET[:WORD]", "help": "only values of a facet, or those that begin so"},
    "--explain": {"action": "store_true", "help": "say how the query was understood"},
    "--json": {"action": "store_true", "help": "one JSON document"},
    "--jsonl": {"action": "store_true", "help": "export all: JSON a line, or a table"},
    "--csv": {"action": "store_true", "help": "export all: JSON a line, or a table"},
    "--ris": {"action": "store_true", "help": "export all, for reference managers or LaTeX"},
    "--bibtex": {"action": "store_true", "help": "export all, for reference managers or LaTeX"},
    "-0": {"action": "store_true", "dest": "ids", "help": "export the ids of all, for xargs -0"},
    "--fields": {"metavar": "A,B", "help": "which fields --csv and --jsonl have, in this order"},
    "--cite": {"metavar": "ID", "help": "how to cite this article or quotation"},
    "--batch": {"metavar": "FILE", "help": "answer each line of a file: ID TAB QUERY"},
    "--color": {"choices": ("auto", "always", "never"), "default": "auto", "help": "colors and links"},
    "--index": {"metavar": "LOCATION", "help": "the index to ask (default: $DATELINE_INDEX)"},
    "--completions": shells.OPTION,
    "--version": {"action": "store_true", "help": "the version; this page"},
    "--help": {"action": "store_true", "help": "the version; this page"},
}
_GROUPS = {  # heading of the help page → the first of its options
    "Which": "--speaker",
    "How many, in which order": "--sort",
    "How they are printed": "--explain",
    "Also": "--index",
}


def main(arguments: list[str] | None = None) -> int:
    """Run the command; gives 0 where something was found, 1 where nothing was, 2 after an error."""
    streams.ready()
    given = sys.argv[1:] if arguments is None else arguments
    # JSON is UTF-8 whatever the locale; text shows what the locale can. Neither stops at a character it cannot.
    machine = {"--json", "--batch", "--cite", *EXPORTS} & {one.partition("=")[0] for one in given}
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(
            encoding="utf-8" if machine else sys.stdout.encoding, errors="backslashreplace" if machine else "replace"
        )
    try:
        code = _run(given)
        sys.stdout.flush()
        return code
    except BrokenPipeError:  # the reader has seen enough
        streams.abandon()
        return 0
    except OSError as error:  # standard output cannot be written
        streams.abandon()
        print(f"search: {error.strerror or error}.", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 130


def _run(given: list[str]) -> int:
    if not given:
        given = ["--help"]
    text = ""
    try:
        flags, words = split(given)
        text = " ".join(words)
        options = parser().parse_args(flags)
        if options.help:
            print("\n".join(_help(max(show.NARROW, _terminal(sys.stdout, "never").width))))
        elif options.completions:
            print(shells.completions(options.completions, parser(), FACETS), end="")
        elif options.version:
            print(_version())
        else:
            location = settings.read(index=options.index).index
            if options.values is not None:
                return _values(find(values(text, options), location), options)
            if options.batch is not None:
                if text:
                    raise SettingsError(f"--batch takes its queries from the file. Leave out: {text}")
                return _batch(options, location)
            if options.cite is not None:
                if text:
                    raise SettingsError(f"--cite takes an id and no query. Leave out: {text}")
                return _cite(options, location)
            if any(name in flags for name in EXPORTS):
                return _export(question(text, options), location, options)
            if options.fields is not None:
                raise SettingsError(_FIELDS_ARE_FOR)
            return _print(find(question(text, options), location), options)
        return 0
    except DatelineError as error:
        _complain(error, text, "--json" in given)
        return error.exit_code


def parser() -> argparse.ArgumentParser:
    """What reads the flags; it knows all of them."""
    found = argparse.ArgumentParser(prog="search", description=DESCRIPTION, epilog=EXIT_CODES, add_help=False)
    for flag, about in _OPTIONS.items():
        found.add_argument(flag, **about)
    return found


def _help(width: int) -> Iterator[str]:
    """The lines of the help page."""
    yield from (*textwrap.wrap(f"Usage: search QUERY… [options]   {DESCRIPTION}", width), "")
    yield from _columns([(f"search {words}", about) for words, about in EXAMPLES], width, 46)
    yield ""
    headings = {first: heading for heading, first in _GROUPS.items()}
    for option in shells.together(shells.options(parser())):
        if heading := headings.get(option.flags[0]):
            yield f"{heading}:"
        yield from _columns([(f"{', '.join(option.flags)} {option.value}".rstrip(), option.help)], width, 29)
    yield from ("", *textwrap.wrap(f"{EXIT_CODES} More: man search", width))


def _columns(rows: list[tuple[str, str]], width: int, left: int) -> Iterator[str]:
    """Two columns; where they do not fit, the second below the first."""
    for one, other in rows:
        beside = len(one) <= left - 3 and left + len(other) <= width
        if beside:
            yield f"  {one:<{left - 2}}{other}"
        else:
            yield from textwrap.wrap(one, width, initial_indent="  ", subsequent_indent="    ")
            yield from textwrap.wrap(other, width, initial_indent="      ", subsequent_indent="      ")


def split(given: list[str]) -> tuple[list[str], list[str]]:
    """The flags, each joined to its value, and the words of the query: `-syria` is one of them.

    >>> split(["obama", "-syria", "--limit", "5", "--", "--json"])
    (['--limit=5'], ['obama', '-syria', '--json'])
    """
    flags: list[str] = []
    words: list[str] = []
    left = iter(given)
    for one in left:
        name, _, value = one.partition("=")
        if one == "--":
            words += left
        elif one == "-h":
            flags.append("--help")
        elif one == "-0":
            flags.append(one)
        elif not one.startswith("--") or one.startswith("---"):
            words.append(one)
        elif name not in _OPTIONS:
            raise SettingsError(f"There is no option {name}. See search --help, or put -- before the query.")
        elif _OPTIONS[name].get("action") == "store_true" or value or one.endswith("="):
            flags.append(one)
        else:
            following = next(left, None)
            if following is None:
                value = _OPTIONS[name].get("metavar") or _either(_OPTIONS[name]["choices"])
                raise SettingsError(f"{name} needs a value: {name} {value}")
            flags.append(f"{name}={following}")
    for flag in flags:
        name, equals, value = flag.partition("=")
        if equals and _OPTIONS[name].get("action") == "store_true":
            raise SettingsError(f"{name} takes no value. Leave out: ={value}")
        if value not in (choices := _OPTIONS[name].get("choices", (value,))):
            raise SettingsError(f"{name} may be {_either(choices)}, not “{value}”.")
        if _OPTIONS[name].get("type") is int and not re.fullmatch("[0-9]{1,18}", value):
            raise SettingsError(f"{name} must be a number from 0 on, not “{value}”.")
    return flags, words


def _either(choices: Sequence[str]) -> str:
    return f"{', '.join(choices[:-1])} or {choices[-1]}"


def question(text: str, options: argparse.Namespace) -> Query:
    """The question that the flags and the words ask."""
    return Query(
        text=text,
        filters=tuple((name, value) for name in FILTERS for value in getattr(options, name) or ()),
        since=options.since or "",
        until=options.until or "",
        like=options.like or "",
        sort=options.sort,
        limit=0 if options.count else 10 if options.limit is None else options.limit,
        offset=options.offset,
        quotes=options.quotes,
        match=options.match,
        group=not (options.no_group or options.batch),  # a batch lists articles, as exports do
        facets=SHOWN if options.facets else (),
    )


def values(text: str, options: argparse.Namespace) -> Query:
    """The question for the values of one facet under everything else that is asked."""
    if options.csv or options.ris or options.bibtex or options.ids:
        raise SettingsError("--values are printed as text, or with --json or --jsonl. Leave out the other format.")
    name, _, words = options.values.partition(":")
    wanted = Values(words, options.offset, options.limit)
    asked = question(text, options)
    return dataclasses.replace(asked, facets=(name,), values=wanted, limit=0, offset=0, passages=False)


def _say(notices: Iterable[str], options: argparse.Namespace) -> None:
    """Tell of what was taken otherwise, where it disturbs no output."""
    terminal = _terminal(sys.stderr, options.color)
    for notice in notices:
        print(show.notice(notice, terminal), file=sys.stderr)


def _values(results: Results, options: argparse.Namespace) -> int:
    (facet,) = results.facets
    _say(results.notices, options)
    if options.count:
        print(facet.total)
    elif options.json:
        print(show.as_json(results))
    else:
        for line in show.values_as_lines(facet) if options.jsonl else show.values_as_text(facet):
            print(line)
    return 0 if facet.total else 1


def _print(results: Results, options: argparse.Namespace) -> int:
    plain = not (options.json or options.count)
    terminal = _terminal(sys.stdout, options.color)
    _say(results.notices, options)
    if options.count:
        print(results.total)
    elif options.json:
        print(show.as_json(results))
    if plain and options.explain:
        print(" ".join(part.text for part in results.explained), end="\n\n")
    if plain:
        if not results.total:
            print("Nothing found.", file=sys.stderr)
        _say(show.advice(results), options)
        for line in show.as_text(results, terminal, options.offset):
            print(line)
    return 0 if results.total else 1


def _export(query: Query, location: str, options: argparse.Namespace) -> int:
    """Write all hits, or as many as --limit says, as they come from the index."""
    from search import export  # here and below: a question for people does without

    formats = [name.strip("-") for name in EXPORTS if getattr(options, "ids" if name == "-0" else name.strip("-"))]
    if len(formats) > 1 or options.json:
        raise SettingsError(f"Give one of {', '.join(('--json', *EXPORTS))}: each is a format of its own.")
    if options.fields is not None and formats[0] not in ("csv", "jsonl"):
        raise SettingsError(_FIELDS_ARE_FOR)
    if options.facets:
        raise SettingsError("An export has no counts of facets. Leave out --facets, or give --json instead.")
    names = export.columns(options.fields, query.quotes)
    results = find(dataclasses.replace(query, limit=0, facets=()), location)
    _say(results.notices, options)
    if options.count:
        print(results.total)
        return 0 if results.total else 1
    passages = formats == ["jsonl"] if options.fields is None else "passages" in names
    hits = every(dataclasses.replace(query, passages=passages), location, limit=options.limit)
    writers = {
        "csv": lambda: export.as_csv(hits, names),
        "jsonl": lambda: export.as_jsonl(hits, names if options.fields is not None else None),
        "ris": lambda: export.as_ris(hits),
        "bibtex": lambda: export.as_bibtex(hits),
        "0": lambda: export.as_ids(hits),
    }
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(newline="")  # CSV and RIS end their lines with CR LF on every system
    for line in writers[formats[0]]():
        sys.stdout.write(line)
    return 0 if results.total else 1


def _cite(options: argparse.Namespace, location: str) -> int:
    """Say how to cite a quotation or an article."""
    from search import cite
    from search.find import article, quotation

    said = quotation(location, options.cite)
    about = said[0] if said else article(location, options.cite)
    if about is None:
        raise QueryError(f"There is no article and no quotation “{options.cite}” in this index.")
    cited = cite.citation(about, said[1] if said else None, date.today())
    if options.json:
        print(json.dumps({"version": VERSION} | cited, ensure_ascii=False))
    else:
        print(
            cited["ris" if options.ris else "bibtex" if options.bibtex else "text"],
            end="" if options.ris or options.bibtex else "\n",
        )
    return 0


def _batch(options: argparse.Namespace, location: str) -> int:
    """Answer each line; a query that cannot be understood is answered with its error, and the run goes on."""
    if options.csv or options.ris or options.bibtex or options.ids or options.cite is not None:
        raise SettingsError("--batch prints a JSON document a line. Leave out the other format.")
    for id, tab, text in _lines(options.batch):
        try:
            if not tab:
                raise QueryError("Each line is an id, a tab and a query. There is no tab in this one.")
            answer = find(question(text, options), location).to_dict()
        except QueryError as error:
            answer = {"error": _error(error)}
        print(json.dumps({"query_id": id} | answer, ensure_ascii=False))
    return 0


def _lines(name: str) -> Iterator[tuple[str, str, str]]:
    try:
        with nullcontext(sys.stdin) if name == "-" else Path(name).open(encoding="utf-8", errors="replace") as lines:
            for line in lines:
                if line.strip():
                    yield line.rstrip("\r\n").partition("\t")
    except OSError as error:
        raise SettingsError(f"{name} cannot be read ({error.strerror}). Give a file: --batch FILE") from error


def _complain(error: DatelineError, text: str, as_json: bool) -> None:
    """One sentence, and under the query a caret where the trouble starts."""
    terminal = _terminal(sys.stderr, "auto")
    print(show.notice(f"search: {error}", terminal), file=sys.stderr)
    column = getattr(error, "column", None)
    if column is not None and text:
        for line in show.pointed(text, column, terminal):
            print(line, file=sys.stderr)
    if as_json:
        print(json.dumps({"version": VERSION, "error": _error(error)}, ensure_ascii=False))


def _error(error: DatelineError) -> dict[str, Any]:
    column = {"column": error.column} if isinstance(error, QueryError) and error.column is not None else {}
    return {"type": type(error).__name__, "message": str(error)} | column


def _terminal(stream: TextIO, color: str) -> show.Terminal:
    tty = stream.isatty() and os.environ.get("TERM") != "dumb"
    colored = color == "always" or (color == "auto" and tty and not os.environ.get("NO_COLOR"))
    return show.Terminal(shutil.get_terminal_size((80, 24)).columns, colored, links=tty and color != "never")


def _version() -> str:
    from importlib.metadata import PackageNotFoundError, version  # 20 ms, for this line alone

    try:
        return f"search {version('dateline-search')}"
    except PackageNotFoundError:  # run from a checkout
        return "search (not installed)"
