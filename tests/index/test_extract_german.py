"""German: who speaks by the place of the verb, what stands in marks and is no speech, and what is said without them."""

import pytest

from index.extract import extract
from index.extract.tables.german_verbs import weak
from index.extract.who.names import gender_of
from index.model import Article, Quote

BEFORE = "Die Direktorin Anna Holm und der Hafenchef Bernd Kruse haben sich mit der Reederei nicht geeinigt.\n"


def quotes(text: str) -> list[Quote]:
    return [quote for quote in extract(Article(BEFORE + text, language="de")).quotes if quote.start >= len(BEFORE)]


def told(text: str) -> list[str]:
    return [quote.quote for quote in quotes(text) if not quote.segments]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("„Nein“, sagte Anna Holm.", "Anna Holm"),
        ("„Nein“, sagte am Montag in Hamburg die Direktorin Anna Holm.", "Anna Holm"),
        ("„Nein“, so der Minister.", "der Minister"),
        ("„Nein“, teilte die Reederei am Abend mit.", "die Reederei"),
        ("„Nein“, rief Kruse.", "Bernd Kruse"),
        ("„Nein“, ließ ein Sprecher der Stadt verlauten.", "ein Sprecher der Stadt"),
        ("„Nein“, hieß es in einer Erklärung der Reederei.", "einer Erklärung der Reederei"),
        ("„Nein“, sagte die in Linz geborene Holm.", "Anna Holm"),
        ("„Nein“, sagte der Anwalt und Ratsherr Jonas Weber.", "Jonas Weber"),
        ("„Nein“, sagte die Herausgeberin Wielka Oss.", "Wielka Oss"),
        ("„Nein“, sagte Kruse für die Mehrheit der Arbeiter.", "Bernd Kruse"),
        ("Am Montag sagte Kruse: „Nein, das geht nicht.“", "Bernd Kruse"),
        ("Am Montag hat Bernd Kruse erklärt: „Das geht nicht.“", "Bernd Kruse"),
        ("Den Streik nannte Kruse „einen großen Fehler“.", "Bernd Kruse"),
        ("Das Urteil nannte er „einen großen Fehler“.", "Bernd Kruse"),
        ("Von einem „großen Fehler“ sprach Kruse.", "Bernd Kruse"),
        ("Der Sprecher, der anonym bleiben wollte, sagte: „Das geht nicht.“", "Der Sprecher"),
        ("Bernd Kruse, der Chef des Hafens, der dort lange war, sagte: „Das geht nicht.“", "Bernd Kruse"),
        ("Ein Sprecher der Stadt, Jonas Weber, sagte am Abend: „Das geht nicht.“", "Jonas Weber"),
        ("Der Ratsherr im Stadtrat, Jonas Weber, hatte Kruse geantwortet: „Das geht nicht.“", "Jonas Weber"),
        ("Die Sprecherin der Reederei sagte: „Das geht nicht.“", "Die Sprecherin der Reederei"),
        ("Kruse wird mit den Worten zitiert: „Das geht nicht.“", "Bernd Kruse"),
        ("Der Bericht wurde von Anna Holm als „völlig falsch“ bezeichnet.", "Anna Holm"),
        ("„Das geht nicht“, zitierte man Anna Holm.", "Anna Holm"),
        ("Hier sparte die Direktorin nicht mit Kritik: „Das geht nicht.“", "Anna Holm"),
        ("Kruses Meinung nach ist das „völlig falsch“.", "Bernd Kruse"),
        ("Nacken zufolge ist das „völlig falsch“.", "Nacken"),
    ],
)
def test_speaker(text: str, wanted: str) -> None:
    (quote,) = (quote for quote in quotes(text) if quote.segments)
    assert quote.speaker == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Kruse sagte am Montag in Hamburg, dass der Streik vorbei ist.", ["dass der Streik vorbei ist"]),
        ("Kruse sagte am Montag, der Streik sei vorbei.", ["der Streik sei vorbei"]),
        ("Kruse sagte, das Ende verletze die Regeln.", ["das Ende verletze die Regeln"]),
        ("Die Reederei gab bekannt, der Hafen bleibe zu.", ["der Hafen bleibe zu"]),
        ("Die Reederei gab der Stadt die Schuld, die klein bleibe.", []),
        ("Die Stadt forderte die Reederei auf, den Hafen zu öffnen.", ["den Hafen zu öffnen"]),
        ("Kruse kündigte an, nach dem Streik zurückzutreten.", ["nach dem Streik zurückzutreten"]),
        ("Kruse arbeitet viel, um den Hafen zu öffnen.", []),
        ("Der Streik sei vorbei, sagte Kruse.", ["Der Streik sei vorbei"]),
        ("Der Hafen, so Kruse weiter, werde im Mai schließen.", ["Der Hafen … werde im Mai schließen"]),
        ("Wie die Reederei am Abend bekannt gab, ist der Hafen zu.", ["ist der Hafen zu"]),
        ("Kruse sagte, er gehe bald, und Holm erklärte, sie bleibe hier.", ["er gehe bald", "sie bleibe hier"]),
        ("Die Direktorin sagte, sie müsse gehen und bemühte sich um Ruhe.", ["sie müsse gehen"]),
        ("Die Forderung der Stadt, den Hafen zu öffnen, lehnte Kruse ab.", ["den Hafen zu öffnen"]),
        ("Kruse kam zu dem Ergebnis, dass der Hafen zu klein ist.", ["dass der Hafen zu klein ist"]),
        ("Es wird vermutet, dass der Hafen schließt.", ["dass der Hafen schließt"]),
        ("Die Stadt fordert den Abriss der Mauer.", ["Die Stadt fordert den Abriss der Mauer"]),
    ],
)
def test_indirect_speech(text: str, wanted: list[str]) -> None:
    assert told(text) == wanted


@pytest.mark.parametrize(
    ("text", "speaker", "wanted"),
    [
        ("Nach Angaben der Polizei in Linz sind zwei Schiffe gesunken.", "der Polizei", "sind zwei Schiffe gesunken"),
        ("Nach Polizeiangaben sind zwei Schiffe gesunken.", "Polizeiangaben", "sind zwei Schiffe gesunken"),
        ("Zwei Schiffe sind laut Kruse (Die Hafenpartei) gesunken.", "Bernd Kruse", "Zwei Schiffe sind … gesunken"),
        ("Laut Anna Holm, der Direktorin, ist der Hafen zu.", "Anna Holm", "ist der Hafen zu"),
        ("Der Polizei in Linz zufolge sank das Schiff.", "Der Polizei", "sank das Schiff"),
        ("Kruses Meinung nach ist der Hafen zu klein.", "Bernd Kruse", "ist der Hafen zu klein"),
        ("Aus Sicht der Reederei ist der Hafen zu klein.", "der Reederei", "ist der Hafen zu klein"),
        ("Im Hafen liegt ein Schiff, das nach Ansicht der Stadt bald sinkt.", "der Stadt", "das … bald sinkt"),
    ],
)
def test_the_sentence_around_its_source(text: str, speaker: str, wanted: str) -> None:
    (quote,) = quotes(text)
    assert (quote.rule, quote.speaker, quote.quote) == ("according", speaker, wanted)


@pytest.mark.parametrize(
    "text",
    [
        "Das Schiff fuhr nach Linz zurück.",
        "So war der Hafen zu klein.",
        "Der Hafen ist zu groß, so wenige Schiffe kommen.",
        "Aus Holz ist das Boot.",
        "Aus heutiger Sicht war der Hafen zu klein.",
        "Nach Anmeldung kann man den Hafen sehen.",
    ],
)
def test_other_prepositions_name_no_source(text: str) -> None:
    assert not quotes(text)


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
        "Kruse sprach über den Roman „Wie der Hafen am Ende doch noch an die Stadt Linz kam“.",
        "„Gute alte Elbia“, wie das Schiff genannt wurde, sank.",
        "Sie zogen unter dem Motto „Hafen statt Mauer“ durch Linz.",
    ],
)
def test_names_in_marks_are_no_speech(text: str) -> None:
    assert not quotes(text)


def test_sentences_behind_a_noun_are_speech() -> None:
    assert [quote.quote for quote in quotes("Sie kamen mit der Parole „Wir bleiben hier“.")] == ["„Wir bleiben hier“"]


def test_the_mood_of_verbs_goes_on_with_what_was_said() -> None:
    said = (
        "„Das geht nicht“, sagte Kruse. Der Hafen sei „ein Trümmerfeld“ geworden. Nun soll gebaut werden. Der Mai kam."
    )
    first, going_on, part = quotes(said)
    assert {quote.speaker for quote in (first, going_on, part)} == {"Bernd Kruse"}
    assert part.quote == "„ein Trümmerfeld“"
    assert going_on.quote == "Der Hafen sei „ein Trümmerfeld“ geworden. Nun soll gebaut werden."


def test_the_writers_own_verbs_go_on_with_nothing() -> None:
    assert told("Kruse sagte, der Hafen sei zu. Ich habe ihn gesehen, bitte glauben Sie mir.") == ["der Hafen sei zu"]


def test_words_in_marks_inside_a_clause_are_a_quotation_of_their_own() -> None:
    whole, part = quotes("Kruse betonte, dass der Hafen „ein Trümmerfeld“ sei.")
    assert (whole.type, whole.segments, whole.quote) == ("indirect", (), "dass der Hafen „ein Trümmerfeld“ sei")
    assert (part.type, part.quote, part.speaker) == ("direct", "„ein Trümmerfeld“", "Bernd Kruse")


def test_marks_behind_the_end_of_a_sentence_are_a_quotation_of_their_own() -> None:
    assert [quote.quote for quote in quotes("„Das geht nicht“, sagte Kruse. „Wir schließen.“")] == [
        "„Das geht nicht“",
        "„Wir schließen.“",
    ]
    (quote,) = quotes("„Das“, sagte Kruse, „geht nicht.“")
    assert quote.quote == "„Das“ … „geht nicht.“"


def test_who_said_the_sentence_before() -> None:
    (quote,) = quotes("Der Hafen schließt im Mai. Das teilte die Reederei mit.")
    assert (quote.speaker, quote.quote) == ("die Reederei", "Der Hafen schließt im Mai. … Das")


def test_a_date_ends_no_sentence() -> None:
    assert told("Kruse sagte, der Hafen werde am 25. Mai schließen.") == ["der Hafen werde am 25. Mai schließen"]


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


@pytest.mark.parametrize(("name", "wanted"), [("Jürgen", "m"), ("Karl-Heinz", "m"), ("Wiebke", "f"), ("Elbe", None)])
def test_the_gender_of_first_names(name: str, wanted: str | None) -> None:
    assert gender_of(name) == wanted
