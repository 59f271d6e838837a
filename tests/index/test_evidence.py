"""`search-index read --explain`: for each quotation what decided, who else could have said it, and the line to add."""

import json
import time
from pathlib import Path

import pytest

from index import generations
from index.cli import main
from index.corrections import NONE, parse
from index.evidence import RESOLUTIONS, RULES, explained
from index.extract import extract
from index.extract.said.confidence import SHARES
from index.identity import identify
from index.model import Article, Quote
from index.names import Names

TEXT = """OSLO, March 3 - "It will hold," Anna Berg said. According to Mayor Bo Lind, the bridge is late.

"Never," he added. The so-called "big gate" is shut.

"I was there." """


def told(text: str, corrections: str = "", names: Names | None = None) -> str:
    article = identify(extract(Article(text, title="A bridge", id="a", source="/articles/a.txt", language="en")))
    return explained(article, parse(corrections), names or Names())


def block(text: str, number: int) -> dict[str, list[str]]:
    """The facts of one quotation by their names."""
    lines = text.split(f"\n{number:3}  ")[1].split("\n\n")[0].splitlines()
    facts: dict[str, list[str]] = {"quotation": [lines[0]]}
    for line in lines[1:]:
        name = line[5:16].strip() or name  # noqa: F821  the line goes on with the fact before
        facts.setdefault(name, []).append(line[17:])
    return facts


def test_the_evidence_of_a_quotation() -> None:
    text = told(TEXT)
    assert text.startswith("/articles/a.txt: A bridge [a]\n")
    assert block(text, 1) == {
        "quotation": ['"It will hold,"'],
        "speaker": ["Anna Berg (person)"],
        "found at": ["direct, characters 16–31 of the text"],
        "rule": ["subject-verb: the speaker stands before a verb of speech"],
        "cue": [f'said: …{TEXT[:42]}[said]{TEXT[46:95]} "Never," …'],
        "resolved": ["by name: “Anna Berg” at 32: it is a name, or part of one that the article has in full"],
        "confidence": ["0.78; the rule has 0.97, but few words stand in marks"],
        "candidates": [
            "→ Anna Berg: taken for a woman; named 1 character after",
            "· Bo Lind: Mayor; named 30 characters after",
        ],
        "to correct": ["a-d7ac1e64461f = Anna Berg"],
    }


def test_a_pronoun_and_what_is_carried() -> None:
    text = told(TEXT)
    assert block(text, 2)["resolved"] == [f"by name: “Mayor Bo Lind” at 61: {RESOLUTIONS['name']}"]
    assert "[to] Mayor Bo Lind" in block(text, 2)["cue"][0]
    assert block(text, 2)["confidence"] == ["0.72; the rule has 0.9, but what was said without marks is partly a guess"]
    assert block(text, 3)["resolved"] == [f"by pronoun: “he” at 106: {RESOLUTIONS['pronoun']}"]
    assert block(text, 3)["candidates"][0].startswith("→ Bo Lind: Mayor; named 23 characters before")
    assert block(text, 4)["rule"] == [f"carried: {RULES['carried']}"]
    assert block(text, 4)["cue"] == ["none"]


def test_what_is_no_speech_is_told() -> None:
    assert told(TEXT).rstrip().endswith('a word that nobody says:\n     130–140  "big gate"')


def test_nobody_near() -> None:
    facts = block(told('"Nobody knows why it is so late again this year."'), 1)
    assert facts["speaker"] == ["unknown (unknown)"]
    assert facts["candidates"] == ["nobody is named near"]
    assert facts["to correct"][0].endswith(" = NAME OF THE SPEAKER")


def test_what_corrections_and_the_archive_say() -> None:
    names = Names({"Anna Berg": ("Anna K. Berg", "initials")})
    facts = block(told(TEXT, "a-d7ac1e64461f = Bo Lind", names), 1)
    assert facts["corrected"] == ["Bo Lind"] and "to correct" not in facts
    assert facts["archive"] == ["Anna Berg is shown as Anna K. Berg (rule: initials)"]
    assert facts["to part"] == ["Anna Berg != Anna K. Berg"]
    assert block(told(TEXT, "a-d7ac1e64461f = -"), 1)["corrected"] == ["taken out: no quotation"]


def test_each_line_to_add_is_a_correction() -> None:
    facts = block(told(TEXT, names=Names({"Anna Berg": ("Anna K. Berg", "initials")})), 1)
    assert len(parse("\n".join([*facts["to correct"], *facts["to part"]])).lines) == 2


def test_quotations_of_the_title_are_told_too() -> None:
    quote = Quote("late", 0, 4, field="title", speaker="Anna Berg", id="a-1", rule="colon")
    assert "late" in explained(Article("Nothing.", id="a", language="en", quotes=(quote,)), NONE, Names())


def test_every_rule_and_resolution_is_told() -> None:
    assert RULES.keys() == SHARES.keys()
    assert RESOLUTIONS.keys() == {"name", "title", "pronoun", "carried"}


def test_the_command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    monkeypatch.setenv("DATELINE_INDEX", str(tmp_path / "index"))
    rows = [
        {"id": id, "text": f'"{id} is late," {name} said.'}
        for id, name in zip("abcd", ["Anna Berg"] * 3 + ["Berg"], strict=True)
    ]
    Path("a.jsonl").write_text("\n".join(map(json.dumps, rows)) + "\n{no json")
    assert main(["read", "a.jsonl", "--explain"]) == 0
    captured = capsys.readouterr()
    assert captured.out.count("to correct") == 4 and "archive" not in captured.out
    assert captured.err.startswith(f"{tmp_path}/a.jsonl:5: ")
    main(["build", "a.jsonl"])
    assert generations.names(generations.opened(tmp_path / "index")).merged
    capsys.readouterr()
    assert main(["read", "a.jsonl", "--explain"]) == 0
    assert (
        "archive     Berg is shown as Anna Berg (rule: surname)\n     to part     Berg != Anna Berg\n"
        in capsys.readouterr().out
    )


def test_normal_output_carries_none_of_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    main(["read", str(tmp_path / "a.txt")])
    assert capsys.readouterr().out.count("candidates") == 0


@pytest.mark.parametrize("piece", ['"It is," Anna Berg said. ', "“", "Anna Berg, Bo Lind, ", '"a" '])
def test_long_texts_are_explained_in_time(piece: str) -> None:
    started = time.perf_counter()
    told(piece * (100_000 // len(piece)))
    assert time.perf_counter() - started < 12
