"""What is asked: the tree that a query text means, and the whole question with its filters.

`str(tree)` is query text that parses back to the same tree. Words are kept as they were typed; the engines fold them.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal, Self, TypeAlias

from index.tokens import tokens
from search.limits import FACET_VALUES

Sort = Literal["best", "newest", "oldest"]
Match = Literal["all", "most", "any"]

UNDATED = "undated"  # the value of a date that is not known
CONNECTIVES = ("and", "or")  # ordinary words that are dropped between two others
SAME = "same"  # a word that may say that two others are in one paragraph


@dataclass(frozen=True, slots=True)
class Word:
    """A word, its inflections included."""

    text: str

    def __str__(self) -> str:
        return f"({self.text})" if self.text in CONNECTIVES or self.text.lower() == SAME else self.text


@dataclass(frozen=True, slots=True)
class Exact:
    """A word as it stands; in a key field, the whole value."""

    text: str

    def __str__(self) -> str:
        return f'"{self.text}"'


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words side by side: exactly these, or, in a compound such as red-line, their inflections too."""

    parts: tuple[str, ...]
    exact: bool = True

    def __str__(self) -> str:
        if self.exact:
            return f'"{" ".join(self.parts)}"'
        joined = "".join(self.parts)  # scripts without blanks
        again = tuple(joined[token.start : token.end] for token in tokens(joined))
        return joined if again == self.parts else "-".join(self.parts)


@dataclass(frozen=True, slots=True)
class Prefix:
    """Every word that begins so."""

    text: str

    def __str__(self) -> str:
        return f"{self.text}*"


@dataclass(frozen=True, slots=True)
class Wildcard:
    """Every word of this shape: `*` for any letters, `?` for one; at the end, `?` may be a mere question mark."""

    pattern: str

    def __str__(self) -> str:
        return self.pattern


@dataclass(frozen=True, slots=True)
class Fuzzy:
    """Every word within so many edits, a swap of neighbours being one."""

    text: str
    edits: int = 1

    def __str__(self) -> str:
        return f"{self.text}~{'' if self.edits == 1 else self.edits}"


@dataclass(frozen=True, slots=True)
class Near:
    """Words or phrases with at most `distance` words between one and the next; None: in one paragraph."""

    parts: tuple[Tree, ...]
    distance: int | None
    ordered: bool = False

    def __str__(self) -> str:
        between = f" {'pre' if self.ordered else 'w'}/{'p' if self.distance is None else self.distance} "
        return between.join(_within(part, Not, Near, And, Or) for part in self.parts)


@dataclass(frozen=True, slots=True)
class Often:
    """Something that stands at least so many times in a document."""

    count: int
    part: Tree

    def __str__(self) -> str:
        return f"atleast{self.count}/{_within(self.part, Not, Near, Often, And, Or)}"


@dataclass(frozen=True, slots=True)
class Range:
    """Dated from one day to another, both included; None is an open end."""

    since: date | None
    until: date | None

    def __str__(self) -> str:
        if self.since is None or self.until is None:
            return f"until:{self.until}" if self.until else f"since:{self.since}" if self.since else "date:*"
        return f"date:{day_range(self.since, self.until)}"


@dataclass(frozen=True, slots=True)
class Undated:
    """Without a date."""

    def __str__(self) -> str:
        return f"date:{UNDATED}"


@dataclass(frozen=True, slots=True)
class Field:
    """A condition on one field."""

    name: str
    part: Tree

    def __str__(self) -> str:
        text = self.part.text if isinstance(self.part, Word) else _within(self.part, Not, Near, Often, And, Or)
        return f"{self.name}:{text}"


@dataclass(frozen=True, slots=True)
class And:
    """All of these."""

    parts: tuple[Tree, ...]

    def __str__(self) -> str:
        return " ".join(_within(part, And, Or) for part in self.parts)


@dataclass(frozen=True, slots=True)
class Or:
    """Any of these."""

    parts: tuple[Tree, ...]

    def __str__(self) -> str:
        return " OR ".join(_within(part, Or) for part in self.parts)


@dataclass(frozen=True, slots=True)
class Not:
    """Everything but this."""

    part: Tree

    def __str__(self) -> str:
        return f"-{_within(self.part, Not, Near, And, Or, Together)}"


@dataclass(frozen=True, slots=True)
class AtLeast:
    """At least so many of these."""

    count: int
    parts: tuple[Tree, ...]

    def __str__(self) -> str:
        return f"atleast/{self.count}({And(self.parts)})"


@dataclass(frozen=True, slots=True)
class Together:
    """Conditions that hold of one quotation: who said it (`speaker`) and what it says (`quote`)."""

    parts: tuple[Field, ...]

    def __str__(self) -> str:
        said = (Field("said", part.part) if part.name == "quote" else part for part in self.parts)
        return " ".join(str(part) for part in said)


@dataclass(frozen=True, slots=True)
class Everything:
    """All there is; in a field, whatever has a value there."""

    def __str__(self) -> str:
        return "*"


Leaf: TypeAlias = Word | Exact | Phrase | Prefix | Wildcard | Fuzzy
Tree: TypeAlias = Leaf | Near | Often | Range | Undated | Field | And | Or | Not | AtLeast | Together | Everything


def all_of(parts: Iterable[Tree]) -> Tree:
    """The conjunction of these, as flat as can be; of none, Everything."""
    flat: list[Tree] = []
    for part in parts:
        flat += part.parts if isinstance(part, And) else () if isinstance(part, Everything) else (part,)
    if not flat:
        return Everything()
    return flat[0] if len(flat) == 1 else And(tuple(flat))


def any_of(parts: Iterable[Tree]) -> Tree:
    """The disjunction of these, as flat as can be; there must be one."""
    flat: list[Tree] = []
    for part in parts:
        flat += part.parts if isinstance(part, Or) else (part,)
    return flat[0] if len(flat) == 1 else Or(tuple(flat))


def day_range(since: date, until: date) -> str:
    """The days from one to another in the shortest form that is read back as the same.

    >>> day_range(date(2012, 8, 1), date(2012, 8, 31)), day_range(date(2012, 8, 1), date(2012, 8, 2))
    ('2012-08', '2012-08-01..2012-08-02')
    """
    if since == until:
        return str(since)
    following = until + timedelta(days=1) if until < date.max else None
    if since.day == 1 and (following is None or following.day == 1):
        if (since.year, since.month) == (until.year, until.month):
            return f"{since.year:04}-{since.month:02}"
        if (since.month, until.month) == (1, 12) and since.year == until.year:
            return f"{since.year:04}"
    return f"{since}..{until}"


@dataclass(frozen=True, slots=True)
class Values:
    """Which values of the facets that are counted are wanted: those with words that begin so, from which on, how many.

    Without a `limit` they are as many as a reader can look through, and those that are filters now.
    """

    find: str = ""
    offset: int = 0
    limit: int | None = None

    @property
    def most(self) -> int:
        """How many."""
        return FACET_VALUES if self.limit is None else self.limit

    @property
    def foremost(self) -> bool:
        """Whether they begin with the first of all; those that are filters now are among them then."""
        return not self.find and not self.offset


FIRST_VALUES = Values()


@dataclass(frozen=True, slots=True)
class Query:
    """The whole question, as texts: it is what a page's address holds and each link of a page is made from.

    A filter is a field's name and a value of its facet, with a minus before one that is excluded. Values of one
    field are alternatives; filters of different fields all hold, and so do `since` and `until`, dates in any form
    the query language knows.
    """

    text: str = ""
    filters: tuple[tuple[str, str], ...] = ()
    since: str = ""
    until: str = ""
    like: str = ""  # the id of an article that others are to be like
    sort: Sort | None = None  # None: best, or newest where the text asks for nothing in particular
    limit: int = 10
    offset: int = 0
    quotes: bool = False  # ask for quotations, not articles
    match: Match = "all"  # how many of the words are required
    facets: tuple[str, ...] = ()  # the names of those to count
    values: Values = FIRST_VALUES  # which of their values
    passages: bool = True  # show places of the texts and quotations that match
    group: bool = True  # let one article stand for its near copies

    def adding(self, name: str, value: str) -> Self:
        """This question with one more filter, from the first hit on; of a year and a month in it the later stays."""
        kept = [pair for pair in self.filters if pair != (name, value)]
        if name == "date":
            kept = [(other, day) for other, day in kept if other != name or not _nested(day, value)]
        return dataclasses.replace(self, filters=(*kept, (name, value)), offset=0)

    def without(self, name: str, value: str | None = None) -> Self:
        """This question without a filter, or without all of that name (`since`, `until` and `like` are such names)."""
        if name == "since":
            return dataclasses.replace(self, since="", offset=0)
        if name == "until":
            return dataclasses.replace(self, until="", offset=0)
        if name == "like":
            return dataclasses.replace(self, like="", offset=0)
        kept = tuple(pair for pair in self.filters if pair[0] != name or value not in (None, pair[1]))
        return dataclasses.replace(self, filters=kept, offset=0)


def _within(part: Tree, *looser: type) -> str:
    """The text of a part inside another, in parentheses where it would bind looser."""
    several = isinstance(part, Together) and len(part.parts) > 1 and And in looser
    return f"({part})" if several or isinstance(part, looser) else str(part)


def _nested(one: str, other: str) -> bool:
    return one.startswith(f"{other}-") or other.startswith(f"{one}-")
