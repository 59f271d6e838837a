"""Writes the manual pages in docs/man from the options of the commands and the table of docs/queries.md.

    python tools/manual.py

`pip install` puts them where `man search` finds them.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

import index.cli  # noqa: E402
import search.cli  # noqa: E402
import web.cli  # noqa: E402
from index import shells  # noqa: E402

DATE = "2026-11-27"  # of these words; the options are of any day
PARSERS = {parser.prog: parser for parser in (search.cli.parser(), index.cli.parser(), web.cli.parser())}
NAMES = {
    "search": "find news articles and quotations: who said what, where and when",
    "search-index": "build and keep the index of a folder of news articles",
    "search-web": "serve an index of news articles in a browser",
}
SYNOPSES = {
    "search": ["[QUERY…] [options]", "--batch FILE [options]", "--values FACET[:WORD] [QUERY…] [options]"],
    "search-index": ["COMMAND [PATH…] [options]"],
    "search-web": ["[options]"],
}
EXIT = {
    "search": {0: "Something was found; with --batch, the run went through.", 1: "Nothing was found.", 2: "Error."},
    "search-index": {
        0: "Done.",
        1: "The index is damaged (check).",
        2: "Error; status: there is no index.",
        3: "Too many files were refused; nothing was published.",
        75: "Another run is writing. (EX_TEMPFAIL: a mailer or cron may try again.)",
    },
    "search-web": {0: "Ended.", 2: "Error."},
}
INTERRUPTED = {130: "Interrupted."}
ENVIRONMENT = {
    "DATELINE_INDEX": "The index where --index is not given. Every setting has such a variable.",
    "NO_COLOR": "Where it is set, nothing is colored unless --color always is given.",
    "COLUMNS": "The width to print for.",
    "TERM": "Where it is dumb, nothing is colored or linked.",
}
FILES = {
    "~/.local/share/dateline/index": "The index, unless another is named.",
    "./dateline.toml, ~/.config/dateline/dateline.toml": "Settings, where neither a flag nor the environment has them.",
    "~/.config/dateline/corrections.txt": "Aliases and corrections of speakers.",
}


COMPLETIONS = {
    "bash": "NAME --completions bash > ~/.local/share/bash-completion/completions/NAME",
    "zsh": "NAME --completions zsh > FOLDER/_NAME, in a folder of $fpath",
    "fish": "NAME --completions fish > ~/.config/fish/completions/NAME.fish",
}


def page(name: str) -> str:
    """The manual page of a command, in the man macros of roff."""
    return "\n".join(_lines(name)) + "\n"


def _lines(name: str) -> Iterator[str]:
    parser = PARSERS[name]
    yield '.\\" Written by tools/manual.py'
    yield f'.TH {name.upper()} 1 {DATE} Dateline "Dateline manual"'
    yield from (".SH NAME", f"{_text(name)} \\- {_text(NAMES[name])}", ".SH SYNOPSIS")
    for number, synopsis in enumerate(SYNOPSES[name]):
        yield from (*[".br"] * bool(number), f".B {_text(name)}", _text(synopsis))
    yield ".SH DESCRIPTION"
    if name == "search":
        yield _text("Searches an index of news articles, and of the quotations in them.")
        yield from (".PP", "What is not an option is the query; so is anything behind")
        yield from (".BR \\-\\- .", "A query without words lists everything, newest first.")
        yield "A minus before a word leaves it out."
        yield "In a shell, quotation marks, parentheses and * need quotes of their own."
        yield from (".SH QUERIES", *_queries())
    else:
        yield _text((parser.description or "").splitlines()[0].replace("`", ""))
    if commands := shells.commands(parser):
        yield ".SH COMMANDS"
        for command, (inner, about) in commands.items():
            yield from (f".SS {command}", f"{_text(about[0].upper() + about[1:])}.", *_options(inner))
    yield from (".SH OPTIONS", *_options(parser))
    yield from (".SH EXIT STATUS", *_terms({str(code): about for code, about in (EXIT[name] | INTERRUPTED).items()}))
    if name == "search":
        yield ".SH EXAMPLES"
        yield from _terms(
            {f"search {words}": f"{about[0].upper()}{about[1:]}." for words, about in search.cli.EXAMPLES}
        )
    yield from (".SH COMPLETIONS", *_terms({shell: how.replace("NAME", name) for shell, how in COMPLETIONS.items()}))
    yield from (".SH ENVIRONMENT", *_terms(ENVIRONMENT))
    yield from (".SH FILES", *_terms(FILES))
    others = ", ".join(f"\\fB{_text(other)}\\fR(1)" for other in PARSERS if other != name)
    yield from (".SH SEE ALSO", others)


def _options(parser: argparse.ArgumentParser) -> Iterator[str]:
    for option in shells.together(shells.options(parser)):
        flags = ", ".join(f"\\fB{_text(flag)}\\fR" for flag in option.flags)
        yield from (".TP", flags + (f" \\fI{_text(option.value)}\\fR" if option.value else ""))
        yield _text(f"{option.help[:1].upper()}{option.help[1:]}.")


def _queries() -> Iterator[str]:
    """The rows of the first table of docs/queries.md, which tests run."""
    for row in re.findall(r"^\| (`.*) \| (.*) \|$", (ROOT / "docs/queries.md").read_text(encoding="utf-8"), re.M):
        typed, meant = (re.sub(r"`([^`]*)`|\*(\w[^*]*)\*", lambda match: match[1] or match[2], cell) for cell in row)
        yield from (".TP", f"\\fB{_text(typed)}\\fR", _text(f"{meant[0].upper()}{meant[1:].rstrip('.')}."))


def _terms(terms: dict[str, str]) -> Iterator[str]:
    for term, about in terms.items():
        yield from (".TP", f"\\fB{_text(term)}\\fR", _text(about))


def _text(text: str) -> str:
    """A text as roff reads it: what it would take for its own is escaped."""
    text = (
        text.replace("\\", "\\e").replace("-", "\\-").replace("'", "\\(aq").replace("^", "\\(ha").replace("~", "\\(ti")
    )
    return f"\\&{text}" if text.startswith(".") else text


if __name__ == "__main__":
    for name in PARSERS:
        (ROOT / "docs/man" / f"{name}.1").write_text(page(name), encoding="utf-8")
