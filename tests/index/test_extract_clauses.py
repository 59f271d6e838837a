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
        # where it ends
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
    assert (quote.speaker, quote.type) == ("Anna Holm", "indirect")


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
    ],
)
def test_what_is_no_attribution(text: str) -> None:
    assert [quote for quote in found(text) if quote.cue not in ("plans", "wrote", "knows")] == []


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
