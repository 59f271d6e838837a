"""People whom an article names in several cases: one person each, called as the nominative in the article has it."""

from __future__ import annotations

from collections.abc import Container
from typing import TYPE_CHECKING

from index.extract.where.gazetteer import gazetteer
from index.extract.who.declension import nominatives
from index.extract.words import Words

if TYPE_CHECKING:
    from index.extract.who.names import People, Person

OWNERS_FROM = 300_000  # inhabitants of a city before whose name a title tells of no person


def is_place(name: str, words: Words) -> bool:
    """Whether a name is a country's or a great city's in one of its cases: the owner in "Президент Казахстана"."""
    return bool(words.cases) and any(
        entry.kind != "city" or entry.population >= OWNERS_FROM for entry in gazetteer().find(name)
    )


def known(people: People, parts: list[str], words: Words) -> list[Person]:
    """Who a name in another case may be, if the article names them in the nominative."""
    found: list[Person] = []
    for last in nominatives(parts[-1], words):
        found += [person for person in people.by_last.get(last, ()) if _agree(parts[:-1], person, words)]
    return found


def merge(people: People, attested: Container[str], words: Words) -> None:
    """Make one of those who differ in their case alone; else bring a name back to a last name that the text attests."""
    instead: dict[str, Person] = {}  # by the name in another case
    for person in list(people.by_name.values()):
        parts = person.name.split()
        others = [other for other in known(people, parts, words) if other is not person]
        if others:
            _same(people, person, others[0])
            instead[person.name] = others[0]
        elif name := _nominative(parts, attested, words):
            _rename(people, person, name)
    people.mentions[:] = [(start, end, instead.get(who.name, who)) for start, end, who in people.mentions]


def _agree(firsts: list[str], person: Person, words: Words) -> bool:
    """Whether the words before a last name are those of a person, in whatever case."""
    own = person.name.split()[:-1]
    if not firsts:
        return True
    return len(own) == len(firsts) and all(
        given == first or first in nominatives(given, words) for given, first in zip(firsts, own, strict=True)
    )


def _nominative(parts: list[str], attested: Container[str], words: Words) -> str | None:
    """A full name in the nominative, where its last name stands so in the text and its first has another case too."""
    last = next((last for last in nominatives(parts[-1], words) if last in attested), None)
    if last is None or parts[-1] in attested or len(parts) != 2:
        return None
    firsts = nominatives(parts[0], words)
    if parts[-1] == last + "а" and not any(first in attested for first in firsts):
        return None  # a woman, not the man of that name in the genitive
    woman = last[-1] in "ая"
    first = next((first for first in firsts if first in attested), None)
    first = first or next((first for first in firsts if (first[-1] in "ая") == woman), parts[0])
    return f"{first} {last}"


def _rename(people: People, person: Person, name: str) -> None:
    del people.by_name[person.name]
    people.by_last[person.name.split()[-1]].remove(person)
    person.name = name
    people.by_name[name] = person
    people.by_last[name.split()[-1]].append(person)


def _same(people: People, person: Person, other: Person) -> None:
    people.by_name[person.name] = other
    people.by_last[person.name.split()[-1]].remove(person)
    other.count += person.count
    other.gender = other.gender or person.gender
    other.role = other.role or person.role
