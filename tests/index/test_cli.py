"""The command search-index: what it prints, its exit codes, and what a kill leaves behind."""

import json
import os
import resource
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from index import generations
from index.cli import main
from tests.conftest import heed_interrupts

ROOT = Path(__file__).parents[2]
ARTICLE = {
    "id": "a",
    "title": "A title",
    "date": "2025-03-03",
    "text": 'OSLO, March 3 - "It will hold," Anna Berg said.',
}


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A current folder with articles/ in it, and an index location in the environment."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DATELINE_INDEX", str(tmp_path / "index"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles/a.json").write_text(json.dumps(ARTICLE))
    return tmp_path


def test_build_update_status_check(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (home / "articles/logo.png").write_bytes(b"\x89PNG")
    assert main(["build", "articles"]) == 0
    output = capsys.readouterr().out
    assert output.startswith("1 articles read in")
    assert "1 of other kinds skipped" in output
    assert "holds 1 articles and 1 quotations." in output
    assert main(["update"]) == 0
    assert capsys.readouterr().out.startswith("Nothing changed in 1 files")
    assert main(["status"]) == 0
    assert f"from {home / 'articles'}." in capsys.readouterr().out
    assert main(["status", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["quotations"] == 1
    assert main(["check"]) == 0
    assert capsys.readouterr().out.endswith("is whole.\n")


def test_check_names_the_damaged_file(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["build", "articles"])
    segment = next(generations.current(home / "index").glob("*.segment"))
    content = bytearray(segment.read_bytes())
    content[len(content) // 2] ^= 1
    segment.write_bytes(content)
    assert main(["check"]) == 1
    assert segment.name in capsys.readouterr().out


def test_read_prints_one_article_a_line(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (home / "articles/bad.json").write_text("{")
    assert main(["read", "articles"]) == 0
    captured = capsys.readouterr()
    article = json.loads(captured.out)
    assert (article["version"], article["id"], article["dateline"]["place"]) == (1, "a", "Oslo, Norway")
    assert [(quote["quote"], quote["speaker"]) for quote in article["quotes"]] == [('"It will hold,"', "Anna Berg")]
    assert captured.err.startswith(f"{home / 'articles/bad.json'}: ")


def test_corrections_are_applied_by_every_command(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["build", "articles"])
    main(["read", "articles"])
    (quote,) = json.loads(capsys.readouterr().out.splitlines()[-1])["quotes"]
    mine = home / "dateline/corrections.txt"
    mine.parent.mkdir()
    mine.write_text(f"{quote['id']} = Bo Lind  # not Berg\nb-0123456789ab = -\nBo Lind = Bo Lindh\n")
    assert main(["read", "articles"]) == 0
    assert json.loads(capsys.readouterr().out)["quotes"][0]["speaker"] == "Bo Lind"
    assert main(["update"]) == 0
    captured = capsys.readouterr()
    assert captured.out.startswith("1 articles read")
    assert captured.err == f"No quotation has the id b-0123456789ab, which {mine} names.\n"
    assert main(["status"]) == 0
    assert "1 names joined to others; 3 corrections in force." in capsys.readouterr().out
    assert main(["update"]) == 0
    assert capsys.readouterr().out.startswith("Nothing changed")
    (home / "other.txt").write_text(f"{quote['id']} = -")
    assert main(["read", "articles", "--corrections", "other.txt"]) == 0
    assert json.loads(capsys.readouterr().out)["quotes"] == []
    assert main(["build", "articles", "--corrections", "other.txt"]) == 0
    assert "holds 1 articles and 0 quotations." in capsys.readouterr().out


@pytest.mark.parametrize("command", ["build articles", "update", "read articles"])
def test_a_bad_correction_is_a_sentence(home: Path, capsys: pytest.CaptureFixture[str], command: str) -> None:
    main(["build", "articles"])
    before = generations.current(home / "index")
    (home / "mine.txt").write_text("Berg = Anna Berg\nBerg\n")
    capsys.readouterr()
    assert main([*command.split(), "--corrections", "mine.txt"]) == 2
    sentence = f"search-index: {home}/mine.txt:2: “Berg” is no correction."
    assert capsys.readouterr().err.startswith(sentence)
    assert main([*command.split(), "--corrections", "none.txt"]) == 2
    assert "none.txt cannot be read (No such file or directory)" in capsys.readouterr().err
    assert generations.current(home / "index") == before


def test_quiet_prints_nothing_but_errors(home: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (home / "articles/bad.json").write_text("{")
    assert main(["build", "--quiet", "articles"]) == 0
    assert main(["update", "--quiet"]) == 0
    assert capfd.readouterr() == ("", "")
    assert main(["build", "--quiet", "nowhere"]) == 2
    assert "does not exist" in capfd.readouterr().err


def test_log_json_is_one_object(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (home / "articles/bad.json").write_text("{")
    assert main(["build", "--log-json", "articles"]) == 0
    captured = capsys.readouterr()
    summary = json.loads(captured.err)
    assert captured.out == ""
    assert (summary["read"], summary["articles"], len(summary["refused"])) == (1, 1, 1)
    assert main(["build", "--log-json", "nowhere"]) == 2
    assert json.loads(capsys.readouterr().err)["error"]["type"] == "SettingsError"


@pytest.mark.parametrize(
    ("arguments", "code", "sentence"),
    [
        (["build"], 2, "Name a folder of articles"),
        (["update"], 2, "Name a folder of articles"),
        (["build", "nowhere"], 2, "nowhere does not exist"),
        (["build", "empty"], 2, "No articles found under"),
        (["build", "broken"], 3, "1 of 1 were refused"),
        (["read", "empty"], 2, "No articles found under"),
        (["status"], 2, "There is no index in"),
        (["check"], 2, "There is no index in"),
        (["status", "--index", "ftp://host/name"], 2, "is no address of an index"),
        (["build", "articles", "--jobs", "0"], 2, "--jobs: jobs must be"),
        (["build", "articles", "--jobs", "many"], 2, "--jobs: jobs must be"),
        (["build", "articles", "--index", "articles/a.json"], 2, "Choose another folder"),
    ],
)
def test_bad_input_is_a_sentence(
    home: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], code: int, sentence: str
) -> None:
    (home / "empty").mkdir()
    (home / "broken").mkdir()
    (home / "broken/bad.json").write_text("{")
    assert main(arguments) == code
    error = capsys.readouterr().err
    assert sentence in error
    assert "Traceback" not in error


def test_an_index_of_another_version_asks_for_a_rebuild(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["build", "articles"])
    manifest = generations.current(home / "index") / "MANIFEST.json"
    manifest.write_text(manifest.read_text().replace('"schema": ', '"schema": 9'))
    capsys.readouterr()
    assert main(["status"]) == 2
    assert "search-index build" in capsys.readouterr().err
    assert main(["update", "articles"]) == 0, "an update then builds anew"
    assert main(["status"]) == 0


def test_another_run_holds_the_lock(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["build", "articles"])
    with generations.locked(home / "index"):
        assert main(["build", "articles"]) == 75
        assert "Another run is writing" in capsys.readouterr().err
        assert main(["update", "--quiet"]) == 75
        assert capsys.readouterr() == ("", "")


def test_a_killed_run_leaves_the_index_in_service(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["build", "articles"])
    in_service = generations.current(home / "index")
    rows = [json.dumps(ARTICLE | {"id": str(number)}) for number in range(5000)]
    (home / "articles/many.jsonl").write_text("\n".join(rows))
    command = [sys.executable, "-m", "index", "build", str(home / "articles")]
    process = subprocess.Popen(command, cwd=ROOT, start_new_session=True)
    while not list((home / "index").glob("*.new/*")):
        assert process.poll() is None, "it ended before it was killed"
        os.sched_yield()
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    assert generations.current(home / "index") == in_service
    assert generations.check(home / "index") == []
    (home / "articles/many.jsonl").unlink()
    assert main(["build", "articles"]) == 0, "the lock is free and the leftovers are no hindrance"
    assert not list((home / "index").glob("*.new"))


def test_an_interrupted_run_says_so_and_leaves_nothing(home: Path) -> None:
    rows = [json.dumps(ARTICLE | {"id": str(number)}) for number in range(5000)]
    (home / "articles/many.jsonl").write_text("\n".join(rows))
    process = subprocess.Popen(
        [sys.executable, "-m", "index", "build", str(home / "articles")],
        cwd=ROOT,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        preexec_fn=heed_interrupts,
    )
    while not list((home / "index").glob("*.new")):
        assert process.poll() is None, "it ended before it was interrupted"
        os.sched_yield()
    os.killpg(process.pid, signal.SIGINT)  # as a terminal does: to every process of the run
    assert process.communicate()[1] == "search-index: interrupted; the index in service is as it was.\n"
    assert process.returncode == 130
    assert [path.name for path in (home / "index").iterdir()] == ["LOCK"]


def test_a_full_disk_is_said_and_left_as_it_was(home: Path) -> None:
    main(["build", "articles"])
    text = " ".join(f"word{number}" for number in range(20_000))
    (home / "articles/b.json").write_text(json.dumps(ARTICLE | {"id": "b", "text": text}))
    before = sorted((home / "index").iterdir())
    result = subprocess.run(
        [sys.executable, "-m", "index", "update"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, 50_000)),  # as a disk with no room
    )
    assert result.returncode == 2
    assert f"{home / 'index'} (File too large); the one in service is as it was.\n" in result.stderr
    assert result.stderr.count("\n") == 1
    assert sorted((home / "index").iterdir()) == before


@pytest.mark.parametrize("arguments", ["build {}/articles", "update", "status", "check", "read {}/articles"])
@pytest.mark.parametrize(("streams", "code"), [("<&- >&-", 0), ("2>&-", 0), ("<&- >&- 2>&-", 0), (">/dev/full", 2)])
def test_closed_and_full_streams(home: Path, arguments: str, streams: str, code: int) -> None:
    main(["build", "articles"])
    (home / "articles/b.json").write_text(json.dumps(ARTICLE | {"id": "b"}))
    command = f"{sys.executable} -m index {arguments.format(home)} {streams}"
    result = subprocess.run(["bash", "-c", command], cwd=ROOT, capture_output=True, text=True)
    wanted = "search-index: No space left on device.\n" if code else ""
    assert (result.returncode, result.stderr) == (code, wanted)


def test_the_current_folder_is_gone(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (home / "here").mkdir()
    os.chdir(home / "here")
    (home / "here").rmdir()
    assert main(["build", str(home / "articles")]) == 2
    assert "The current folder no longer exists" in capsys.readouterr().err


def test_a_closed_pipe_is_no_error(home: Path) -> None:
    rows = [json.dumps(ARTICLE | {"id": str(number)}) for number in range(500)]
    (home / "articles/many.jsonl").write_text("\n".join(rows))
    command = f"{sys.executable} -m index read {home}/articles | head -n 1"
    result = subprocess.run(["bash", "-o", "pipefail", "-c", command], cwd=ROOT, capture_output=True, text=True)
    assert (result.returncode, result.stderr) == (0, "")
