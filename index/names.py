"""Which names are one speaker's: a small value that every engine applies while it reads.

An engine stores each name as the article has it. When it answers, it counts `canonical(name)` in facets, takes the
variants of what a filter `means`, and asks search/engines/spellings.py whom the words of a question mean.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import Any, Self

from index.tokens import fold, folded_words

_INITIALS = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]?|[^\W\d_]")


@dataclass(frozen=True)
class Names:
    """The names of an archive that stand for another one, each with the rule that tells so (people.py)."""

    merged: Mapping[str, tuple[str, str]] = field(default_factory=dict)  # name → (canonical name, rule)

    def canonical(self, name: str) -> str:
        """The name that stands for a speaker, given one as an article has it."""
        found = self.merged.get(name)
        return found[0] if found else name

    def variants(self, name: str) -> tuple[str, ...]:
        """Every name of a speaker, the canonical one first; of one that nothing was merged with, itself."""
        canonical = self.canonical(name)
        return self._spelled.get(canonical, (canonical,))

    def means(self, name: str) -> str:
        """The canonical name of what somebody typed: case, accents and hyphens make no difference."""
        return self._keys.get(name_key(name), name)

    @cached_property
    def _spelled(self) -> dict[str, tuple[str, ...]]:
        spelled = defaultdict(list)
        for name, (canonical, _) in self.merged.items():
            spelled[canonical].append(name)
        return {name: (name, *sorted(others)) for name, others in spelled.items()}

    @cached_property
    def _keys(self) -> dict[str, str]:
        return {name_key(name): speaker[0] for speaker in self.speakers() for name in speaker}

    def speakers(self) -> Iterable[tuple[str, ...]]:
        """The variants of each speaker that has several."""
        return self._spelled.values()

    def to_dict(self) -> dict[str, Any]:
        """As plain values for JSON: each canonical name with its variants and their rules."""
        names: dict[str, dict[str, str]] = defaultdict(dict)
        for name, (canonical, rule) in sorted(self.merged.items()):
            names[canonical][name] = rule
        return {"names": names}

    @classmethod
    def from_dict(cls, values: dict[str, Any]) -> Self:
        """The names whose `to_dict` gave these; raises what a dictionary does for what is none."""
        return cls(
            {
                name: (canonical, rule)
                for canonical, variants in values["names"].items()
                for name, rule in variants.items()
            }
        )

    def dumps(self) -> str:
        """As JSON that can be read by people, too."""
        return json.dumps(self.to_dict(), ensure_ascii=False, indent=1)


def value_key(name: str) -> str:
    """The folded form of a name as a whole, by which a facet value is looked up.

    >>> value_key("José  María O’Brien")
    "jose maria o'brien"
    """
    return " ".join(folded_words(name)) or name.casefold()


@lru_cache(maxsize=1 << 16)
def name_key(name: str) -> str:
    """The folded form by which spellings of a name are one.

    >>> name_key("J.-P. Holm") == name_key("j. p. holm"), name_key("Anna-Lena HOLM")
    (True, 'anna lena holm')
    """
    return " ".join(name_words(name)).replace("-", " ") or name.casefold()


def name_words(name: str) -> tuple[str, ...]:
    """The folded words of a name; initials apart, what a hyphen joins together.

    >>> name_words("J.P. Holm-Berg")
    ('j', 'p', 'holm-berg')
    """
    found: list[str] = []
    for part in name.split():
        if len(part) > 1 and part.isalpha():
            found.append(fold(part))
            continue
        for piece in part.split("-") if "." in part else (part,):
            words = folded_words(piece)
            found += [char for char in words[0] if char != "."] if _INITIALS.fullmatch(piece) else ["-".join(words)]
    return tuple(word for word in found if word)
