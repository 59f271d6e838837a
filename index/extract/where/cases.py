"""Names of places brought back to how the gazetteer has them: "Києва" is Київ, "والقاهرة" is القاهرة."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain, product

SHORTEST = 3  # letters of a stem
# Endings of Ukrainian and Russian names in other cases, the longest first, and what may stand for them in the first.
_ENDINGS = (
    (("ами", "ями", "ах", "ях", "ам", "ям"), ("и", "і", "ы")),
    (("ого", "его", "ому", "ему"), ("ий", "ый", "ой", "ое", "е")),
    (("ою", "ею", "єю", "ой", "ей", "ій"), ("а", "я", "ая")),
    (("ом", "ем", "єм", "ові", "еві"), ("", "о", "ь", "й", "ий", "ый", "ой", "ів", "їв")),
    (("у", "ю"), ("", "а", "я", "о")),
    (("а", "я"), ("", "о", "ь", "й")),
    (("і", "ї", "и", "ы", "е"), ("а", "я", "", "о", "ь")),
)
_PREFIXES = "وفبلك"  # "and", "so", "in", "to", "like", written together with the name in Arabic


def nominatives(name: str) -> Iterator[str]:
    """What a key may be the key of, in another case or with a prefix; nothing for Latin letters.

    >>> "київ" in nominatives("києва"), "москва" in nominatives("москве"), list(nominatives("oslo"))
    (True, True, [])
    >>> "нижний новгород" in nominatives("нижнем новгороде"), "ростов на дону" in nominatives("ростове на дону")
    (True, True)
    """
    if name < "\u0400":
        return
    if name < "\u0530":
        first, *rest = name.split()
        yield from _declined(name)
        if len(rest) == 1:
            yield from map(" ".join, product(_declined(first), chain(rest, _declined(rest[0]))))
        elif rest:
            yield from (" ".join((each, *rest)) for each in _declined(first))
    elif name[0] in _PREFIXES and len(name) > SHORTEST + 1:
        yield name[1:]
        if name.startswith("لل"):
            yield "ال" + name[2:]


def _declined(name: str) -> Iterator[str]:
    """What a Cyrillic word may be in the nominative."""
    for endings, others in _ENDINGS:
        ending = next((ending for ending in endings if name.endswith(ending)), None)
        if ending and len(name) - len(ending) >= SHORTEST:
            stem = name.removesuffix(ending)
            yield from (stem + other for other in others)
            yield from (stem[:-2] + now for then, now in (("ов", "ів"), ("єв", "їв")) if stem.endswith(then))
            return
