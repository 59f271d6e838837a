"""Cues inside what is said: « No, says Ana, never », «Нет, — сказала Анна. — Никогда», and lines a dash opens.

Each side of the cue becomes a part of its own, so that the cue stands in its sentence as everywhere else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from index.extract.said.marks import Quoted
from index.extract.words import Words
from index.model import Span

LONGEST = 160  # characters of an aside
VERB_WITHIN = 3  # words from its beginning to its verb: "ha poi aggiunto"
NOUNS = 4  # words of a phrase that speaks in an aside between commas: "le maire de Nantes"
MOST = 200  # asides looked for in a part: more is no speech
_DASHES = "—–―-"
# Where an aside may begin: at a dash that stands apart on one side at least, behind what ends or pauses a sentence.
_OPENING = re.compile(rf"[,.!?…]?(?:\s{{1,2}}[{_DASHES}]\s?|(?<=[,.!?…])[{_DASHES}]\s)(?=\w)|[,!?…]\s{{1,2}}(?=\w)")
_CLOSING_DASH = re.compile(rf"[,.]?\s?[{_DASHES}](?:[,.;:]?\s|$)|[.,]\s?[{_DASHES}]\s?")
_PAUSE = re.compile(r"[.,](?=\s|$)")
_WORD = re.compile(r"[^\W\d_](?:[^\W_]|[-’'ʼ](?=\w))*|\d+")
_LINE = re.compile(rf"[{_DASHES}]\s?(?=[\w¿¡«“„\"])")
_INVERTED = re.compile(r"-(?:t-)?(?:il|elle|ils|elles|on)$")  # "dit-elle"


def told(text: str, paragraphs: Sequence[Span], parts: Sequence[Quoted], words: Words) -> list[Quoted]:
    """The parts of a text that hold what was said, parted at the cues inside them, with the lines of dialogue."""
    if not words.asides:
        return list(parts)
    lines = _dialogue(text, paragraphs, words)
    found = [piece for part in parts for piece in _split(text, part, words)]
    inside = sorted(lines)
    kept: list[Quoted] = []
    at = 0
    for piece in found:
        while at < len(inside) and inside[at].end <= piece.start:
            at += 1
        if at == len(inside) or piece.end <= inside[at].start:
            kept.append(piece)
    return sorted(kept + lines)


def _split(text: str, part: Quoted, words: Words) -> list[Quoted]:
    """A part without the cues inside it."""
    spans = list(_around(text, part.start, part.end, words))
    return [
        Quoted(start, end, part.closed or number + 1 < len(spans))
        for number, (start, end) in enumerate(spans)
        if any(char.isalnum() for char in text[start:end])
    ]


def _dialogue(text: str, paragraphs: Sequence[Span], words: Words) -> list[Quoted]:
    """The parts of paragraphs that a dash opens, where a cue shows that they, or the ones beside them, are speech."""
    spans = [
        list(_around(text, start, end, words)) if _LINE.match(text, start, end) else [] for start, end in paragraphs
    ]
    shown = [
        len(each) > 1 or (each != [] and each[-1][1] < end) for each, (_, end) in zip(spans, paragraphs, strict=True)
    ]
    found: list[Quoted] = []
    for i, each in enumerate(spans):
        if each and (shown[i] or (i and shown[i - 1]) or (i + 1 < len(spans) and shown[i + 1])):
            found += [Quoted(start, end, True) for start, end in each]
    return found


def _around(text: str, start: int, end: int, words: Words) -> Iterator[Span]:
    """What stands between the asides of a stretch of text."""
    at = start
    opening = _LINE.match(text, start, end)
    search = opening.end() if opening else start + 1
    for _ in range(MOST):
        match = _OPENING.search(text, search, end)
        if match is None:
            break
        search = match.end()
        dashed = any(char in _DASHES for char in match[0])
        if dashed:
            close = _to_dash(text, match.end(), end, words)
        else:
            close = _to_pause(text, match.end(), end, match[0][0] in "!?", words)
        if close is not None:
            pause = match.start() + (match[0][0] in "!?…")
            if text[at:pause].strip():
                yield at, pause
            at = search = close
            if opening and not dashed:
                return  # after "— No, says Ana Holm." the writer goes on as often as she does
    while at < end and (text[at].isspace() or text[at] in _DASHES + ",.") and at > start:
        at += 1
    if at < end:
        yield at, end


def _to_dash(text: str, start: int, end: int, words: Words) -> int | None:
    """Where an aside that a dash opens ends, if it begins with a verb of speech: with the next dash."""
    stop = min(end, start + LONGEST)
    if not _speaks(text, start, stop, words):
        return None
    closing = _CLOSING_DASH.search(text, start, stop)
    if closing is None:
        return end if end <= start + LONGEST else None
    return _skipped(text, closing.end(), end)


def _to_pause(text: str, start: int, end: int, ended: bool, words: Words) -> int | None:
    """The same between commas: a verb and its subject, and what is told of that in a word or two.

    Where a sentence has `ended` before a small letter, any verb tells who asks or shouts: "Qui ? s'étonne Ana".
    """
    stop = min(end, start + LONGEST)
    word = _WORD.match(text, start, stop)
    small = ended and word is not None and word[0][0].islower() and not _is_plain(word[0].lower(), words)
    if words.dashed or not (small or _speaks(text, start, stop, words)):
        return None
    pieces = [
        match.start() for match in _PAUSE.finditer(text, start, stop) if not _is_short(text, match.start(), words)
    ]
    close = None
    for number, pause in enumerate(pieces):
        inner = _WORD.findall(text, start if number == 0 else pieces[number - 1], pause)
        if number == 0 and not _has_subject(inner, words):
            return None
        if number and not _is_apposed(inner, text[pause], words):
            break
        close = pause
        if text[pause] == ".":
            break
    if close is None:  # the aside is all there is
        inner = _WORD.findall(text, start, stop)
        return end if end <= start + LONGEST and _has_subject(inner, words) else None
    return _skipped(text, close + 1, end)


def _is_short(text: str, stop: int, words: Words) -> bool:
    """Whether a full stop belongs to the word before: "M.", "Sr."."""
    before = text[max(0, stop - 8) : stop + 1].split()
    return text[stop] == "." and bool(before) and (len(before[-1]) == 2 or before[-1].lower() in words.shortened)


def _skipped(text: str, at: int, end: int) -> int:
    """Over the blanks that follow."""
    while at < end and text[at].isspace():
        at += 1
    return at


def _speaks(text: str, start: int, end: int, words: Words) -> bool:
    """Whether a verb of speech begins a stretch of text, after auxiliaries alone."""
    for number, match in enumerate(_WORD.finditer(text, start, end)):
        lower = _INVERTED.sub("", match[0].lower().replace("’", "'"))
        lower = lower.removeprefix("l'").removeprefix("s'")
        if lower in words.says or lower in words.calls:
            return match[0][0].islower()
        if number + 1 == VERB_WITHIN or lower not in words.fillers:
            return False
    return False


def _has_subject(inner: list[str], words: Words) -> bool:
    """Whether the words of an aside are a verb and who speaks: a name, a pronoun, a short phrase with an article."""
    if any(_INVERTED.search(word.lower()) for word in inner[:VERB_WITHIN]):
        return True
    rest = [word for word in inner[1:] if word.lower() not in words.fillers and word.lower() not in words.says]
    if not rest:
        return False
    named = rest[0][0].isupper() or rest[0].lower() in words.he | words.she
    return named or (rest[0].lower() in words.determiners and len(rest) <= NOUNS)


def _is_apposed(inner: list[str], pause: str, words: Words) -> bool:
    """Whether a piece between commas goes on about who speaks: "71 ans", "la maire de Nantes"."""
    lower = [word.lower() for word in inner]
    if not lower or len(lower) > 2 * NOUNS:
        return False
    role = lower[1] if len(lower) > 1 and lower[0] in words.determiners else lower[0]
    if inner[0].isdigit() or role in words.titles or all(word[0].isupper() for word in inner):
        return True
    bare = pause == "," and inner[0][0].islower()
    return bare and not ("'" in lower[0] or "’" in lower[0] or _is_plain(lower[0], words))


def _is_plain(lower: str, words: Words) -> bool:
    """Whether a word may begin a clause, unlike a bare noun."""
    plain = words.joints | words.determiners | words.prepositions | words.fillers | words.they | words.i | words.linking
    return lower in plain or lower in words.he or lower in words.she
