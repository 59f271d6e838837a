"""Quotations of a text with their speakers: parts in marks attributed, joined, and given their place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from index.extract.said import asides
from index.extract.said.clauses import Clause, clause
from index.extract.said.confidence import CLAUSE, THING, confidence
from index.extract.said.cue import Cue
from index.extract.said.cues import cues
from index.extract.said.marks import SINGLE, Quoted, quoted
from index.extract.said.reported import in_mood, points_back
from index.extract.said.turns import Turn, turns_of
from index.extract.sentences import Sentence, sentences
from index.extract.where.whereabouts import day_beside
from index.extract.who import speakers
from index.extract.who.names import People
from index.extract.who.speakers import ANONYMOUS, Attribution, Context, Speaker
from index.extract.who.subjects import after, first_subject
from index.extract.words import Words
from index.model import Quote, Span

CARRY = 2  # paragraphs a speaker is carried over without being named
DASHES = "-–—―"
SIGNATURE = 15  # tokens of a paragraph that only names who said the one before
TYPED = ("''", "``")  # apostrophes for marks
_OPENED_BY = ("", *".!?:,;…–—-”“»")  # what a quotation that goes on stands after; "": the edge of a paragraph


@dataclass(slots=True)
class _Unit:
    """A statement in the making: its spans, which of them are in marks, who said it."""

    spans: list[Span]
    segments: list[Span]
    attribution: Attribution
    day: str | None
    open: bool = False  # its paragraph ended before its marks were closed
    sure: float = CLAUSE  # of its speaker's confidence, where it is not marks alone


def quotes_of(
    text: str,
    spans: list[Span],
    people: People,
    words: Words,
    published: str | None = None,
    place: str | None = None,
) -> list[Quote]:
    """The quotations in the paragraphs of a text in order, each with its speaker, cue, type, day and confidence.

    Day and place are the article's, which stand unless the words beside a quotation tell others.
    """
    return [quote for quote, _ in attributed(Context(text, people, words, []), spans, published, place)]


def attributed(
    context: Context, spans: list[Span], published: str | None, place: str | None = None
) -> list[tuple[Quote, Attribution]]:
    """The same, each with the attribution that it was made from; the context then knows who spoke where."""
    text, words = context.text, context.words
    parts = asides.told(text, spans, quoted(text, spans), words)
    unmarked = _unmarked(text, parts)
    if not words.own:  # whoever speaks stands where no table shows
        day, nobody = published[:10] if published else None, Attribution(None, None, "none")
        each = [(part.start, part.end) for part in parts]
        return [(_quote(text, _Unit([span], [span], nobody, day), unmarked, place), nobody) for span in each]
    turns = turns_of(text, spans, context.people, words)
    units: list[_Unit] = []
    last: tuple[int, Speaker] | None = None  # number of a paragraph and who spoke in it
    for number, paragraph in enumerate(spans):
        before = len(context.spoken)
        carried = last[1] if last and number - last[0] <= CARRY else None
        if carried and carried.resolution == "title" and not _leads_on(text, units, spans[number - 1]):
            carried = None
        if number in turns:
            found = [_turn(context, turns[number], parts, published)]
        else:
            found = _paragraph(context, paragraph, parts, carried, published)
        if units and not found and (signed := _signature(context, paragraph, parts)):
            _sign(units, spans[number - 1], signed)
        if found and units and units[-1].open and _same(text, units[-1], found[0]):
            units[-1].spans += found[0].spans
            units[-1].segments += found[0].segments
            units[-1].open = found[0].open
            del found[0]
        units += found
        spoke = [speaker for unit in found if unit.segments and (speaker := unit.attribution.speaker)]
        if spoke:
            last = (number, spoke[-1])
        elif len(context.spoken) > before:
            last = (number, context.spoken[-1][1])
    return [(_quote(text, unit, unmarked, place), unit.attribution) for unit in units]


def _unmarked(text: str, parts: Sequence[Quoted]) -> set[Span]:
    """The parts whose marks are but a habit of typists or of headlines: speech, but no segments in quotation marks."""
    typed = {(part.start, part.end) for part in parts if text.startswith(TYPED, part.start)}
    single = {(part.start, part.end) for part in parts if text[part.start] in SINGLE}
    return typed | (single if len(single) < len(parts) else set())


def _turn(context: Context, turn: Turn, parts: Sequence[Quoted], published: str | None) -> _Unit:
    """What a headline or a line of a transcript says, as one statement."""
    start, end = turn.said
    segments = [(part.start, part.end) for part in parts if start <= part.start and part.end <= end]
    said = Attribution(speakers.named(context, turn.name), None, "colon")
    return _Unit([turn.said], segments, said, published[:10] if published else None)


def _leads_on(text: str, units: list[_Unit], paragraph: Span) -> bool:
    """Whether a paragraph ends with a colon, or in marks that are not closed."""
    return text[paragraph[1] - 1] == ":" or bool(
        units and units[-1].open and units[-1].spans[-1][1] >= paragraph[1] - 1
    )


def _signature(context: Context, paragraph: Span, parts: Sequence[Quoted]) -> Speaker | None:
    """Who a paragraph like "— Anna Holm, on the harbour" names."""
    if context.text[paragraph[0]] not in DASHES:
        return None
    tokens = sentences(context.text, paragraph, parts, context.words.says)[0]
    subject = after(tokens, 0, context.words) if len(tokens) <= SIGNATURE else None
    return speakers.speaker_of(context, tokens, subject) if subject and subject.kind == "name" else None


def _sign(units: list[_Unit], paragraph: Span, speaker: Speaker) -> None:
    """Give the quotation that ends a paragraph to whom the next paragraph names."""
    unit = units[-1]
    if unit.spans[-1][1] >= paragraph[1] - 1 and unit.attribution.rule in ("none", "carried", "continued"):
        unit.attribution = Attribution(speaker, None, "signed")


def _paragraph(
    context: Context, paragraph: Span, parts: Sequence[Quoted], carried: Speaker | None, published: str | None
) -> list[_Unit]:
    """The statements of one paragraph in order."""
    text, words = context.text, context.words
    given: dict[int, Attribution] = {}
    held: list[_Unit] = []  # clauses with or without marks
    days: dict[int, str | None] = {}
    inside: list[int] = []
    leads: dict[int, Speaker] = {}  # of a part: whom the sentence before is about, where that has no marks
    lead: Speaker | None = None
    speaking = carried  # whom a sentence without a cue goes on with by the mood of its verb
    free: _Unit | None = None
    before: Sentence | None = None  # the sentence before, where it holds no statement
    for sentence in sentences(text, paragraph, parts, words.says):
        found = cues(sentence, words)
        numbers = [token.quoted for token in sentence if token.kind == "quoted"]
        if not (found or numbers or words.apart):
            lead = _note_subject(context, sentence)
            continue
        said_by = speakers.of_cues(context, sentence, found)
        mine = speakers.attribute(context, sentence, found, said_by) if numbers else {}
        given |= mine
        about = _note_subject(context, sentence) if not any(cue.speech for cue in found) else None
        if found and not numbers and sentence[0].lower in words.so:  # "Lo ha detto Ada Rovis"
            told = Attribution(said_by[0], sentence[found[0].verb].text, found[0].rule)
            given |= dict.fromkeys((i for i in inside if i not in given), told)
        if lead is not None:
            leads |= dict.fromkeys(numbers, lead)
        spoke = [speaker for speaker, cue in zip(said_by, found, strict=True) if speaker is not None and cue.speech]
        going_on = words.apart and in_mood(sentence, words, before is None and speaking is not None)
        if going_on and not spoke and speaking is not None:
            leads |= dict.fromkeys(numbers, speaking)
            about = speaking
        lead = None if numbers else spoke[-1] if spoke else about
        speaking = spoke[-1] if spoke else speaking
        inside += numbers
        for i in numbers:
            days[i] = _day(sentence, found, mine[i].number if i in mine else None, words, published)
        clauses = _clauses(context, sentence, found, said_by, mine, published)
        if words.apart and not clauses:
            clauses, free = _without_clause(sentence, before, found, said_by, going_on, speaking, free, published)
        else:
            free = None
        before = None if clauses or free else sentence
        held += clauses
    for i in inside:
        if named := speakers.of_transcript(context, parts[i].start, parts[i].end):
            given[i] = Attribution(named, None, "colon")
    _complete(inside, given, leads, carried)
    taken = {segment for unit in held for segment in unit.segments}
    for i in inside:
        span = (parts[i].start, parts[i].end)
        scare = speakers.is_scare(context, span, given[i])
        if span not in taken and given[i].rule != "no speech" and not scare:
            held.append(_Unit([span], [span], given[i], days[i], not parts[i].closed))
    held.sort(key=lambda unit: unit.spans[0])
    return _joined(text, held, words.apart)


def _clauses(
    context: Context,
    sentence: Sentence,
    found: list[Cue],
    said_by: list[Speaker | None],
    mine: dict[int, Attribution],
    published: str | None,
) -> list[_Unit]:
    """What the cues of a sentence take, as statements."""
    text, words = context.text, context.words
    held: list[_Unit] = []
    for number, (cue, speaker) in enumerate(zip(found, said_by, strict=True)):
        named = speaker is not None or cue.rule in ANONYMOUS
        content = clause(sentence, number, found, words) if named else None
        if content is not None:
            named_after = cue.rule == "according" and cue.subject is not None and cue.subject.first > cue.verb
            opening = cue.first if named_after else cue.verb
            said = text[sentence[opening].start : sentence[content.cue_end - 1].end]
            attribution = Attribution(speaker, said, cue.rule, number, sentence[cue.verb].start)
            day = _day(sentence, found, number, words, published)
            held += _held(sentence, content, attribution, mine, day, words)
    return held


def _without_clause(
    sentence: Sentence,
    before: Sentence | None,
    found: list[Cue],
    said_by: list[Speaker | None],
    going_on: bool,
    speaking: Speaker | None,
    free: _Unit | None,
    published: str | None,
) -> tuple[list[_Unit], _Unit | None]:
    """A sentence that its mood shows to be said, or that tells who said the one before; and what may yet go on."""
    if going_on and free is not None:
        free.spans = [(free.spans[0][0], sentence[-1].end)]
        return [], free
    day = published[:10] if published else None
    if going_on:
        free = _Unit([(sentence[0].start, sentence[-1].end)], [], Attribution(speaking, None, "continued"), day)
        return [free], free
    number = points_back(sentence, found) if before is not None else None
    if before is None or number is None:
        return [], None
    spans = [(before[0].start, before[-1].end), (sentence[0].start, sentence[0].end)]  # "… . Das sagte Anna Holm."
    cue = found[number]
    return [_Unit(spans, [], Attribution(said_by[number], sentence[cue.verb].text, cue.rule, number), day)], None


def _held(
    sentence: Sentence,
    content: Clause,
    attribution: Attribution,
    mine: dict[int, Attribution],
    day: str | None,
    words: Words,
) -> list[_Unit]:
    """The clause of a cue as a statement; none where it is quotation marks alone, which stand for themselves."""
    spans: list[Span] = []
    segments: list[Span] = []
    plain = 0
    for first, last in content.spans:
        tokens = sentence[first:last]
        for i, token in enumerate(tokens):
            if token.kind == "quoted" and not words.apart:
                own = mine.get(token.quoted)
                if own is None or (
                    own.number not in (None, attribution.number)
                    and own.speaker != attribution.speaker
                    and (_another(own.speaker, attribution.speaker) or not attribution.at < own.at < token.start)
                ):
                    tokens = _whole(tokens[:i], words)  # what follows are someone else's words
                    break
                if own.rule != "no speech":
                    segments.append((token.start, token.end))
        while tokens and tokens[-1].text in (",", "—", "–", "-", ":", "("):
            tokens = tokens[:-1]
        if tokens:
            spans.append((tokens[0].start, tokens[-1].end))
        plain += sum(token.kind in ("word", "name", "number") for token in tokens)
    sure = THING if content.thing and not segments else CLAUSE
    return [_Unit(spans, segments, attribution, day, sure=sure)] if plain > (not segments and not content.thing) else []


def _another(speaker: Speaker | None, outer: Speaker | None) -> bool:
    """Whether a speaker is a person, and not the one whose statement this is."""
    person = speaker.person if speaker else None
    return person is not None and (outer is None or person is not outer.person)


def _whole(tokens: Sentence, words: Words) -> Sentence:
    """Tokens without what led on to those cut off after them: "called for a"."""
    while tokens and (
        tokens[-1].lower in words.prepositions
        or tokens[-1].lower in words.determiners
        or tokens[-1].lower in ("to", "and")
    ):
        tokens = tokens[:-1]
    return tokens


def _joined(text: str, units: list[_Unit], apart: bool) -> list[_Unit]:
    """Statements with those parts joined that only their cue, or nothing, splits."""
    joined: list[_Unit] = []
    for unit in units:
        previous = joined[-1] if joined else None
        if previous and apart and unit.spans[0][0] < previous.spans[-1][1]:
            if unit.segments or previous.segments:
                joined.append(unit)
            continue
        if previous and unit.spans[0][0] < previous.spans[-1][1]:
            if not unit.segments:
                if (
                    previous.sure == THING
                    and unit.sure == CLAUSE
                    and not previous.segments
                    and unit.attribution.rule == "subject-verb"
                ):
                    joined[-1] = unit
                continue  # inside the clause of an earlier cue
            if previous.segments and unit.spans[-1][1] <= previous.spans[-1][1]:
                previous.segments += [s for s in unit.segments if s not in previous.segments]
                continue
            if not previous.segments:
                joined.pop()
                previous = joined[-1] if joined else None
        if (
            previous
            and previous.segments == previous.spans
            and unit.segments == unit.spans
            and _same(text, previous, unit, apart)
        ):
            previous.spans += unit.spans
            previous.segments += unit.segments
            previous.open = unit.open
        else:
            joined.append(unit)
    return joined


def _same(text: str, one: _Unit, other: _Unit, apart: bool = False) -> bool:
    """Whether a part goes on with the statement before: the same cue's, or, unless parts stay apart, no cue's."""
    first, second = one.attribution, other.attribution
    if first.speaker is None or second.speaker is None or first.speaker.name != second.speaker.name:
        return False
    start = other.spans[0][0]
    opens = text[max(0, start - 3) : start].strip()[-1:] in _OPENED_BY  # no part of the reporter's own sentence
    if one.spans[-1][1] <= first.at == second.at < other.spans[0][0]:  # "“It is,” she said, “late.”"
        return not apart or (opens and not text[one.spans[-1][1] : first.at].strip(",–— "))
    return not apart and opens and (second.rule in ("continued", "carried") or first.rule == "continued")


def _note_subject(context: Context, sentence: Sentence) -> Speaker | None:
    """Remember who a sentence without a cue is about, for the pronouns to come; the speaker, where it is a person."""
    subject = first_subject(sentence, context.words)
    speaker = speakers.speaker_of(context, sentence, subject) if subject is not None else None
    if speaker is None or speaker.person is None or subject is None:
        return None
    context.spoken.append((sentence[subject.first].start, speaker))
    return speaker


def _complete(
    inside: list[int], given: dict[int, Attribution], leads: dict[int, Speaker], carried: Speaker | None
) -> None:
    """Give the parts that no cue reaches the speaker of the sentence before, of their paragraph, of the one before."""
    first = next((given[i].speaker for i in inside if i in given and given[i].speaker), None)
    before: Speaker | None = None
    for i in inside:
        if i in given:
            before = given[i].speaker or before
        elif i in leads:
            before = leads[i]
            given[i] = Attribution(before, None, "preceding")
        elif before is not None or first is not None:
            given[i] = Attribution(before or first, None, "continued")
        elif carried is not None:
            given[i] = Attribution(carried, None, "carried")
        else:
            given[i] = Attribution(None, None, "none")


def _day(sentence: Sentence, found: list[Cue], number: int | None, words: Words, published: str | None) -> str | None:
    """The day of a statement: the one beside its cue ("said on Monday"), else the article's."""
    if number is not None:
        cue = found[number]
        if day := day_beside(sentence, cue.first, max(cue.last, cue.verb + 1), words, published):
            return day
    return published[:10] if published else None


def _quote(text: str, unit: _Unit, unmarked: set[Span], place: str | None) -> Quote:
    attribution, spans = unit.attribution, unit.spans
    speaker = attribution.speaker
    start, end = spans[0][0], spans[-1][1]
    whole = unit.segments == spans
    resolution = speaker.resolution if speaker else None
    quoted = sum(len(text[first:last].split()) for first, last in unit.segments) if unit.segments else None
    sure = confidence(attribution.rule, resolution, quoted, 1 if whole else unit.sure)
    if attribution.rule == "carried":
        resolution = "carried"
    return Quote(
        quote=text[start:end] if len(spans) == 1 else " … ".join(text[s:e] for s, e in spans),
        start=start,
        end=end,
        spans=tuple(spans),
        segments=tuple(segment for segment in unit.segments if segment not in unmarked),
        type="direct" if whole else "mixed" if unit.segments else "indirect",
        speaker=(speaker.name or None) if speaker else None,
        speaker_text=speaker.text if speaker else None,
        speaker_start=speaker.start if speaker else None,
        speaker_end=speaker.end if speaker else None,
        speaker_type=speaker.type if speaker else "unknown",
        role=speaker.role if speaker else None,
        cue=attribution.cue,
        rule=attribution.rule,
        resolution=resolution,
        confidence=sure,
        place=place,
        date=unit.day,
    )
