"""The command that counts what goes wrong with quotations: each kind of error once."""

import json
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
TEXT = (
    "“It is late,” Anna Holm said. “Go home,” Per Dahl said. “Do stay on,” he said.\n\n"
    "The “cheap” boat sank. Per Dahl told us: “It was a very old boat.”"
)
QUOTES = [  # what is said, by whom the gold says, and how that is written
    ("“It is late,”", "Anna Holm", "Anna Holm"),
    ("“Go home,”", "Anna Holm", "Anna Holm"),  # somebody else's mention
    ("“Do stay on,”", "Lars Lund", "he"),  # the mention, but another person
    ("“cheap”", "Per Dahl", "Per Dahl"),  # not found
]


def test_quotes(tmp_path: Path) -> None:
    quotes = []
    for said, speaker, written in QUOTES:
        start, at = TEXT.index(said), TEXT.index(f" {written} ") + 1
        quote = {"start": start, "end": start + len(said), "speaker": speaker}
        quotes.append(quote | {"speaker_start": at, "speaker_end": at + len(written)})
    gold = tmp_path / "gold.jsonl"
    gold.write_text(json.dumps({"id": "1", "text": TEXT, "quotes": quotes}), "utf-8")
    command = [sys.executable, str(ROOT / "benchmarks" / "quotes.py"), str(gold)]
    shown = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    counts = {kind: int(count) for count, kind in re.findall(r"^ +(\d+)  (\w+(?: \w+)?)  ", shown, re.M)}
    wanted = {"right": 1, "wrong mention": 1, "wrong person": 1, "missed": 1, "false": 1}
    assert {kind: count for kind, count in counts.items() if count} == wanted
    listed = subprocess.run([*command, "--show", "wrong person"], capture_output=True, text=True, check=True).stdout
    assert listed.startswith("“Do stay on,” | wanted: Lars Lund | given: Per Dahl (subject-verb, ")
