"""German: who speaks by the place of the verb, and what stands in marks and is no speech."""

import pytest

from index.extract import extract
from index.extract.names import gender_of
from index.extract.tables.german_verbs import weak
from index.model import Article, Quote

BEFORE = "Die Direktorin Anna Holm und der Hafenchef Bernd Kruse haben sich mit der Reederei nicht geeinigt.\n"


def quotes(text: str) -> list[Quote]:
    return [quote for quote in extract(Article(BEFORE + text, language="de")).quotes if quote.start >= len(BEFORE)]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("„Nein“, sagte Anna Holm.", "Anna Holm"),
        ("„Nein“, sagte am Montag in Hamburg die Direktorin Anna Holm.", "Anna Holm"),
        ("„Nein“, so der Minister.", "der Minister"),
        ("„Nein“, teilte die Reederei am Abend mit.", "die Reederei"),
        ("„Nein“, ließ ein Sprecher der Stadt verlauten.", "ein Sprecher der Stadt"),
        ("„Nein“, hieß es in einer Erklärung der Reederei.", "einer Erklärung der Reederei"),
        ("„Nein“, sagte die in Linz geborene Holm.", "Anna Holm"),
        ("„Nein“, sagte der Anwalt und Ratsherr Jonas Weber.", "Jonas Weber"),
        ("„Nein“, sagte Kruse für die Mehrheit der Arbeiter.", "Bernd Kruse"),
        ("Am Montag sagte Kruse: „Nein, das geht nicht.“", "Bernd Kruse"),
        ("Am Montag hat Bernd Kruse erklärt: „Das geht nicht.“", "Bernd Kruse"),
        ("Den Streik nannte Kruse „einen großen Fehler“.", "Bernd Kruse"),
        ("Das Urteil nannte er „einen großen Fehler“.", "Bernd Kruse"),
        ("Von einem „großen Fehler“ sprach Kruse.", "Bernd Kruse"),
        ("Der Sprecher, der anonym bleiben wollte, sagte: „Das geht nicht.“", "Der Sprecher"),
        ("Bernd Kruse, der Chef des Hafens, der dort lange war, sagte: „Das geht nicht.“", "Bernd Kruse"),
        ("Ein Sprecher der Stadt, Jonas Weber, sagte am Abend: „Das geht nicht.“", "Jonas Weber"),
        ("Die Sprecherin der Reederei sagte: „Das geht nicht.“", "Die Sprecherin der Reederei"),
        ("Kruse wird mit den Worten zitiert: „Das geht nicht.“", "Bernd Kruse"),
        ("Der Bericht wurde von Anna Holm als „völlig falsch“ bezeichnet.", "Anna Holm"),
        ("„Das geht nicht“, zitierte man Anna Holm.", "Anna Holm"),
        ("Hier sparte die Direktorin nicht mit Kritik: „Das geht nicht.“", "Anna Holm"),
        ("Nacken zufolge ist das „völlig falsch“.", "Nacken"),
    ],
)
def test_speaker(text: str, wanted: str) -> None:
    (quote,) = (quote for quote in quotes(text) if quote.segments)
    assert quote.speaker == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Kruse sagte am Montag in Hamburg, dass der Streik vorbei ist.", ["der Streik vorbei ist"]),
        ("Kruse sagte am Montag, der Streik sei vorbei.", ["der Streik sei vorbei"]),
        ("Die Reederei gab bekannt, der Hafen bleibe zu.", ["der Hafen bleibe zu"]),
        ("Die Reederei gab der Stadt die Schuld, die klein bleibe.", []),
        ("Der Streik sei vorbei, sagte Kruse.", ["Der Streik sei vorbei"]),
    ],
)
def test_indirect_speech(text: str, wanted: list[str]) -> None:
    assert [quote.quote for quote in quotes(text)] == wanted


@pytest.mark.parametrize(
    "text",
    [
        "Kruse sagte der Zeitung „Elbbote“ nichts.",
        "Das Projekt „Wels im Fluss“ kostet Geld.",
        "„Radio Elbe“ berichtet darüber.",
        "Das „Elbe Festival“ findet statt.",
        "Die Gegner von „Ener7“ kamen.",
        "Der „Plan B“-Flügel der Partei kam.",
        "Das Schiff, das sich „gute alte Elbia“ nennt, sank.",
        "„Gute alte Elbia“ hieß das Schiff.",
        "„Gute alte Elbia“, wie das Schiff genannt wurde, sank.",
        "Sie zogen unter dem Motto „Hafen statt Mauer“ durch Linz.",
    ],
)
def test_names_in_marks_are_no_speech(text: str) -> None:
    assert not quotes(text)


def test_sentences_behind_a_noun_are_speech() -> None:
    assert [quote.quote for quote in quotes("Sie kamen mit der Parole „Wir bleiben hier“.")] == ["„Wir bleiben hier“"]


def test_the_mood_of_a_verb_goes_on_with_what_was_said() -> None:
    first, second = quotes("„Das geht nicht“, sagte Kruse. Der Hafen sei „ein Trümmerfeld“ geworden.")
    assert (first.speaker, second.speaker) == ("Bernd Kruse", "Bernd Kruse")
    assert second.quote == "„ein Trümmerfeld“"


@pytest.mark.parametrize(("name", "wanted"), [("Jürgen", "m"), ("Karl-Heinz", "m"), ("Wiebke", "f"), ("Elbe", None)])
def test_the_gender_of_first_names(name: str, wanted: str | None) -> None:
    assert gender_of(name) == wanted


def test_they_are_no_single_woman() -> None:
    assert quotes("„Nein“, sagten sie.")[0].speaker is None
    assert quotes("„Nein“, sagte sie.")[0].speaker == "Anna Holm"


def test_nouns_are_no_people() -> None:
    quote = extract(
        Article("Der Torwart Jonas Weber las die Neue Ordnung Hamburgs. „Nein“, sagte er.", language="de")
    ).quotes[-1]
    assert (quote.speaker, quote.role) == ("Jonas Weber", "Torwart")


@pytest.mark.parametrize(
    ("stem", "forms"),
    [
        ("sag", "sagt sagte sagten sagen gesagt"),
        ("erklär", "erklärt erklärte erklärten erklären erklärt"),
        ("kritisier", "kritisiert kritisierte kritisierten kritisieren kritisiert"),
        ("forder", "fordert forderte forderten fordern gefordert"),
        ("bezeichn", "bezeichnet bezeichnete bezeichneten bezeichnen bezeichnet"),
    ],
)
def test_the_forms_of_weak_verbs(stem: str, forms: str) -> None:
    assert weak(stem) == tuple(forms.split())
