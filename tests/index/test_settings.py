"""Settings: which source wins, and what a bad value is told."""

from pathlib import Path

import pytest

from index import settings
from index.errors import SettingsError


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty home whose current folder is `here`, with nothing in the environment."""
    for name in (
        "INDEX",
        "PATHS",
        "JOBS",
        "MAX_REFUSED",
        "CORRECTIONS",
        "HOST",
        "PORT",
        "HOSTS",
        "PROXIES",
        "RATE",
        "PUBLIC",
    ):
        monkeypatch.delenv(f"DATELINE_{name}", raising=False)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    (tmp_path / "config/dateline").mkdir(parents=True)
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    return tmp_path


def test_flag_beats_environment_beats_folder_beats_user(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert settings.read().index == str(home / "data/dateline/index")
    (home / "config/dateline/dateline.toml").write_text('index = "mine"\nport = 1')
    assert settings.read().index == str(home / "config/dateline/mine")
    (home / "here/dateline.toml").write_text('index = "ours"')
    assert (settings.read().index, settings.read().port) == (str(home / "here/ours"), 1)
    monkeypatch.setenv("DATELINE_INDEX", "theirs")
    assert settings.read().index == str(home / "here/theirs")
    assert settings.read(index="https://host/name", port=None).index == "https://host/name"


def test_paths_from_file_and_environment(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (home / "here/dateline.toml").write_text('paths = ["a", "/b"]')
    assert settings.read().paths == (str(home / "here/a"), "/b")
    monkeypatch.setenv("DATELINE_PATHS", "/c:/d")
    assert settings.read().paths == ("/c", "/d")


def test_what_a_site_is_told(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (home / "here/dateline.toml").write_text('hosts = ["news.example"]\npublic = true\nproxies = 1')
    chosen = settings.read()
    assert (chosen.hosts, chosen.public, chosen.proxies, chosen.rate) == (("news.example",), True, 1, 0)
    for name, value in {"HOSTS": "a.example, b.example", "PUBLIC": "0", "RATE": "60"}.items():
        monkeypatch.setenv(f"DATELINE_{name}", value)
    chosen = settings.read()
    assert (chosen.hosts, chosen.public, chosen.rate) == (("a.example", "b.example"), False, 60)


def test_corrections_lie_beside_the_users_settings_or_where_they_are_said_to(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert settings.read().corrections == ""
    (home / "config/dateline/corrections.txt").touch()
    assert settings.read().corrections == str(home / "config/dateline/corrections.txt")
    (home / "here/dateline.toml").write_text('corrections = "ours.txt"')
    assert settings.read().corrections == str(home / "here/ours.txt")
    monkeypatch.setenv("DATELINE_CORRECTIONS", "/theirs.txt")
    assert settings.read().corrections == "/theirs.txt"
    assert settings.read(corrections="flag.txt").corrections == str(home / "here/flag.txt")


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ("jobs = 0", "jobs must be a number of processes"),
        ("jobs = true", "jobs must be"),
        ("hosts = 'a'", "hosts must be a list of host names"),
        ("public = 'maybe'", "public must be true or false"),
        ("rate = -1", "rate must be a number of requests"),
        ("port = 'x'", "port must be a port number"),
        ("max_refused = 1.5", "a share between 0 and 1"),
        ("paths = 'a'", "a list of paths"),
        ("corrections = ''", "corrections must be a file"),
        ("index = ''", "a folder or a URL"),
        ("index = '~nobody-of-this-name/index'", "a folder or a URL"),
        ("colour = 'red'", "unknown setting, colour. The settings are index"),
        ("index", "cannot be read"),
    ],
)
def test_a_bad_setting_is_explained(home: Path, line: str, wanted: str) -> None:
    (home / "here/dateline.toml").write_text(line)
    with pytest.raises(SettingsError, match=wanted):
        settings.read()
