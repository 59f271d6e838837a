"""Whom a name in a question means: every spelling of each speaker one of whose spellings it matches.

Engines ask this beside what they find in the names as written, so that `speaker:anna` finds an article that says
"Holm" alone where the archive knows Holm to be Anna Holm.
"""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property

from index.names import Names
from index.tokens import fold, folded_words
from search.engines.names import places
from search.query import Exact, Phrase, Tree, Word

Spelled = tuple[str, ...]  # the names of one speaker


class Spellings:
    """The names of an archive that stand for others, by their words."""

    def __init__(self, names: Names) -> None:
        self.names = names

    @cached_property
    def _words(self) -> dict[Spelled, list[list[str]]]:
        """The speakers that have several names, with the words of each."""
        return {speaker: [folded_words(name) for name in speaker] for speaker in self.names.speakers()}

    @cached_property
    def _by_word(self) -> dict[str, set[Spelled]]:
        found = defaultdict(set)
        for speaker, names in self._words.items():
            for word in (word for words in names for word in words):
                found[word].add(speaker)
        return dict(found)

    def matching(self, tree: Tree) -> list[str]:
        """Every spelling of the speakers that a part of a question matches, in order."""
        if not self.names.merged:
            return []
        speakers = set(self._words)
        if isinstance(tree, Word | Exact | Phrase):
            words = tree.parts if isinstance(tree, Phrase) else (tree.text,)
            speakers = set.intersection(*(self._by_word.get(fold(word), set()) for word in words))
        found = {speaker for speaker in speakers if any(places(tree, words) for words in self._words[speaker])}
        return [name for speaker in sorted(found) for name in speaker]


NO_SPELLINGS = Spellings(Names())
