"""Where something was said, by the words beside its cue: "told reporters in Kyiv"."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from index.extract.toponyms import LOCATIVE
from index.extract.words import Words, bag
from index.model import Mention, Quote

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
_WORD = re.compile(r"[^\W\d_][\w'’-]*\.?|[^\w\s]|\d+")


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
    times = words.today | words.yesterday | frozenset(words.days)
    return mentions[i][1] if all(word in _AUDIENCE or word in times for word in between[:-1]) else None
