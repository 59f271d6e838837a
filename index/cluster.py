"""An index on OpenSearch: where it is, what is published there, and what its errors mean.

    NAME                 an alias: the generation in service, switched in one step
    NAME-000007          a generation: its articles and quotations; read-only from the moment it is published
    NAME-000007-record   what the run that wrote it knows of its making, in pieces of text
    NAME-lock            one document while a run writes

A location is the address of one or several nodes and the name of the index: https://host:9200/name, or
https://one:9200,two:9200/name. Both halves of the engine use this file; it imports the client when it is first needed.
"""

from __future__ import annotations

import hashlib
import json
import logging
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import lru_cache, partial
from typing import Any, NamedTuple, TypeVar
from urllib.parse import urlsplit

from index import schema, settings
from index.errors import DamagedIndex, DatelineError, EngineError, MissingIndex, SettingsError, StaleIndex
from index.names import Names
from index.record import Kind, Record, Refused
from index.store.vocabulary import encode

FORMAT = 2  # of this layout and of the mapping
SECONDS = 30  # that an answer may take to come over the network; how long a query may work is search/limits.py
PIECE = 1 << 20  # characters of one piece of a record
RECORD = "-record"
LOCK = "-lock"
LONGEST_ID = 500  # bytes: OpenSearch takes 512
DEEPEST = 50_000  # hits: where a page that begins deeper is read, all those before it are read, too
NUMBER = 6  # digits of a generation
FIRST, LAST, ONLY = "first", "last", "only"  # in NAME_paragraphs, which words paragraphs begin and end with

_NAME = re.compile(r"[a-z0-9][a-z0-9._-]{0,200}")
_GENERATION = re.compile(rf"-(\d{{{NUMBER}}})$")
_HOST = re.compile(r"(\[[0-9a-fA-F:.]+\]|[^\s:@/\[\]]+)(:\d{1,5})?")
_GONE = re.compile("node_(not_connected|disconnected|closed)_exception|connect_transport_exception")

Made = TypeVar("Made")


class Unavailable(EngineError):
    """OpenSearch cannot answer now, and may in a moment."""


class TooLate(EngineError):
    """A query took longer than it may."""


class Conflict(EngineError):
    """Another run was faster."""


class Place(NamedTuple):
    """Where an index is."""

    hosts: tuple[str, ...]  # addresses of nodes, with the path before the name if there is one
    name: str


class Generation(NamedTuple):
    """One published generation."""

    called: str  # the name of the index
    version: str  # what tells it from any other that was ever called so
    meta: Mapping[str, Any]  # what its mapping says of itself


@lru_cache(maxsize=8)
def place(location: str) -> Place:
    """Where a location is; raises SettingsError."""
    parts = urlsplit(location)
    path, _, name = parts.path.rstrip("/").rpartition("/")
    hosts = parts.netloc.split(",")
    if parts.scheme not in ("http", "https") or not all(map(_HOST.fullmatch, hosts)) or parts.query or parts.fragment:
        raise SettingsError(f"{location} is no address of an index. It looks like this: https://host:9200/name")
    if not _NAME.fullmatch(name) or _GENERATION.search(name) or name.endswith((RECORD, LOCK)):
        raise SettingsError(
            f"An index on OpenSearch cannot be called “{name}”. Names are of small letters, digits, dots and hyphens: "
            "https://host:9200/name"
        )
    return Place(tuple(f"{parts.scheme}://{host}{path}" for host in hosts), name)


@lru_cache(maxsize=8)
def client(location: str) -> Any:
    """A client for the nodes of a location, an opensearchpy.OpenSearch; raises SettingsError."""
    try:
        import opensearchpy
    except ImportError as error:
        raise SettingsError(
            "The client of OpenSearch is not installed. Run: pip install 'dateline-search[opensearch]'"
        ) from error
    logging.getLogger("opensearch").setLevel(logging.CRITICAL)  # what went wrong is said as an error, or is none
    chosen = settings.read()
    given: dict[str, Any] = {}
    if chosen.api_key:
        given["headers"] = {"Authorization": f"ApiKey {chosen.api_key}"}
    elif chosen.user:
        given["http_auth"] = (chosen.user, chosen.password)
    if chosen.ca:
        given["ca_certs"] = chosen.ca
        import ssl

        try:
            ssl.create_default_context(cafile=chosen.ca)
        except OSError as error:
            raise SettingsError(
                f"{chosen.ca} cannot be read as certificates ({error.strerror or error}). Correct the setting ca."
            ) from error
    hosts = place(location).hosts
    return opensearchpy.OpenSearch(
        list(hosts), timeout=SECONDS, max_retries=len(hosts) - 1, retry_on_timeout=True, pool_maxsize=16, **given
    )


def request(location: str, method: str, path: str, body: Any = None, **params: Any) -> Any:
    """What OpenSearch answers to one request; raises EngineError with a sentence for whatever goes wrong."""
    with explained(location):
        return client(location).transport.perform_request(method, path, params=params, body=body)


@contextmanager
def explained(location: str) -> Iterator[None]:
    """Say what an error of the client means."""
    try:
        yield
    except DatelineError:
        raise
    except Exception as error:
        import opensearchpy.exceptions as known

        if not isinstance(error, known.OpenSearchException):
            raise
        raise _meaning(error, location, known) from error


def _meaning(error: Any, location: str, known: Any) -> EngineError:
    host = _host(location)
    if isinstance(error, known.SSLError):
        if "CERTIFICATE" not in str(error.error):
            return EngineError(f"{host} does not speak https ({_why(error)}). Is the address right: http or https?")
        return EngineError(
            f"The certificate of {host} is not trusted ({_why(error)}). Name the file of the authority that signed "
            "it: DATELINE_CA, or ca in dateline.toml."
        )
    if isinstance(error, known.ConnectionTimeout):
        return Unavailable(f"OpenSearch at {host} did not answer within {SECONDS} seconds. Try again later.")
    if isinstance(error, known.ConnectionError):
        return Unavailable(
            f"OpenSearch at {host} cannot be reached ({_why(error)}). Is it running, and is the address right, "
            "http or https included?"
        )
    if not isinstance(error, known.TransportError):
        return _another(host, str(error))
    return refusal(location, error.status_code, error.info)


def _host(location: str) -> str:
    return " or ".join(urlsplit(one).netloc for one in place(location).hosts)


def _another(host: str, why: str) -> EngineError:
    return EngineError(f"{host} does not answer as OpenSearch does ({why[:200]}). Is the address right?")


def refusal(location: str, status: int, info: Any) -> EngineError:
    """What an answer other than success means, to a request or to a part of one."""
    host, kind, reason = _host(location), _kind(info), _reason(info)
    if status == 401:
        given = settings.read()
        if given.user or given.api_key:
            return EngineError(f"OpenSearch at {host} does not accept the user and password, or the key, that are set.")
        return EngineError(
            f"OpenSearch at {host} asks who you are. Set DATELINE_USER and DATELINE_PASSWORD, or DATELINE_API_KEY."
        )
    if "cluster_block_exception" in kind:
        if "disk usage exceeded" in reason or "read-only-allow-delete" in reason:
            return EngineError(
                f"OpenSearch at {host} takes nothing in ({reason}). Its disks are probably full: make room, then "
                "try again."
            )
        if "FORBIDDEN" in reason:
            return EngineError(f"OpenSearch at {host} is set to take nothing in ({reason}). Lift that, then try again.")
        return Unavailable(f"OpenSearch at {host} is not ready ({reason}). Try again later.")
    if status == 403:
        return EngineError(f"OpenSearch at {host} does not allow that ({reason}). Ask for the rights to the index.")
    if status == 404:
        return missing(location) if isinstance(info, dict) else _another(host, "it answers 404, without a reason")
    if status == 409 or "resource_already_exists_exception" in kind:
        return Conflict(f"Another run writes to OpenSearch at {host} ({reason}). Try again when it has ended.")
    if reason == "Time exceeded" or "time_exceeded_exception" in kind:
        return TooLate(f"OpenSearch at {host} stopped a query that took too long.")
    if status == 429:
        return Unavailable(f"OpenSearch at {host} has too much to do ({reason}). Try again later.")
    if status in (408, 502, 503, 504) or _GONE.search(kind) or ("search_phase_execution" in kind and "shard" in reason):
        return Unavailable(
            f"Part of the index at {host} is not available ({reason or status}). See whether all nodes of the cluster "
            "are up."
        )
    return EngineError(f"OpenSearch at {host} answered {status} ({reason or kind}).")


def _kind(info: Any) -> str:
    """The types of errors that an answer names."""
    error = info.get("error", info) if isinstance(info, dict) else {}
    if not isinstance(error, dict):
        return ""
    return " ".join(str(one.get("type", "")) for one in (error, *(error.get("root_cause") or ())))


def _reason(info: Any) -> str:
    """The reason that an answer gives, the innermost first."""
    if not isinstance(info, dict):
        return str(info or "")[:200]
    error = info.get("error", info)
    if not isinstance(error, dict):
        return str(error)[:200]
    causes = error.get("root_cause") or error.get("failed_shards") or []
    first = causes[0] if causes else error
    reason = first.get("reason") or error.get("reason") or error.get("type") or ""
    return str(reason.get("reason", reason) if isinstance(reason, dict) else reason)[:200]


def _why(error: Any) -> str:
    """The cause of a connection that failed, in few words."""
    cause = error.info
    while inner := [one for one in cause.args if isinstance(one, Exception)]:
        cause = inner[-1]
    return str(cause).rsplit(": ", 1)[-1].strip("()'\"< >")[:120] or type(cause).__name__


def missing(location: str) -> MissingIndex:
    """What to say where nothing is published."""
    return MissingIndex(f"There is no index at {location} yet. Build one: search-index build FOLDER --index {location}")


def known(location: str) -> None:
    """See that an address is one of OpenSearch; raises EngineError."""
    about = request(location, "GET", "/")
    if not isinstance(about, dict) or "OpenSearch" not in str(about.get("tagline")):
        raise _another(_host(location), f"it says {json.dumps(about)}")


def exists(location: str, path: str) -> bool:
    """Whether there is something at a path below the address; raises EngineError."""
    with explained(location):
        return bool(client(location).transport.perform_request("HEAD", path))


def number(index: str, name: str) -> int:
    """The number of a generation of an index, by the name it has; 0 where that is none."""
    found = _GENERATION.search(index)
    return int(found[1]) if found and index[: found.start()] == name else 0


def id_of(collection: str, id: str) -> str:
    """The id of a document in the index: of both collections none are the same, and none is too long."""
    found = f"{collection[0]}:{id}"
    return found if len(encode(found)) <= LONGEST_ID else f"{collection[0]}:{hashlib.blake2b(encode(id)).hexdigest()}"


# What is published


def generation(location: str, *, local: bool = False) -> Generation:
    """The generation in service; raises MissingIndex, StaleIndex and EngineError.

    Where a node is asked for what it knows itself (`local`), it need not ask the manager of the cluster, which may
    have failed a moment ago; what was published that moment it may not know yet.
    """
    name = place(location).name
    found = request(
        location,
        "GET",
        f"/{name}",
        filter_path="*.mappings._meta,*.settings.index.uuid,*.aliases",
        ignore_unavailable="false",
        local=json.dumps(local),
    )
    if not isinstance(found, dict) or not all(
        isinstance(about, dict) and "aliases" in about for about in found.values()
    ):
        raise _another(_host(location), str(found))
    if len(found) != 1 or name in found:
        raise EngineError(f"{location} is an index of something else. Choose another name.")
    [(index, about)] = found.items()
    meta = about.get("mappings", {}).get("_meta", {}).get("dateline", {})
    if not _GENERATION.search(index) or not meta:
        raise EngineError(f"{location} is an index of something else. Choose another name.")
    if (meta.get("format"), meta.get("schema")) != (FORMAT, schema.VERSION):
        raise StaleIndex(
            f"The index at {location} was written by another version. Run: search-index build --index {location}"
        )
    return Generation(index, about["settings"]["index"]["uuid"], meta)


def version(location: str) -> str:
    """What changes with each publication; "" while nothing is published."""
    try:
        return generation(location).version
    except (MissingIndex, StaleIndex):
        return ""


def record(location: str) -> Record:
    """What the generation in service knows of its making; raises as `generation`, and DamagedIndex."""
    return record_of(location, generation(location).called)


def record_of(location: str, index: str) -> Record:
    """The same of one generation, its names included, and what it lists."""

    def made(pieces: Mapping[str, str]) -> Record:
        found = Record.from_dict(json.loads(pieces["record"]))
        return replace(
            found, names=Names.from_dict(json.loads(pieces["names"])), lists=partial(_lines, location, index)
        )

    return _read(location, index, ("record", "names"), made)


def refused(location: str) -> list[Refused]:
    """What could not be read; raises as `record`."""
    index = generation(location).called
    try:
        return list(map(Refused.from_line, _lines(location, index, "refused")))
    except (ValueError, TypeError) as error:
        raise _damaged(location, index) from error


def _lines(location: str, index: str, kind: Kind) -> Iterator[str]:
    """What a record lists; each of its pieces ends with a line."""
    for _, text in _pieces(location, index, [kind]):
        yield from text.splitlines()


def _read(location: str, index: str, kinds: Sequence[str], make: Callable[[Mapping[str, str]], Made]) -> Made:
    """What is made of the texts of a record, by their kind."""
    try:
        found = dict.fromkeys(kinds, "")
        for kind, text in _pieces(location, index, kinds):
            found[kind] += text
        return make(found)
    except (ValueError, LookupError, TypeError, AttributeError) as error:
        raise _damaged(location, index) from error


def _damaged(location: str, index: str) -> DamagedIndex:
    return DamagedIndex(f"The record of {index} is damaged. Run: search-index build --index {location}")


def _pieces(location: str, index: str, kinds: Sequence[str]) -> Iterator[tuple[str, str]]:
    """The pieces of a record, in their order: the kind and the text of each."""
    after: list[Any] = []
    while True:
        body = {
            "size": 10,
            "query": {"terms": {"kind": kinds}},
            "sort": [{"kind": "asc"}, {"number": "asc"}],
            **({"search_after": after} if after else {}),
        }
        hits = search(location, index + RECORD, body)["hits"]["hits"]
        for hit in hits:
            yield hit["_source"]["kind"], hit["_source"]["text"]
        if not hits:
            return
        after = hits[-1]["sort"]


def names(location: str) -> Names:
    """Which of its speakers are one; raises as `record`."""
    index = generation(location).called
    return _read(location, index, ("names",), lambda pieces: Names.from_dict(json.loads(pieces["names"])))


def check(location: str) -> list[str]:
    """What is not as it was published, a sentence each; raises as `generation`."""
    found = generation(location)
    asked = f"/_cluster/health/{found.called},{found.called}{RECORD}?level=shards&timeout=1s"
    about = request(location, "GET", asked)["indices"]
    lost = {
        name: [one for one in index["shards"].values() if not one["primary_active"]] for name, index in about.items()
    }
    if any(lost.values()):
        return [f"{len(ones)} shards of {name} are on no node." for name, ones in lost.items() if ones]
    known = record(location)
    problems = []
    for collection, wanted in (("articles", known.articles), ("quotations", known.quotations)):
        there = count(location, found.called, collection)
        if there != wanted:
            problems.append(f"{found.called} holds {there:,} {collection}, and {wanted:,} were published.")
    return problems


def count(location: str, index: str, collection: str) -> int:
    """How many documents of a collection an index holds."""
    body = {"size": 0, "track_total_hits": True, "query": {"term": {"collection": collection}}}
    return int(search(location, index, body)["hits"]["total"]["value"])


def search(location: str, index: str, body: Any) -> Any:
    """What all shards of an index answer to a search; one that is missing is an error."""
    return request(location, "POST", f"/{index}/_search", body, allow_partial_search_results="false")


def size(location: str) -> int:
    """The bytes that the generation in service takes, copies of its shards aside; raises as `generation`."""
    index = generation(location).called
    found = request(location, "GET", f"/{index},{index}{RECORD}/_stats/store")
    return int(found["_all"]["primaries"]["store"]["size_in_bytes"])
