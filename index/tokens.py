"""What a word is, and a paragraph: how text is cut into tokens, folded, and brought to its inflection class.

Both halves use this one file, so that a query's words are cut as the article's were. Offsets are code points
into the text as it stands; only the keys of tokens are folded.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from index.model import Span

# Scripts written without blanks: each character is a token, a run of them a phrase.
_UNSPACED = "\u0e00-\u0e7f\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
# Belongs to the word it stands in: combining marks, Arabic vowel signs, soft hyphen, zero-width joiners.
_JOINED = "\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u064b-\u065f\u0670\u00ad\u200b-\u200d\u2060"
_LETTER = rf"(?:[^\W_{_UNSPACED}]|[{_JOINED}])"
_TOKEN = re.compile(
    rf"(?:[^\W\d_]\.)+[^\W\d_](?:\.|(?!\w))"  # U.S., z.B., U.S
    rf"|\d+(?:[.,]\d+)+(?![^\W_])"  # 3.5, 1,200
    rf"|[^\W\d_](?:\+\+|\#)(?!\w)"  # C++, C#
    rf"|(?!\d+[.,]\d){_LETTER}+(?:['’ʼ&]{_LETTER}+)*"  # words, won't, O'Brien, AT&T
    rf"|\d+|[{_UNSPACED}]"
)
# The same tokens of a text of ASCII alone, words first, in half the time.
_ASCII_TOKEN = re.compile(
    r"[A-Za-z]{2}[A-Za-z0-9]*+(?:['&][A-Za-z0-9]++)*+"
    r"|(?:[A-Za-z]\.)+[A-Za-z](?:\.|(?!\w))"
    r"|\d+(?:[.,]\d+)+(?![A-Za-z0-9])"
    r"|[A-Za-z](?:\+\+|\#)(?!\w)"
    r"|(?!\d+[.,]\d)[A-Za-z0-9]+(?:['&][A-Za-z0-9]+)*"
    r"|\d+",
    re.ASCII,
)
_POSSESSIVE = re.compile(r"['’ʼ]s?$", re.I)
_INITIALS = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]")

STEMMERS = {  # ISO 639-1 → Snowball algorithm (https://snowballstem.org/algorithms/)
    "ar": "arabic", "ca": "catalan", "da": "danish", "de": "german", "el": "greek", "en": "english",
    "es": "spanish", "et": "estonian", "eu": "basque", "fi": "finnish", "fr": "french", "ga": "irish",
    "hu": "hungarian", "hy": "armenian", "id": "indonesian", "it": "italian", "lt": "lithuanian",
    "nl": "dutch", "no": "norwegian", "pt": "portuguese", "ro": "romanian", "ru": "russian",
    "sv": "swedish", "tr": "turkish",
}  # fmt: skip

# Short words that lose their vowel before another, by the languages that write them so: l'État, dell'economia.
_ELIDING = ("ca", "fr", "it")
_ELIDED = re.compile(
    r"(?:[cdjlmnst]|(?:jus|lors|puis|quoi)?qu|un|[dn]ell|[dn]?all|sull|coll|quell|quest|bell|sant|anch|tutt)"
    r"'(?=\w{2})"
)

WRAP = 90  # characters: no line of text broken by hand is longer (agencies break at 64 to 80)
_ENDS = frozenset(".!?:…»”\"'’)]")  # of lines that end with a sentence
_LINE = re.compile(r"\S(?:[^\n]*\S)?")
_WRAPPED = re.compile(r"\S(?:[^\n]*(?:\n(?=\S)[^\n]*)*\S)?")


class Token(NamedTuple):
    """A word in its text: the folded surface form and where it stands."""

    word: str
    start: int
    end: int


def tokens(text: str, start: int = 0) -> Iterator[Token]:
    """The tokens of a text in order, from a place on where no token stands; no stop words are dropped.

    >>> [token.word for token in tokens("Zürich's red-line: AT&T, C++ and the U.S. at 3.5%")]
    ['zurich', 'red', 'line', 'at&t', 'c++', 'and', 'the', 'u.s.', 'at', '3.5']
    """
    for match in _pattern(text).finditer(text, start):
        word = fold(match[0])
        if word:
            yield Token(word, match.start(), match.end())


def folded_words(text: str) -> list[str]:
    """The folded surface forms of the tokens of a text in order.

    >>> folded_words("Anna O’Brien’s")
    ['anna', "o'brien"]
    """
    return [token.word for token in tokens(text)]


def written_words(text: str) -> list[str]:
    """The tokens of a text in order as they are written; what `fold` makes nothing of is among them."""
    return _pattern(text).findall(text)


def _pattern(text: str) -> re.Pattern[str]:
    return _ASCII_TOKEN if text.isascii() else _TOKEN


def paragraphs(text: str) -> list[Span]:
    """The paragraphs of a text in order, without the blanks around them.

    Where no line is longer than WRAP and most lines stop in the middle of a sentence, line breaks are
    layout and a paragraph ends at a blank line or before an indented one; else every line is a paragraph.
    """
    if "\r" in text:
        text = text.replace("\r\n", " \n").replace("\r", "\n")
    pattern = _WRAPPED if _wrapped(text.split("\n")) else _LINE
    return [match.span() for match in pattern.finditer(text)]


def _wrapped(lines: list[str]) -> bool:
    if len(lines) < 2 or max(map(len, lines)) > WRAP:
        return False
    followed = [line.rstrip() for line, following in pairwise(lines) if following and not following[0].isspace()]
    ends = [line[-1] for line in followed if line]
    return sum(end not in _ENDS for end in ends) * 2 > len(ends)


@lru_cache(maxsize=1 << 16)
def fold(word: str) -> str:
    """The key of a surface form: case, accents, apostrophes, the possessive 's and the stop after initials folded.

    >>> fold("Café"), fold("O’Brien’s"), fold("Київ"), fold("U.S")
    ('cafe', "o'brien", 'київ', 'u.s.')
    """
    if "." in word and _INITIALS.fullmatch(word):
        word += "."
    word = _POSSESSIVE.sub("", word).replace("’", "'").replace("ʼ", "'").casefold()
    return word if word.isascii() else unicodedata.normalize("NFC", word).translate(_FOLDING)


def inflections(word: str, languages: Iterable[str | None]) -> list[str]:
    """The inflection classes of a folded word, one a language, without repetition."""
    return list(dict.fromkeys(inflection(word, language) for language in languages))


@lru_cache(maxsize=1 << 16)
def inflection(word: str, language: str | None) -> str:
    """The key of the inflection class of a folded word: its Snowball stem.

    The key names its language, so that the stem of one language never meets another's; a word without a
    stemmer, or that is no plain word, is its own class. Where the language is unknown, as of texts of a few words,
    Latin letters are inflected as English, whose endings do the least harm. An elided article belongs to no class.

    >>> inflection("lines", "en"), inflection("linien", "de"), inflection("лінії", "uk"), inflection("lines", None)
    ('en:line', 'de:lini', 'лінії', 'en:line')
    >>> inflection("l'economie", "fr") == inflection("economies", "fr")
    True
    """
    if language is None and word.isascii():
        language = "en"
    if language in _ELIDING:
        elided = _ELIDED.match(word)
        word = word[elided.end() :] if elided else word
    if language not in STEMMERS or not word.isalpha():
        return word
    return f"{language}:{_stemmer(language).stemWord(word)}"


def common_beginning(word: str) -> str:
    """How all English words of the class of a folded word begin.

    English stems change their last letter at most ("happy" is "happi"); short ones change more: "dying" is "die".

    >>> common_beginning("lines"), common_beginning("happiness"), common_beginning("dying")
    ('lin', 'happ', 'd')
    """
    stem = inflection(word, "en").removeprefix("en:")
    return stem[:-1] if len(stem) > 3 else stem[:1]


@lru_cache
def _stemmer(language: str) -> Any:
    import Stemmer  # a query of exact words and the help page do without it

    return Stemmer.Stemmer(STEMMERS[language], 0)  # its cache takes three times as long as stemming


class _Folding(dict[int, str]):
    """Characters to their folded form, found when first asked for."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        if char in "йї":  # letters of their own in Cyrillic, not accented ones
            folded = char
        elif unicodedata.category(char) in ("Mn", "Cf"):
            folded = ""
        else:
            parts = unicodedata.normalize("NFKD", char)
            folded = "".join(c for c in parts if not unicodedata.combining(c)).casefold()
        self[code] = folded
        return folded


# Letters that Unicode does not decompose but readers type without their stroke.
_FOLDING = _Folding({ord(a): b for a, b in zip("øłđħıŧœæ", ["o", "l", "d", "h", "i", "t", "oe", "ae"], strict=True)})
