"""Where and when something was said, by the words beside its cue: "told reporters in Kyiv on Monday"."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise

from index.extract.dates import MONTH_NAMES, day_before, weekday
from index.extract.sentences import Sentence
from index.extract.where.toponyms import LOCATIVE
from index.extract.words import Words, bag
from index.model import Mention, Quote

TOKENS = 3  # behind a cue and who was told, within which a day is that of the statement
LEADING = 3  # tokens at the start of a sentence that may name it: "On Monday,"
BESIDE = 90  # characters from the end of cue and speaker within which a place is that of the statement
CUE_WITHIN = 60  # characters between a speaker and the cue
# What may stand between the cue and "in": who was told, on what occasion, when.
_AUDIENCE = bag(
    """
    reporters journalists the a an at on to late early press news conference briefing media parliament lawmakers
    supporters meeting summit forum rally speech interview during after his her their session hearing crowd
    to am der die das dem den einer einem vor bei auf journalisten reportern reporter pressekonferenz medien
    aux à la le les un une lors de d' du conférence presse journalistes sommet mardi
    a los las el una en periodistas prensa rueda conferenza stampa ai giornalisti i di dei durante
    журналістам журналистам під час на брифінгу пресконференції во время пресс-конференции брифинге
    """
)
_ON = bag("on am vom le du el del il dal يوم في")
_WORD = re.compile(r"[^\W\d_][\w'’-]*\.?|[^\w\s]|\d+")


def day_beside(sentence: Sentence, first: int, last: int, words: Words, published: str | None) -> str | None:
    """The day of what the cue at these tokens attributes: a weekday or date beside it, up to that of publication.

    It stands in the cue, behind it and its audience ("told reporters in an interview on Monday"), or opens the
    sentence ("On Monday, Anna Holm said").
    """
    stop = last
    while stop < len(sentence) and (sentence[stop].lower in _AUDIENCE or sentence[stop].lower in LOCATIVE):
        stop += 1
    end = next(
        (i for i in range(first, len(sentence)) if sentence[i].kind == "quoted" or sentence[i].lower in words.that),
        len(sentence),
    )
    for i in [*range(first, min(end, stop + TOKENS)), *range(min(first, LEADING))]:
        possessive = i + 1 < len(sentence) and sentence[i + 1].kind == "possessive"  # "Monday's vote"
        if sentence[i].kind in ("name", "word") and not possessive:
            beside = {other.lower for other in sentence[max(0, i - 1) : i + 2]}
            if day := weekday(sentence[i].lower, published, words, beside) or _date(sentence[:end], i, published):
                return day
    return None


def _date(sentence: Sentence, i: int, published: str | None) -> str | None:
    """The day whose month a token names, behind a word that goes with days: "on March 3"."""
    month = sentence[i].lower.rstrip(".")
    before = sentence[max(0, i - 3) : i]
    adverb = month[0] >= "а" and before and before[-1].kind == "number"  # "3 березня"
    if month not in MONTH_NAMES or not (adverb or any(token.lower in _ON for token in before)):
        return None
    near = [*before, *sentence[i : i + 5]]
    written = "".join(" " * (token.start > last.end) + token.text for last, token in pairwise([near[0], *near]))
    return day_before(written, published)


def place_beside(text: str, quote: Quote, mentions: Sequence[tuple[Mention, str]], words: Words) -> str | None:
    """The label of the place that stands beside the cue of a quotation; `mentions` are places with their labels."""
    if quote.cue is None or quote.speaker_start is None or quote.speaker_end is None:
        return None
    cue = text.find(quote.cue, quote.speaker_end, quote.speaker_end + CUE_WITHIN)
    if cue < 0:
        cue = text.rfind(quote.cue, max(0, quote.speaker_start - CUE_WITHIN), quote.speaker_start)
    if cue < 0:
        return None
    start = max(cue + len(quote.cue), quote.speaker_end)
    i = bisect_left(mentions, start, key=lambda mention: mention[0].start)
    if i == len(mentions) or mentions[i][0].start > start + BESIDE or mentions[i][0].demonym:
        return None
    between = [word.lower() for word in _WORD.findall(text[start : mentions[i][0].start])]
    if not between or between[-1] not in LOCATIVE:
        return None
    return mentions[i][1] if all(word in _AUDIENCE or word in words.times for word in between[:-1]) else None
