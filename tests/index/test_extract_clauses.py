"""What is taken as said, thought or wanted without quotation marks: frames of verbs, nouns and adjectives, and ends."""

import pytest

from index.extract import extract
from index.extract.tables.english_frames import forms
from index.model import Article, Quote


def found(text: str) -> list[Quote]:
    return list(extract(Article(text, language="en")).quotes)


@pytest.mark.parametrize(
    ("text", "cue", "wanted"),
    [
        ("Anna Holm said the ferries were late.", "said", "the ferries were late"),
        ("Anna Holm believes that the ferries are late.", "believes", "the ferries are late"),
        ("Anna Holm told reporters in Oslo on Monday that the ferries were late.", None, "the ferries were late"),
        ("Anna Holm told the crew to leave the ferry.", None, "to leave the ferry"),
        ("Anna Holm asked whether the ferries were late.", "asked", "whether the ferries were late"),
        ("Anna Holm wants to close the old ferry pier.", "wants", "to close the old ferry pier"),
        ("Anna Holm promised to close the old pier.", "promised", "to close the old pier"),
        ("Anna Holm has accused the mayor of closing the pier.", "accused", "the mayor of closing the pier"),
        ("Anna Holm called for a new ferry pier.", "called for", "a new ferry pier"),
        ("Anna Holm announced a ban on night ferries.", "announced", "a ban on night ferries"),
        ("Anna Holm is confident that the ferries will sail.", "confident", "the ferries will sail"),
        ("It was Anna Holm's claim that the ferries were late.", "claim", "the ferries were late"),
        ("The ferries were late, according to Anna Holm.", "according to", "The ferries were late"),
        ("Anna Holm said that was not the plan.", "said", "that was not the plan"),
        ("Anna Holm announced last week a ban on ferries.", "announced", "a ban on ferries"),
        ("The inquiry into Anna Holm's ferry found that the pier was rotten.", "found", "the pier was rotten"),
        ("Anna Holm thought some of the ferries were late.", "thought", "some of the ferries were late"),
        (
            "The ferries were late that day, said Anna Holm, who runs the port.",
            "said",
            "The ferries were late that day",
        ),
        ("The US said it would send ships to Oslo, Anna Holm said.", "said", "The US said it would send ships to Oslo"),
        ("Anna Holm asked Jon Berg on Monday whether the pier was safe.", "asked", "whether the pier was safe"),
        ("Anna Holm told the crew not to leave the ferry.", "told", "not to leave the ferry"),
        ("Anna Holm called upon the crew to leave the ferry.", "called upon", "the crew to leave the ferry"),
        ("Anna Holm argued in favor of a new pier.", "argued", "a new pier"),
        ("Anna Holm would like to see the pier closed.", "like", "to see the pier closed"),
        ("Anna Holm said, if elected, she would close the pier.", "said", "if elected, she would close the pier"),
        ("Anna Holm remains hopeful that the ferries will sail.", "hopeful", "the ferries will sail"),
        ("Anna Holm made it clear that the ferries would sail.", "clear", "the ferries would sail"),
        ("Anna Holm's plan to close the pier is new.", "plan", "to close the pier"),
        ("Anna Holm was quoted by the paper as saying that ferries were late.", "saying", "ferries were late"),
        ("The paper has quoted Anna Holm as saying that ferries were late.", "saying", "ferries were late"),
        ("Anna Holm opposes abortion.", "opposes", "abortion"),
        (
            "Anna Holm said on the channel's “Harbour Week” on Monday that ferries were late.",
            "said",
            "ferries were late",
        ),
        # where it ends
        (
            "Anna Holm said the ferries were late, as well as the trains.",
            "said",
            "the ferries were late, as well as the trains",
        ),
        ("Anna Holm said the ferries were late, as she left the room.", "said", "the ferries were late"),
        ("Anna Holm said the pier would close, a blow to the port.", "said", "the pier would close"),
        ("Anna Holm criticized Jon Berg during a debate in Oslo.", "criticized", "Jon Berg"),
        (
            "Anna Holm demanded a ban on Oslo, a port, joining the pact.",
            "demanded",
            "a ban on Oslo, a port, joining the pact",
        ),
        ("While Anna Holm says the port is full, the ferries sail.", "says", "the port is full"),
        ("Anna Holm said she wants a pier and hopes to sail.", "said", "she wants a pier and hopes to sail"),
        ("Anna Holm said the ferries were late, but nobody waited.", "said", "the ferries were late"),
        ("Anna Holm praised the old ferry, which has left.", "praised", "the old ferry"),
        ("Anna Holm said the ferries were late, adding nothing.", "said", "the ferries were late"),
        ("Although Anna Holm opposes a new pier, she likes ferries.", "opposes", "a new pier"),
        ("Anna Holm described the new pier before leaving the room.", "described", "the new pier"),
        ("Anna Holm said the ferry — the only one — was late.", "said", "the ferry — the only one — was late"),
    ],
)
def test_what_a_cue_takes(text: str, cue: str | None, wanted: str) -> None:
    [quote] = found(text)
    assert quote.quote == wanted
    assert cue is None or quote.cue == cue
    assert quote.type == "indirect" and (quote.speaker or "").endswith(("Anna Holm", "Anna Holm's ferry"))


@pytest.mark.parametrize(
    ("text", "speaker", "wanted"),
    [
        ("Polls showed the port with a lead of ten ships.", "Polls", "the port with a lead of ten ships"),
        (
            "The ferry was insured for a million in May, records show.",
            "records",
            "The ferry was insured for a million in May",
        ),
        ("The ferries were late, according to early data.", "early data", "The ferries were late"),
        (
            "The trouble, according to the crew, was the ice in the port.",
            "the crew",
            "The trouble … was the ice in the port",
        ),
        ("The port is widely expected to close in May.", None, "The port … to close in May"),
        ("The ferries are said to be late.", None, "The ferries … to be late"),
        ("Both believe that the port will close in May.", "Both", "the port will close in May"),
        ("Some 64 percent say the port will close in May.", "Some 64 percent", "the port will close in May"),
        ("Sailors who say the port is full are wrong.", "Sailors", "the port is full"),
        ("In a May poll, most ferries were late.", "a May poll", "most ferries were late"),
        ("The port was ahead of the ferry in recent polls.", "recent polls", "The port was ahead of the ferry"),
        ("It was not clear whether the port would close.", None, "whether the port would close"),
        ("It is expected that the port will close.", None, "the port will close"),
        ("Report: Ferries were late all year\n\nNobody waited.", "Report", "Ferries were late all year"),
        ("Holm: The ferries are late\n\nAnna Holm is the envoy.", "Anna Holm", "The ferries are late"),
    ],
)
def test_sources_that_are_no_persons_and_headlines(text: str, speaker: str | None, wanted: str) -> None:
    [quote] = found(text)
    assert (quote.speaker, quote.quote, quote.type) == (speaker, wanted, "indirect")


def test_a_statement_inside_a_mere_thing_stands_for_itself() -> None:
    [quote] = found("Anna Holm rebuked the critics while officials said the ferries were late.")
    assert (quote.speaker, quote.quote) == ("officials", "the ferries were late")


def test_single_marks_in_a_headline_are_marks() -> None:
    text = "Holm hopes for 'peace at last' in Oslo\n\nAnna Holm said: “No.”"
    first, second = found(text)
    assert (first.speaker, first.quote, first.segments) == ("Anna Holm", "'peace at last'", ())
    assert second.segments == second.spans


def test_each_line_of_a_transcript_is_its_speakers() -> None:
    text = "They met in May.\n\nHolm: The ferries were late.\n\nBerg: Not at all. We waited.\n\nHolm: You did not."
    said = [(quote.speaker, quote.quote) for quote in found(text)]
    assert said == [("Holm", "The ferries were late."), ("Berg", "Not at all. We waited."), ("Holm", "You did not.")]
    said = [(quote.speaker, quote.quote) for quote in found("HOLM: We wait.\n\nBERG: Never.\n\nHOLM: We do.")]
    assert said == [("Holm", "We wait."), ("Berg", "Never."), ("Holm", "We do.")]


def test_what_stands_in_marks_inside_a_clause_goes_with_it() -> None:
    text = "Anna Holm said she had asked her crew to “look into” the ferry."
    [quote] = found(text)
    assert quote.quote == "she had asked her crew to “look into” the ferry" and len(quote.segments) == 1


def test_asked_names_nobody_who_asked() -> None:
    asked, said = found("Asked about the old pier, Anna Holm said the ferries were late.")
    assert (asked.quote, asked.speaker) == ("the old pier", None)
    assert (said.quote, said.speaker) == ("the ferries were late", "Anna Holm")


def test_a_thing_is_less_sure_than_a_statement() -> None:
    [thing], [statement] = found("Anna Holm praised the old ferry."), found("Anna Holm said the ferry was old.")
    assert thing.confidence < statement.confidence


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("The ferries, Anna Holm said, were late again.", ["The ferries", "were late again"]),
        ("The ferries were late, Anna Holm said, because of ice.", ["The ferries were late", "because of ice"]),
        (
            "The ferries were late, Anna Holm said, but they sailed at night.",
            ["The ferries were late", "they sailed at night"],
        ),
    ],
)
def test_a_cue_in_the_middle_splits_what_was_said(text: str, spans: list[str]) -> None:
    [quote] = found(text)
    assert [text[start:end] for start, end in quote.spans] == spans


@pytest.mark.parametrize(
    "text",
    [
        "The harbour plans a support ship.",  # no wish of a person's, but forms that are nouns as well
        "Anna Holm wrote a book about ferries in May.",
        "Anna Holm knows the harbour well.",
        "The report is out.",
        "Earlier this week, Anna Holm agreed on it.",
        "No details about the offer were available.",
        "A group called Blue Water has sailed.",
        "Anna Holm has a lead in pledged votes.",
        "Anna Holm is in charge of the ferry.",
        "The police backed down.",
        "Anna Holm, who asked not to be named, left the ferry.",
        "“We wait,” Anna Holm told the crew at a meeting hosted by the port.",
        "Anna Holm told reporters in Oslo on Monday that",  # the text ends there
    ],
)
def test_what_is_no_attribution(text: str) -> None:
    assert [
        quote for quote in found(text) if quote.type != "direct" and quote.cue not in ("plans", "wrote", "knows")
    ] == []


def test_part_of_a_clause_in_marks_is_a_segment_of_it() -> None:
    text = "Anna Holm insisted the ferry was “quite new” and safe."
    [quote] = found(text)
    assert (quote.quote, quote.type) == ("the ferry was “quite new” and safe", "mixed")
    assert [text[start:end] for start, end in quote.segments] == ["“quite new”"]


@pytest.mark.parametrize(
    ("verb", "wanted"),
    [
        ("accuse", ("accuse", "accuses", "accused", "accusing")),
        ("deny", ("deny", "denies", "denied", "denying")),
        ("refer", ("refer", "refers", "referred", "referring")),
        ("agree", ("agree", "agrees", "agreed", "agreeing")),
    ],
)
def test_forms(verb: str, wanted: tuple[str, ...]) -> None:
    assert forms(verb) == wanted
