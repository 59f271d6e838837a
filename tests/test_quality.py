"""How well the sample articles are read and understood, by their gold answers: no figure may fall below its floor.

`python tests/test_quality.py` prints every figure and every miss; tests/floors.json holds the floors.
"""

import json
import re
import subprocess
import sys
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import pytest

sys.path.insert(0, str(Path(__file__).parents[1]))  # as a script

from index.build import lines

ROOT = Path(__file__).parents[1]
FLOORS = json.loads((ROOT / "tests" / "floors.json").read_text())
ENDING = re.compile(r"\.(?:html|txt|jsonl?|xml|sgm)(?:\.gz)?$")
EDGE = "—–-\"'“”„‟‘’‚‛«»‹›.,;:!?،؛؟ \u00a0\u202f"
FIRST = 5  # misses that a failure tells; the script prints them all


class Said(NamedTuple):
    """What one pair of quotation marks holds, and who said it."""

    words: str
    speaker: str | None


@dataclass
class Figure:
    """The F1 of some values; where both sides give one an article, it is the share of right ones."""

    right: int = 0
    given: int = 0  # by both sides together
    misses: list[str] = field(default_factory=list)

    def add(self, name: str, found: list[Any], wanted: list[Any]) -> None:
        false, missed = list(found), []
        for value in wanted:
            same = next((number for number, other in enumerate(false) if agree(other, value)), None)
            if same is None:
                missed.append(value)
            else:
                del false[same]
        self.right += len(wanted) - len(missed)
        self.given += len(found) + len(wanted)
        self.misses += [f"{name}: missing {value}" for value in missed] + [f"{name}: false {value}" for value in false]

    @property
    def reached(self) -> float:
        return round(2 * self.right / self.given, 3) if self.given else 1.0


@pytest.mark.parametrize(
    ("group", "name"), [(group, name) for group, floors in FLOORS["samples"].items() for name in floors]
)
def test_the_sample_articles(group: str, name: str) -> None:
    figure, floor = measured()[group, name], FLOORS["samples"][group][name]
    assert figure.reached >= floor, "\n".join(
        [f"{name} ({group}) is {figure.reached}, below its floor of {floor}. The first misses:", *figure.misses[:FIRST]]
    )


@pytest.mark.shared
def test_quotations_and_pages_at_large(shared: Path, tmp_path: Path) -> None:
    gold, pages = shared / "data" / "quotes" / "polnear_direct.jsonl", shared / "data" / "pages"
    bare = written(tmp_path / "bare.jsonl", shared / "score" / "bare.py", gold)
    read = written(tmp_path / "quotes.jsonl", "-m", "index", "read", bare)
    quotes = scored(tmp_path, shared / "score" / "quotes.py", gold, read, "--segments")
    read = written(tmp_path / "pages.jsonl", "-m", "index", "read", pages / "html")
    page = scored(tmp_path, shared / "score" / "pages.py", pages, read)
    reached = {"quotations": quotes["e2e"]["f1"], "body": page["body"]["f1"]}
    reached |= {name: page[name]["right"] for name in ("title", "date", "author")}
    assert {name: value for name, value in reached.items() if value < FLOORS["shared"][name]} == {}, reached


@cache
def measured() -> dict[tuple[str, str], Figure]:
    """Each figure over all samples and over those of each language."""
    figures: dict[tuple[str, str], Figure] = defaultdict(Figure)
    for name, article, gold in samples():
        for figure, (found, wanted) in compared(article, gold).items():
            for group in ("all", gold["language"]):
                figures[group, figure].add(name, found, wanted)
    return dict(figures)


def samples() -> Iterator[tuple[str, dict[str, Any], dict[str, Any]]]:
    """Each sample's name, the article as the pipeline reads it, and its gold answer."""
    seen: dict[Path, int] = defaultdict(int)
    for line in lines([str(ROOT / "seeds")], jobs=2):
        assert isinstance(line, str), line
        article = json.loads(line)
        path = Path(article["source"])
        gold = json.loads(path.with_name(ENDING.sub("", path.name) + ".gold.json").read_text("utf-8"))
        answers = gold if isinstance(gold, list) else [gold]
        yield f"{path.parent.name}/{path.name}", article, answers[seen[path]]
        seen[path] += 1
    assert seen, "no samples were read"


def compared(article: dict[str, Any], gold: dict[str, Any]) -> dict[str, tuple[list[Any], list[Any]]]:
    """What was found and what is wanted, of each figure."""
    parts = [
        Said(bare(article["text"][start:end]), quote["speaker"])
        for quote in article["quotes"]
        if quote["field"] == "text"
        for start, end in quote["segments"]
    ]
    return {
        "title": ([article["title"]], [gold["title"]]),
        "day": ([article["published"] and article["published"][:10]], [gold["date"]]),
        "outlet": ([article["outlet"]], [gold["outlet"]]),
        "authors": (article["authors"], gold["authors"]),
        "language": ([article["language"]], [gold["language"]]),
        "dateline": ([(article["dateline"] or {}).get("place")], [(gold["dateline"] or {}).get("place")]),
        "places": ([place["label"] for place in article["places"] if place["count"]], gold["places"]),
        "quotations": (
            parts,
            [Said(bare(quote["quote"]), quote["speaker"]) for quote in gold["quotes"] if quote["type"] != "indirect"],
        ),
    }


def agree(found: Any, wanted: Any) -> bool:
    """Whether a value is the wanted one: of a speaker the last word counts; one without a name may be described."""
    if not isinstance(wanted, Said):
        return bool(found == wanted)
    if wanted.speaker is None:
        right = found.speaker is None or found.speaker[0].islower()  # "a deputy from Odesa"
    else:
        right = bool(found.speaker) and last_word(found.speaker) == last_word(wanted.speaker)
    return right and found.words == wanted.words


def last_word(name: str) -> str:
    """Without case and accents."""
    letters = unicodedata.normalize("NFKD", name.split()[-1]).casefold()
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def bare(quote: str) -> str:
    """Without the marks, blanks and stops around it."""
    return " ".join(quote.split()).strip(EDGE)


def written(target: Path, *arguments: object) -> Path:
    """The file that a Python script's or module's output goes to."""
    with target.open("wb") as stream:
        subprocess.run([sys.executable, *map(str, arguments)], stdout=stream, cwd=ROOT, check=True)
    return target


def scored(folder: Path, *arguments: object) -> dict[str, Any]:
    return dict(json.loads(written(folder / "scores.json", *arguments, "--json").read_text()))


if __name__ == "__main__":
    figures = measured()
    names = sorted({name for _, name in figures})
    print("      ", *(f"{name:>10}" for name in names))
    for group in sorted({group for group, _ in figures}):
        print(f"{group:6} ", *(f"{figures[group, name].reached:10}" for name in names))
    for (group, name), figure in sorted(figures.items()):
        if group != "all":
            for miss in figure.misses:
                print(group, name, miss)
