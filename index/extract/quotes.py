"""Quotations of a text with their speakers: parts in marks attributed, joined, and given their place."""

from __future__ import annotations

from collections.abc import Sequence

from index.extract import speakers
from index.extract.cues import Cue, cues
from index.extract.marks import Quoted, quoted
from index.extract.names import People
from index.extract.sentences import Sentence, sentences
from index.extract.speakers import CONFIDENCE, Attribution, Context, Speaker
from index.extract.subjects import first_subject
from index.extract.words import Words
from index.model import Quote, Span

CARRY = 2  # paragraphs a speaker is carried over without being named


def quotes_of(text: str, spans: list[Span], people: People, words: Words, published: str | None = None) -> list[Quote]:
    """The quotations in the paragraphs of a text in order, each with its speaker, cue, type, day and confidence."""
    parts = quoted(text, spans)
    context = Context(text, people, words, [])
    found: list[Quote] = []
    last: tuple[int, Speaker] | None = None  # number of a paragraph and who spoke in it
    for number, paragraph in enumerate(spans):
        split = sentences(text, paragraph, parts, words.says)
        cued = [cues(sentence, words) for sentence in split]
        given: dict[int, Attribution] = {}
        before = len(context.spoken)
        for sentence, cue in zip(split, cued, strict=True):
            given |= speakers.attribute(context, sentence, cue)
            _note_subject(context, sentence, cue)
        inside = [t.quoted for sentence in split for t in sentence if t.kind == "quoted"]
        _complete(context, inside, given, last if last and number - last[0] <= CARRY else None)
        found += _joined(text, split, parts, inside, given)
        spoke = [speaker for i in inside if (speaker := given[i].speaker)]
        if spoke:
            last = (number, spoke[-1])
        elif len(context.spoken) > before:
            last = (number, context.spoken[-1][1])
    return found


def _note_subject(context: Context, sentence: Sentence, found: list[Cue]) -> None:
    """Remember who the sentence is about, for the pronouns to come."""
    if any(cue.subject is not None for cue in found):
        return
    subject = first_subject(sentence, context.words)
    if subject is not None:
        speaker = speakers.speaker_of(context, sentence, subject)
        if speaker is not None and speaker.person is not None:
            context.spoken.append((sentence[subject.first].start, speaker))


def _complete(
    context: Context, inside: list[int], given: dict[int, Attribution], last: tuple[int, Speaker] | None
) -> None:
    """Give the parts that no cue reaches the speaker of their paragraph, else of the one before."""
    for k, i in enumerate(inside):
        if i in given:
            continue
        neighbours = [given[j] for j in reversed(inside[:k]) if j in given] + [
            given[j] for j in inside[k + 1 :] if j in given
        ]
        speaker = next((a.speaker for a in neighbours if a.speaker), None)
        if speaker is not None:
            given[i] = Attribution(speaker, None, "continued")
        elif last is not None:
            given[i] = Attribution(last[1], None, "carried")
        else:
            given[i] = Attribution(None, None, "none")


def _joined(
    text: str, split: list[Sentence], parts: Sequence[Quoted], inside: list[int], given: dict[int, Attribution]
) -> list[Quote]:
    return [_quote(text, [parts[i]], given[i]) for i in inside]


def _quote(text: str, parts: list[Quoted], attribution: Attribution) -> Quote:
    speaker = attribution.speaker
    spans = tuple((part.start, part.end) for part in parts)
    start, end = spans[0][0], spans[-1][1]
    return Quote(
        quote=text[start:end] if len(spans) == 1 else " … ".join(text[s:e] for s, e in spans),
        start=start, end=end, spans=spans, segments=spans,
        speaker=(speaker.name or None) if speaker else None,
        speaker_text=speaker.text if speaker else None,
        speaker_start=speaker.start if speaker else None,
        speaker_end=speaker.end if speaker else None,
        speaker_type=speaker.type if speaker else "unknown",
        role=speaker.role if speaker else None,
        cue=attribution.cue,
        resolution=speaker.resolution if speaker else None,
        confidence=CONFIDENCE[attribution.rule],
    )  # fmt: skip
