"""What was understood: the question as one sentence, in parts that can be removed."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator

from search.query import (
    And,
    AtLeast,
    Everything,
    Exact,
    Field,
    Fuzzy,
    Near,
    Not,
    Often,
    Or,
    Phrase,
    Prefix,
    Query,
    Range,
    Together,
    Tree,
    Undated,
    Wildcard,
    Word,
    all_of,
    day_range,
)

# How a condition on a field is said of an article; the others are said by their names.
_FIELDS = {
    "speaker": "quoting {}",
    "place": "from or about {}",
    "title": "with {} in the title",
    "body": "with {} in the text",
    "quote": "with {} in quotations",
    "outlet": "published by {}",
    "author": "written by {}",
    "language": "in {}",
    "topic": "on the topic {}",
    "date": "dated {}",
    "site": "on {}",
}
LANGUAGES = {  # ISO 639-1; others are called by their code
    "ar": "Arabic", "bg": "Bulgarian", "ca": "Catalan", "cs": "Czech", "da": "Danish", "de": "German", "el": "Greek",
    "en": "English", "es": "Spanish", "et": "Estonian", "fa": "Persian", "fi": "Finnish", "fr": "French",
    "he": "Hebrew", "hi": "Hindi", "hu": "Hungarian", "id": "Indonesian", "it": "Italian", "ja": "Japanese",
    "ko": "Korean", "nl": "Dutch", "no": "Norwegian", "pl": "Polish", "pt": "Portuguese", "ro": "Romanian",
    "ru": "Russian", "sr": "Serbian", "sv": "Swedish", "th": "Thai", "tr": "Turkish", "uk": "Ukrainian",
    "vi": "Vietnamese", "zh": "Chinese",
}  # fmt: skip
_SORTS = {"newest": "newest first", "oldest": "oldest first"}
_WORDS = (Word, Exact, Phrase, Prefix, Wildcard, Fuzzy, Near, Often)


@dataclasses.dataclass(frozen=True, slots=True)
class Part:
    """Some words of the sentence, and the question without what they say (None: cannot be removed)."""

    text: str
    without: Query | None = None


def explain(query: Query, tree: Tree) -> tuple[Part, ...]:
    """The question as a sentence; its parts are to be joined with blanks.

    >>> " ".join(part.text for part in explain(Query("red -syria"), And((Word("red"), Not(Word("syria"))))))
    'Articles with red, without syria.'
    """
    said = [*_conditions(query, tree), *_filters(query)]
    if query.sort in _SORTS:
        said.append(Part(_SORTS[query.sort], dataclasses.replace(query, sort=None)))
    noun = "Quotations" if query.quotes else "Articles"
    if not said:
        return (Part(f"All {noun.lower()}."),)
    last = len(said) - 1
    ended = (Part(part.text + ("." if at == last else ","), part.without) for at, part in enumerate(said))
    return (Part(noun), *ended)


def _conditions(query: Query, tree: Tree) -> Iterator[Part]:
    """A part for each condition of the text: the words first, for they read best so."""
    parts = tree.parts if isinstance(tree, And) else () if isinstance(tree, Everything) else (tree,)
    start = {"all": "with ", "most": "with most of ", "any": "with any of "}[query.match]
    for part in sorted(parts, key=lambda part: not isinstance(part, _WORDS)):
        text = start + _noun(part) if isinstance(part, _WORDS) else _condition(part)
        start = "" if isinstance(part, _WORDS) else start
        rest = all_of(other for other in parts if other is not part)
        shorter = "" if isinstance(rest, Everything) else str(rest)
        yield Part(text, dataclasses.replace(query, text=shorter, offset=0))


def _filters(query: Query) -> Iterator[Part]:
    seen: set[tuple[str, bool]] = set()
    for name, value in query.filters:
        excluded = value.startswith("-")
        said = _of(name, value.removeprefix("-"), name + " {}")
        again = (name, excluded) in seen and not excluded
        seen.add((name, excluded))
        text = f"or {_called(name, value)}" if again else f"not {said}" if excluded else said
        yield Part(text, query.without(name, value))
    for name, value in (("since", query.since), ("until", query.until), ("like", query.like)):
        if value:
            yield Part(f"{name} {value}", query.without(name))


def _condition(tree: Tree) -> str:
    """What holds of an article, as words that follow "Articles"."""
    if isinstance(tree, Not):
        inner = tree.part
        return f"without {_noun(inner)}" if _is_noun(inner) else f"not {_condition(inner)}"
    if isinstance(tree, Field):
        if isinstance(tree.part, Everything):
            return f"with any {tree.name}"
        return _of(tree.name, _noun(tree.part), f"with {tree.name} {{}}")
    if isinstance(tree, Together):
        speakers = [_noun(part.part) for part in tree.parts if part.name == "speaker"]
        words = [_noun(part.part) for part in tree.parts if part.name == "quote"]
        return f"where {' and '.join(speakers) or 'someone'} said {' and '.join(words)}"
    if isinstance(tree, Range):
        return _dated(tree)
    if isinstance(tree, Undated):
        return "without a date"
    if isinstance(tree, And | Or) and not _is_noun(tree):
        joint = " and " if isinstance(tree, And) else " or "
        return joint.join(
            f"({_condition(part)})" if isinstance(part, And | Or) else _condition(part) for part in tree.parts
        )
    return f"with {_noun(tree)}"


def _of(name: str, value: str, otherwise: str) -> str:
    return _FIELDS.get(name, otherwise).format(_called(name, value))


def _called(name: str, value: str) -> str:
    """A value, or several joined by "or", for people."""
    return " ".join(LANGUAGES.get(word, word) for word in value.split(" ")) if name == "language" else value


def _is_noun(tree: Tree) -> bool:
    if isinstance(tree, And | Or | AtLeast):
        return all(_is_noun(part) for part in tree.parts)
    return isinstance(tree, _WORDS)


def _noun(tree: Tree) -> str:
    """What is looked for, as words that follow "with"."""
    if isinstance(tree, And | Or):
        joint = " and " if isinstance(tree, And) else " or "
        return joint.join(f"({_noun(part)})" if isinstance(part, And | Or) else _noun(part) for part in tree.parts)
    if isinstance(tree, AtLeast):
        return f"at least {tree.count} of {', '.join(map(_noun, tree.parts))}"
    if isinstance(tree, Often):
        return f"{_noun(tree.part)} at least {tree.count} times"
    if isinstance(tree, Near) and tree.distance is None:
        return (" before " if tree.ordered else " and ").join(map(_noun, tree.parts)) + " in one paragraph"
    if isinstance(tree, Near):
        between = f" at most {tree.distance} words {'before' if tree.ordered else 'from'} "
        return between.join(map(_noun, tree.parts)) if tree.distance else " right before ".join(map(_noun, tree.parts))
    if isinstance(tree, Not):
        return f"not {_noun(tree.part)}"
    if isinstance(tree, Exact) or (isinstance(tree, Phrase) and tree.exact):
        return f"“{str(tree).strip(chr(34))}”"
    if isinstance(tree, Prefix):
        return f"words that begin with {tree.text}"
    if isinstance(tree, Wildcard):
        return f"words of the shape {tree.pattern}"
    if isinstance(tree, Fuzzy):
        return f"words spelt like {tree.text}"
    if isinstance(tree, Everything):
        return "anything"
    if isinstance(tree, Word):
        return tree.text
    return str(tree) if isinstance(tree, Phrase) else _condition(tree)


def _dated(days: Range) -> str:
    if days.since and days.until:
        return f"dated {day_range(days.since, days.until)}"
    return f"since {days.since}" if days.since else f"until {days.until}" if days.until else "with a date"
