"""Settings: a flag wins, then DATELINE_* in the environment, then ./dateline.toml, then the user's own file.

    index = "/srv/dateline/index"     # or DATELINE_INDEX, or --index; likewise for the others
    paths = ["/srv/articles"]         # what `search-index build` reads when it is given no path
    jobs = 2
    max_refused = 0.5
    corrections = "corrections.txt"   # the user's own, docs/corrections.md; default: beside the user's own settings
    host = "127.0.0.1"
    port = 8000
    hosts = ["news.example"]          # names by which pages are asked for; in the environment a,b. Others are refused
    proxies = 0                       # how many stand before the pages; their X-Forwarded-* headers are believed
    rate = 0                          # requests a minute that one address may make; 0: any number
    public = false                    # whether robots may come

and for an index on OpenSearch, docs/opensearch.md:

    user = "dateline"                 # who may read and write it; the password is best given as DATELINE_PASSWORD
    password = "…"
    api_key = "…"                     # in place of both
    ca = "root-ca.pem"                # the certificate of the authority that signed that of the server
    shards = 1                        # into how many a build cuts the index

The user's own file is $XDG_CONFIG_HOME/dateline/dateline.toml. A relative path counts from the folder of the file
that names it; given by a flag or in the environment, from the current folder.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

from index.errors import SettingsError

_SEPARATORS = {"paths": os.pathsep, "hosts": ","}  # of lists in the environment
_SECRET = ("password", "api_key")
CORRECTIONS = "corrections.txt"  # in the user's config folder, where no other file is named


@dataclass(frozen=True, slots=True)
class Settings:
    """Every setting with its value in force."""

    index: str  # the location: a folder, absolute, or a URL
    paths: tuple[str, ...]  # absolute
    jobs: int  # worker processes
    max_refused: float  # share of the files, 0 to 1
    corrections: str  # a file, absolute; "": none
    host: str
    port: int
    hosts: tuple[str, ...]  # (): any, or those of this machine where nobody else can come
    proxies: int
    rate: int
    public: bool
    user: str
    password: str = field(repr=False)
    api_key: str = field(repr=False)
    ca: str  # a file, absolute; "": the authorities that this machine trusts
    shards: int


def read(**flags: Any) -> Settings:
    """The settings in force, flags of None left aside; raises SettingsError naming where a bad value stands."""
    try:
        Path.cwd()
    except FileNotFoundError as error:
        raise SettingsError("The current folder no longer exists. Change to one that does, such as: cd ~") from error
    own = home("XDG_CONFIG_HOME", ".config")
    values: dict[str, Any] = {
        "index": str(home("XDG_DATA_HOME", ".local/share") / "index"),
        "paths": (),
        "jobs": len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1,
        "max_refused": 0.5,
        "corrections": str(own / CORRECTIONS) if os.access(own / CORRECTIONS, os.F_OK) else "",
        "host": "127.0.0.1",
        "port": 8000,
        "hosts": (),
        "proxies": 0,
        "rate": 0,
        "public": False,
        "user": "",
        "password": "",
        "api_key": "",
        "ca": "",
        "shards": 1,
    }
    for file in (own / "dateline.toml", Path("dateline.toml")):
        for name, value in _load(file).items():
            values[name] = _value(name, value, str(file), file.parent)
    for name in values:
        variable = f"DATELINE_{name.upper()}"
        if os.environ.get(variable):
            text = os.environ[variable]
            given = text.split(_SEPARATORS[name]) if name in _SEPARATORS else text
            values[name] = _value(name, given, variable, Path())
        if flags.get(name) is not None:
            values[name] = _value(name, flags[name], f"--{name.replace('_', '-')}", Path())
    return Settings(**values)


def is_address(location: str) -> bool:
    """Whether a location is the address of an index on OpenSearch, and no folder."""
    return "://" in location


def home(variable: str, default: str) -> Path:
    """The user's own folder of a kind (XDG Base Directory Specification); raises SettingsError."""
    base = os.environ.get(variable, "")
    try:
        return (Path(base) if base.startswith("/") else Path.home() / default) / "dateline"
    except RuntimeError as error:
        raise SettingsError("You have no home folder. Set HOME to a folder of yours.") from error


def _load(file: Path) -> dict[str, Any]:
    try:
        text = file.read_text(encoding="utf-8")
        import tomllib  # 5 ms, for those who have such a file

        return tomllib.loads(text)
    except (FileNotFoundError, NotADirectoryError):
        return {}
    except (OSError, ValueError) as error:
        raise SettingsError(f"{file} cannot be read ({error}). Correct or remove it.") from error


def _value(name: str, value: Any, where: str, base: Path) -> Any:
    if name not in _READERS:
        known = ", ".join(field.name for field in fields(Settings))
        raise SettingsError(f"{where} has an unknown setting, {name}. The settings are {known}.")
    convert, wanted = _READERS[name]
    try:
        return convert(value, base)
    except (TypeError, ValueError, LookupError, RuntimeError) as error:  # RuntimeError: ~nobody has no home
        given = "" if name in _SECRET else f", not {value!r}"
        raise SettingsError(f"{where}: {name} must be {wanted}{given}.") from error


def _text(value: Any, base: Path) -> str:
    if not isinstance(value, str) or not value:
        raise ValueError
    return value


def _location(value: Any, base: Path) -> str:
    if not is_address(_text(value, base)):
        return str((base / Path(value).expanduser()).absolute())
    if "@" in value.split("://", 1)[1].partition("/")[0]:
        raise SettingsError(
            "The address of an index is shown and logged, so it must not hold a password. Give that as DATELINE_USER "
            "and DATELINE_PASSWORD: docs/opensearch.md"
        )
    return str(value).rstrip("/")


def _file(value: Any, base: Path) -> str:
    return str((base / Path(_text(value, base)).expanduser()).absolute())


def _locations(value: Any, base: Path) -> tuple[str, ...]:
    if isinstance(value, str):
        raise ValueError
    return tuple(_location(one, base) for one in value)


def _texts(value: Any, base: Path) -> tuple[str, ...]:
    if isinstance(value, str):
        raise ValueError
    return tuple(_text(one, base).strip() for one in value)


def _truth(value: Any, base: Path) -> bool:
    return {"true": True, "1": True, "false": False, "0": False}[str(value).lower()]


def _number(kind: type[int] | type[float], low: float, high: float) -> Callable[[Any, Path], float]:
    def convert(value: Any, base: Path) -> float:
        number = kind(value)
        if isinstance(value, bool) or not low <= number <= high:
            raise ValueError
        return number

    return convert


_READERS: dict[str, tuple[Callable[[Any, Path], Any], str]] = {
    "index": (_location, "a folder or a URL"),
    "paths": (_locations, "a list of paths"),
    "jobs": (_number(int, 1, 256), "a number of processes, 1 or more"),
    "max_refused": (_number(float, 0, 1), "a share between 0 and 1"),
    "corrections": (_file, "a file"),
    "host": (_text, "a host name or address"),
    "port": (_number(int, 0, 65535), "a port number, 0 to 65535"),
    "hosts": (_texts, "a list of host names"),
    "proxies": (_number(int, 0, 9), "a number of proxies, 0 to 9"),
    "rate": (_number(int, 0, 1_000_000), "a number of requests a minute, 0 or more"),
    "public": (_truth, "true or false"),
    "user": (_text, "a name"),
    "password": (_text, "a text"),
    "api_key": (_text, "a text"),
    "ca": (_file, "a file"),
    "shards": (_number(int, 1, 1024), "a number of shards, 1 to 1024"),
}
