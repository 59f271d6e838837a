"""What the user knows better: a plain text file of aliases and corrections, kept by hand, applied by every run.

    Macron = Emmanuel Macron               # one name for another, everywhere
    Anna Holm != Anna K. Holm              # never the same person
    oslo-talks-0123456789ab = Anna Holm    # who said one quotation, by its id
    oslo-talks-ba9876543210 = -            # no quotation at all

docs/corrections.md says more. `search-index read --explain` prints the line to begin with for each quotation.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from index.errors import SettingsError
from index.model import Article, Quote
from index.names import name_key

_QUOTATION = re.compile(r"(?P<article>.+)-[0-9a-f]{12}(?:-\d+)?")  # an id that identity.py makes
_COMMENT = re.compile(r"(?:^|(?<=[\s=]))#.*")
_NOBODY = frozenset("-–—")


@dataclass(frozen=True, slots=True)
class Corrections:
    """What a file of corrections says."""

    aliases: tuple[tuple[str, str], ...] = ()  # a name, and the one that stands for it; chains are followed
    apart: tuple[tuple[str, str], ...] = ()  # two that are never one person
    quotations: Mapping[str, str | None] = field(default_factory=dict)  # id → speaker; None: no quotation

    @property
    def lines(self) -> tuple[str, ...]:
        """The same as lines of such a file, in a fixed order: two files that say the same have the same lines."""
        said = {f"{one} = {other}" for one, other in self.aliases} | {f"{a} != {b}" for a, b in self.apart}
        return tuple(sorted(said | {f"{id} = {speaker or '-'}" for id, speaker in self.quotations.items()}))


NONE = Corrections()


def load(path: str) -> Corrections:
    """The corrections of a file ("" is none); raises SettingsError naming file, line and what is wrong."""
    if not path:
        return NONE
    try:
        content = Path(path).read_bytes()
    except OSError as error:
        raise SettingsError(f"The corrections in {path} cannot be read ({error.strerror}).") from error
    try:
        return parse(content.decode("utf-8-sig"), path)
    except UnicodeDecodeError as error:
        number = content.count(b"\n", 0, error.start) + 1
        raise SettingsError(f"{path}:{number}: this is not UTF-8. Save the file as UTF-8.") from error


def parse(text: str, where: str = "corrections") -> Corrections:
    """The corrections of a text; raises SettingsError.

    >>> parse("Holm = Anna Holm  # the envoy").aliases
    (('Holm', 'Anna Holm'),)
    """
    said: dict[str, tuple[str, int]] = {}  # left side's key → right side, number of the line
    names: dict[str, str] = {}  # key → as written on the left
    apart: list[tuple[str, str, int]] = []
    quotations: dict[str, str | None] = {}
    for number, line in enumerate(re.split(r"\r\n?|\n", text), 1):
        line = _COMMENT.sub("", line).strip()
        if not line:
            continue
        left, sign, right = _split(line, where, number)
        if sign == "!=":
            apart.append((left, right, number))
            continue
        key = left if _QUOTATION.fullmatch(left) else name_key(left)
        if key in said and said[key][0] != right:
            raise _bad(where, number, f"line {said[key][1]} says something else of {left}. Keep one of the two")
        said[key] = (right, number)
        if key is left and _QUOTATION.fullmatch(left):
            quotations[left] = None if right in _NOBODY else right
        else:
            names[key] = left
    aliases = tuple((name, _end(key, said, where)) for key, name in names.items())
    one_person = {name_key(alias): name_key(name) for alias, name in aliases}
    for one, other, number in apart:
        keys = {one_person.get(name_key(name), name_key(name)) for name in (one, other)}
        if len(keys) == 1:
            raise _bad(where, number, f"{one} and {other} are one name, or another line makes them one")
    return Corrections(aliases, tuple((one, other) for one, other, _ in apart), quotations)


def applied(article: Article, corrections: Corrections) -> Article:
    """An article with its quotations corrected; it has its ids already."""
    if not corrections.quotations or not any(quote.id in corrections.quotations for quote in article.quotes):
        return article
    said = corrections.quotations
    kept = [quote for quote in article.quotes if said.get(quote.id, quote.id) is not None]
    return replace(
        article, quotes=tuple(_said_by(said[one.id] or "", one, kept) if one.id in said else one for one in kept)
    )


def articles(lines: Iterable[str]) -> set[str]:
    """The ids of the articles whose quotations these lines correct."""
    found = (_QUOTATION.fullmatch(line.partition(" = ")[0]) for line in lines)
    return {match["article"] for match in found if match}


def _said_by(speaker: str, quote: Quote, others: Iterable[Quote]) -> Quote:
    """A quotation given to another speaker, with what the article tells of them elsewhere."""
    known = next((other for other in others if other.speaker == speaker), None)
    return replace(
        quote,
        speaker=speaker,
        speaker_text=quote.speaker_text if quote.speaker == speaker else None,
        speaker_start=quote.speaker_start if quote.speaker == speaker else None,
        speaker_end=quote.speaker_end if quote.speaker == speaker else None,
        speaker_type=known.speaker_type if known else "person",
        role=known.role if known else None,
        rule="corrected",
        resolution="name",
        confidence=1.0,
    )


def _split(line: str, where: str, number: int) -> tuple[str, str, str]:
    """Left side, sign and right side of a line; raises SettingsError for what is no correction."""
    quotation = re.match(rf"{_QUOTATION.pattern}(?=\s*(?:!?=))", line)  # an id may hold a sign itself
    at = quotation.end() if quotation else 0
    found = re.search(r"!?=", line[at:])
    left, right = (line[: at + found.start()].strip(), line[at + found.end() :].strip()) if found else (line, "")
    if found is None or not left or not right:
        raise _bad(where, number, f"“{line}” is no correction. Write NAME = NAME, NAME != NAME or QUOTATION-ID = NAME")
    is_quotation = _QUOTATION.fullmatch(left) is not None
    if not is_quotation and re.search("[=]", right):
        raise _bad(where, number, "there is more than one sign in this line. Write a line for each correction")
    if (is_quotation and found[0] == "!=") or _QUOTATION.fullmatch(right):
        raise _bad(where, number, "a quotation has its id on the left, then = and a name. Write: QUOTATION-ID = NAME")
    if right in _NOBODY and (not is_quotation or found[0] == "!="):
        raise _bad(where, number, f"“-” takes out a quotation, and {left} is no id of one. Write a name on both sides")
    left, right = left if is_quotation else " ".join(left.split()), " ".join(right.split())
    if not (is_quotation or left.isprintable()) or not right.isprintable():
        raise _bad(where, number, "there are characters in this line that no name has. Write it anew")
    return left, found[0], right


def _end(key: str, said: Mapping[str, tuple[str, int]], where: str) -> str:
    """The name at the end of a chain of aliases; raises SettingsError where it has none."""
    passed = [key]
    while True:
        name, number = said[passed[-1]]
        following = name_key(name)
        if following == passed[-1] or following not in said:
            return name
        if following in passed:
            raise _bad(where, number, f"the names lead in a circle, back to {name}. Take out one of the lines")
        passed.append(following)


def _bad(where: str, number: int, why: str) -> SettingsError:
    return SettingsError(f"{where}:{number}: {why}.")
