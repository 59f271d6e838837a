"""Names of places brought back to how the gazetteer has them: "Києва" is Київ, "والقاهرة" is القاهرة."""

from __future__ import annotations

from collections.abc import Iterator

SHORTEST = 3  # letters of a stem
# Endings of Ukrainian and Russian names in other cases, the longest first, and what may stand for them in the first.
_ENDINGS = (
    (("ою", "ею", "єю", "ой", "ей"), ("а", "я")),
    (("ом", "ем", "єм", "ові", "еві"), ("", "о", "ь", "й")),
    (("у", "ю"), ("", "а", "я", "о")),
    (("а", "я"), ("", "о", "ь", "й")),
    (("і", "ї", "и", "ы", "е"), ("а", "я", "", "о", "ь")),
)
_PREFIXES = "وفبلك"  # "and", "so", "in", "to", "like", written together with the name in Arabic


def nominatives(name: str) -> Iterator[str]:
    """What a key of one word may be the key of, in another case or with a prefix; nothing for Latin letters.

    >>> "київ" in nominatives("києва"), "москва" in nominatives("москве"), list(nominatives("oslo"))
    (True, True, [])
    """
    if name < "\u0400":
        return
    if name < "\u0530":
        for endings, others in _ENDINGS:
            ending = next((ending for ending in endings if name.endswith(ending)), None)
            if ending and len(name) - len(ending) >= SHORTEST:
                stem = name.removesuffix(ending)
                yield from (stem + other for other in others)
                yield from (stem[:-2] + now for then, now in (("ов", "ів"), ("єв", "їв")) if stem.endswith(then))
                return
    elif name[0] in _PREFIXES and len(name) > SHORTEST + 1:
        yield name[1:]
        if name.startswith("لل"):
            yield "ال" + name[2:]
