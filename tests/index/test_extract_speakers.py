"""Who speaks: each rule, each kind of name, each language."""

import pytest

from index.extract import extract
from index.extract.who.names import people_of
from index.extract.words import words
from index.model import Article, Quote


def first(text: str, title: str = "", language: str | None = "en") -> Quote:
    return extract(Article(text, title, language=language)).quotes[0]


def said(text: str, language: str | None = "en") -> list[str | None]:
    return [quote.speaker for quote in extract(Article(text, language=language)).quotes]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("“It is late,” Anna Holm said.", "Anna Holm"),
        ("“It is late,” said Anna Holm.", "Anna Holm"),
        ("“It is late”, Foreign Minister Anna Holm told reporters.", "Anna Holm"),
        ("Anna Holm said: “It is late.”", "Anna Holm"),
        ("Anna Holm, the foreign minister, said: “It is late.”", "Anna Holm"),
        ("Anna Holm (Labour) said: “It is late.”", "Anna Holm"),
        ("Anna Holm, who lost in May, said it was “far too late”.", "Anna Holm"),
        ("Anna Holm was quoted as saying that it was “far too late”.", "Anna Holm"),
        ("Anna Holm said it was over, adding that it was “far too late”.", "Anna Holm"),
        ("According to Anna Holm, it is “far too late”.", "Anna Holm"),
        ("It is “far too late”, according to Anna Holm.", "Anna Holm"),
        ("Anna Holm: “It is late.”", "Anna Holm"),
        ("“It is late.” — Anna Holm", "Anna Holm"),
        ("“It is late, it is really late,” Anna Holm fumed.", "Anna Holm"),
        ("“It is late,” said the minister’s spokesman, Per Dahl.", "Per Dahl"),
        ("“It is late,” said Harbour Bank economist Anna Holm.", "Anna Holm"),
        ("“It is late,” a senior Holm adviser said.", "a senior Holm adviser"),
        ("“It is late,” said officials.", "officials"),
        ("A spokesman for the port authority said it was “far too late”.", "A spokesman for the port authority"),
        ("One official who attended the meeting said it was “far too late”.", "One official"),
        ("Anna Holm was asked by Per Dahl: “Is it late?”", "Per Dahl"),
        ("“Is it late?” Anna Holm asked.", "Anna Holm"),
        ("On Tuesday, Anna Holm blasted “the slowest port of the north”.", "Anna Holm"),
        ("“It is late,” the report said.", "the report"),
        ("The Harbour Post said it was “far too late”.", "Harbour Post"),
        ("“Never!” the crowd roared.", "the crowd"),
        ("Another said it was “far too late”.", "Another"),
        ("It rained because, in Holms’ words, “it is far too late”.", "Holms"),
        ("The day after - More from Anna Holm: “It is late.”", "Anna Holm"),
        ("One sailor, Anna Holm, likened it to “a boat without a crew”.", "Anna Holm"),
        ("After the Oslo attacks, Anna Holm made a film calling it “a mess”.", "Anna Holm"),
        # within what is said, what somebody thinks or wants is in the words of who says so
        ("Critics say Anna Holm had proposed to “sink” the port.", "Critics"),
    ],
)
def test_rules(text: str, speaker: str) -> None:
    assert first(text).speaker == speaker


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        # a last name stands for the name before it, whoever it was before him
        ("Anna Holm met Per Dahl. “It is late,” Dahl said. “It is,” Holm said.", ["Per Dahl", "Anna Holm"]),
        ("Anna Holm met Per Dahl. “It is late,” Mr. Dahl said.", ["Per Dahl"]),
        ("Anna Holm met John Dahl. “It is late,” he said. “It is,” she said.", ["John Dahl", "Anna Holm"]),
        ("Anna Holm arrived.\n\n“It is late,” she said.", ["Anna Holm"]),
        ("“It is late,” Anna Holm said.\n\n“We have no time for this.”", ["Anna Holm", "Anna Holm"]),
        ("Anna Holm, the envoy, came. “It is late,” the envoy said.", ["Anna Holm"]),
        # whom a sentence without a quotation is about, for the pronoun after it
        ("“No,” said John Dahl.\n\nIn Oslo, mayor Per Holm left. “It is late,” he said.", ["John Dahl", "Per Holm"]),
        (
            "“No,” said John Dahl.\n\nIn Oslo, which was asleep, Per Holm left. “It is late,” he said.",
            ["John Dahl", "Per Holm"],
        ),
        (
            "“No,” said John Dahl.\n\nThe driver who had slept, Per Holm, left. “It is late,” he said.",
            ["John Dahl", "Per Holm"],
        ),
        ("Anna Holm, the envoy, met Per Dahl, the envoy. “It is late,” the envoy said.", ["the envoy"]),
        ("“It is late,” he said.", [None]),
        ("Per Dahl said Anna Holm had called it “far too late”.", ["Per Dahl", "Anna Holm"]),
        # who is named by a first name alone is a person too; "it" and "they" are no person
        ("Per Dahl met Lena. “It is late,” Lena said. “It is,” she added.", ["Lena", "Lena"]),
        (
            "“It is late,” the port said. “It is,” said Per Dahl.\n\n“Too late,” it added.",
            ["the port", "Per Dahl", "the port"],
        ),
        (
            "“It is late,” officials said. “It is,” said Per Dahl. “Yes,” they said.",
            ["officials", "Per Dahl", "officials"],
        ),
    ],
)
def test_names_through_an_article(text: str, speakers: list[str | None]) -> None:
    assert said(text) == speakers


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Holm International Corp said it was late.", "Holm International Corp"),
        ("Holm's Corp said it was late.", "Holm's Corp"),
        ("Holm and Dahl Co said it was late.", "Holm and Dahl Co"),
        ("First Oslo Inc said it was late.", "First Oslo Inc"),
        ("United Banks of Oslo Inc said it was late.", "United Banks of Oslo Inc"),
        ("H and D said it was late.", "H and D"),
        ("The State Department said it was late.", "State Department"),
        ("The Ministry of Trade and Ports said it was late.", "Ministry of Trade and Ports"),
        ("The head of Holm Ltd said it was late.", "The head of Holm Ltd"),
        ("Minister of Mines Anna Holm went. It was late, Holm said.", "Anna Holm"),
        ("Chancellor of the Exchequer Anna Holm said it was late.", "Anna Holm"),
        ("Director of the Anna Holm Center said it was late.", "Director of the Anna Holm Center"),
        ("Anna Holm, President of the Union of Ports said it was late.", "Anna Holm"),
        ("Per Dahl met Anna North. It was late, North said.", "Anna North"),
        ("In Oslo, the banks said it was late.", "the banks"),
        ("Commenting on the debt Anna Holm said, “It is late.”", "Anna Holm"),
    ],
)
def test_names_of_bodies_are_whole(text: str, speaker: str) -> None:
    assert said(text)[-1] == speaker


def test_a_company_by_its_first_word_and_as_the_company() -> None:
    text = (
        "Holm Ship Ltd said it was late. Anna Dahl said it was late. Holm said it was late. The company said so: “No.”"
    )
    assert said(text) == ["Holm Ship Ltd", "Anna Dahl", "Holm Ship Ltd", "Holm Ship Ltd"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Then Anna Holm met Per de la Dahl and\nEva\nLind.", ["Anna Holm", "Per de la Dahl", "Eva Lind"]),
        ("In Mrs. Holm's view, ANNA Holm of the Harbour Union and Per, Dahl or Eva  Lind", ["ANNA Holm"]),
        ("a pro-Anna Holm vote, z.B. Dahl, d'Eva Lind and an mp3Player Dahl", []),  # no name begins inside a word
        ("J.B. Holm of Gov. Per Dahl's staff, Éva Lind", ["J.B. Holm", "Per Dahl", "Éva Lind"]),
    ],
)
def test_people_of_a_text(text: str, names: list[str]) -> None:
    assert list(people_of(text, "", (), words("en")).by_name) == names


def test_headline_and_given_people_make_names_whole() -> None:
    assert first("“It is late,” Holm said.", title="Anna Holm waits").speaker == "Anna Holm"
    article = Article("“It is late,” Holm said.", people=("Anna Holm",))
    assert extract(article).quotes[0].speaker == "Anna Holm"


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("“It is late,” Foreign Minister Anna Holm said.", ("person", "Foreign Minister", "said", "name")),
        ("“It is late,” said officials.", ("group", None, "said", "title")),
        ("“It is late,” the government said.", ("government", None, "said", "title")),
        ("“It is late,” Harbour Bank said.", ("organisation", None, "said", "name")),
        ("Anna Holm came. “It is late,” she added.", ("person", None, "added", "pronoun")),
    ],
)
def test_what_is_told_of_a_speaker(text: str, wanted: tuple[str | None, ...]) -> None:
    quote = first(text)
    assert (quote.speaker_type, quote.role, quote.cue, quote.resolution) == wanted


def test_speaker_as_written_is_a_slice_of_the_text() -> None:
    text = "Anna Holm came. “It is late,” she said."
    quote = first(text)
    assert quote.speaker_start is not None
    assert text[quote.speaker_start : quote.speaker_end] == quote.speaker_text == "she"


@pytest.mark.parametrize(
    ("language", "text", "speaker"),
    [
        ("de", "„Wir brauchen mehr Zeit“, sagte Außenminister Jonas Weber.", "Jonas Weber"),
        ("de", "Nach der Sitzung sagte Ministerin Petra Lang: „Wir brauchen Zeit.“", "Petra Lang"),
        ("de", "„Wir warten“, sagte der Sprecher des Hafens, Jonas Weber.", "Jonas Weber"),
        ("de", "Laut Terminalleiter Jonas Weber ist es „viel zu spät“.", "Jonas Weber"),
        ("fr", "« Nous avons besoin de temps », a expliqué la ministre Claire Martin à la presse.", "Claire Martin"),
        ("fr", "Claire Martin arrive. « C'est une erreur », a-t-elle ajouté.", "Claire Martin"),
        ("es", "«No vamos a ceder», afirmó la ministra Carmen López ante la prensa.", "Carmen López"),
        ("it", "«Non ci sono linee rosse», ha spiegato la ministra Laura Conti.", "Laura Conti"),
        ("uk", "«Ми не маємо часу», — сказала міністерка Олена Бондар журналістам.", "Олена Бондар"),
        ("ru", "«У нас нет времени», — сказала министр Ольга Смирнова журналистам.", "Ольга Смирнова"),
        ("ar", "وأضافت الوزيرة ليلى حداد: «لا توجد خطوط حمراء».", "ليلى حداد"),
        ("pl", "„Nie ma czasu”.", None),
    ],
)
def test_languages(language: str, text: str, speaker: str | None) -> None:
    assert first(text, language=language).speaker == speaker


@pytest.mark.parametrize(
    ("text", "more", "less"),
    [
        ("“It is late now,” Anna Holm said. “It is really late,” the envoy of the port said.", 0, 1),  # no name
        ("“It is late now,” Anna Holm said. “Late,” Per Dahl said.", 0, 1),  # a word or two
        ("“It is late now,” Anna Holm said. Per Dahl said that it was really late.", 0, 1),  # a clause
    ],
)
def test_confidence_is_less_where_less_is_sure(text: str, more: int, less: int) -> None:
    found = extract(Article(text, language="en")).quotes
    assert found[more].confidence >= 0.95 and found[less].confidence < 0.8


def test_confidence_is_that_of_the_rule() -> None:
    sure, carried = extract(Article("“It is late,” Anna Holm said.\n\n“We have no time for this.”")).quotes
    assert 0 < carried.confidence < sure.confidence <= 1 and carried.resolution == "carried"
    assert (sure.rule, carried.rule) == ("subject-verb", "carried")
