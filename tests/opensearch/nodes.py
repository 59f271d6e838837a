"""Real OpenSearch nodes on this machine, for tests, benchmarks and trying things out.

    python -m tests.opensearch.nodes install              fetch what a node needs, once (150 MB in the cache folder)
    python -m tests.opensearch.nodes start --nodes 3      print an address for each node; they end with this command

In Python, `with Cluster(folder, nodes=3) as cluster:` gives nodes to ask, kill and start again. They listen on
127.0.0.1 only, on ports that are free, and end when the process that started them does, however that ends.

Maven fetches the server's own artifacts from Maven Central, and a JDK of 21 or newer runs them: that of JAVA_HOME, or
the newest of /usr/lib/jvm. What is fetched is kept in $DATELINE_OPENSEARCH_CACHE, or in dateline/opensearch of the
user's cache folder. $DATELINE_OPENSEARCH_VERSION asks for another version than pom.xml does; 2.19.6 works too.
"""

import argparse
import fcntl
import functools
import hashlib
import json
import os
import random
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.parse
import urllib.request
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Self
from xml.etree import ElementTree

HERE = Path(__file__).resolve().parent
POM = HERE / "pom.xml"
NODE = HERE / "OpenSearchNode.java"
ARCHIVE = "classes.jsa"
OLDEST_JAVA = 21
# Below the ports that a kernel gives to connections (from 32768 on Linux), so that nothing takes by chance the port of
# a node that is still starting, or was killed and is to come back.
PORTS = range(20000, 32768)
PATIENCE = 120.0  # seconds; one node needs 2 to 4 on an idle machine, three need 5 to 10
# A download of OpenSearch has the vector module too; the rest saves the log from warnings.
JAVA_OPTIONS = (
    "--add-modules=jdk.incubator.vector",
    "--enable-native-access=ALL-UNNAMED",
    "-Djava.awt.headless=true",
    "-Dlog4j2.disableJmx=true",
    f"-Dlog4j.configurationFile={HERE / 'log4j2.properties'}",
)
# For many short tests: code is compiled once and lightly, which halves the CPU time of a start. Not for benchmarks.
LIGHT = ("-XX:TieredStopAtLevel=1",)

# A proxy of the environment is for other machines than this one.
_open = urllib.request.build_opener(urllib.request.ProxyHandler({})).open


class Missing(Exception):
    """What nodes need is not on this machine and cannot be fetched."""


class Failed(Exception):
    """A node did not start."""


class Cluster:
    """Nodes that form a cluster while the `with` block lasts.

    `folder` takes their data and logs. A killed node keeps its address, and its data for when it is started again.
    """

    def __init__(
        self,
        folder: Path,
        nodes: int = 1,
        *,
        heap: str = "512m",
        settings: Mapping[str, str] | None = None,
        java_options: Sequence[str] = (),
        jars: Path | None = None,
    ) -> None:
        self.folder = folder.resolve()
        names = [f"node-{number}" for number in range(nodes)]
        ports = free_ports(2 * nodes)
        http, transport = ports[:nodes], ports[nodes:]
        self.urls = [f"http://127.0.0.1:{port}" for port in http]
        self.processes: dict[int, subprocess.Popen[bytes]] = {}  # of the nodes that were started and not killed
        common = {
            "cluster.name": "dateline",
            "network.host": "127.0.0.1",
            "http.type": "netty4",
            "transport.type": "netty4",
            "discovery.seed_hosts": ",".join(f"127.0.0.1:{port}" for port in transport),
            "cluster.initial_cluster_manager_nodes": ",".join(names),
            # A developer's disk may be fuller than a server's should be.
            "cluster.routing.allocation.disk.threshold_enabled": "false",
            "path.repo": f"{self.folder}/snapshots",
        }
        jars = jars or install()
        self._environment = {**os.environ, "CLASSPATH": ":".join(map(str, sorted(jars.glob("*.jar"))))}
        # Java goes on without the archive where another JDK than this one wrote it.
        archived = [f"-XX:SharedArchiveFile={jars / ARCHIVE}"] if (jars / ARCHIVE).exists() else []
        java = [str(jdk() / "java"), *JAVA_OPTIONS, *archived, f"-Xms{heap}", f"-Xmx{heap}", *java_options]
        self._commands = []
        for number, name in enumerate(names):
            own = {"node.name": name, "http.port": str(http[number]), "transport.port": str(transport[number])}
            given = [f"{key}={value}" for key, value in {**common, **own, **(settings or {})}.items()]
            self._commands.append([*java, "OpenSearchNode", str(self.folder / name), *given])

    def __enter__(self) -> Self:
        try:
            self.start()
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        for process in self.processes.values():
            process.kill()
        for number in list(self.processes):
            self.kill(number)

    @property
    def url(self) -> str:
        """The address of the first node that runs."""
        return self.urls[min(self.processes)]

    def start(self, *numbers: int) -> None:
        """Start these nodes, or all that do not run, and wait until they are in the cluster."""
        wanted = numbers or [number for number in range(len(self.urls)) if number not in self.processes]
        for number in wanted:
            self.processes[number] = self._run(number)
        deadline = time.monotonic() + PATIENCE
        for number in wanted:
            while self._members(number) < len(self.processes):
                if self.processes[number].poll() is not None or time.monotonic() > deadline:
                    raise Failed(f"node {number} did not start:\n{self.log(number)[-2000:]}")
                time.sleep(0.1)

    def kill(self, number: int) -> None:
        """End a node as a loss of power does: it says and writes nothing any more."""
        with self.processes.pop(number) as process:  # closes its standard input, too
            process.kill()

    def manager(self) -> int:
        """The number of the node that manages the cluster."""
        managers = self.ask("/_cat/cluster_manager?format=json")
        return int(managers[0]["node"].removeprefix("node-"))

    def health(self, **parameters: str) -> dict[str, Any]:
        """How the cluster is, e.g. when it is green: health(wait_for_status="green", timeout="60s")."""
        return dict(self.ask(f"/_cluster/health?{urllib.parse.urlencode(parameters)}"))

    def ask(self, path: str, number: int | None = None) -> Any:
        """The JSON at a path of a node: of the first that runs, or of this one."""
        with _open((self.url if number is None else self.urls[number]) + path, timeout=PATIENCE) as answer:
            return json.load(answer)

    def log(self, number: int) -> str:
        """What a node has said."""
        return self._log(number).read_text(encoding="utf-8", errors="replace")

    def _log(self, number: int) -> Path:
        return self.folder / f"node-{number}.log"

    def _run(self, number: int) -> subprocess.Popen[bytes]:
        self.folder.mkdir(parents=True, exist_ok=True)
        with self._log(number).open("ab") as log:
            # Its own process group, so that Ctrl-C reaches only us; and a pipe that ends when we do, which ends it.
            return subprocess.Popen(
                self._commands[number],
                env=self._environment,
                stdin=subprocess.PIPE,
                stdout=log,
                stderr=log,
                process_group=0,
            )

    def _members(self, number: int) -> int:
        """How many nodes the cluster of this one has; none while it has no cluster."""
        try:
            return int(self.ask("/_cluster/health", number)["number_of_nodes"])
        except OSError:  # nobody listens yet, or nobody manages
            return 0


def free_ports(count: int) -> list[int]:
    """Ports of this machine that nobody listens on."""
    # Not the common random numbers: tests that seed these would all choose the same.
    candidates = random.SystemRandom().sample(PORTS, len(PORTS))
    return [port for port, _ in zip((port for port in candidates if _is_free(port)), range(count), strict=False)]


def _is_free(port: int) -> bool:
    with socket.socket() as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


def install(version: str | None = None) -> Path:
    """The folder of a node's jars, filled if that was not done before. Raises Missing."""
    version = version or os.environ.get("DATELINE_OPENSEARCH_VERSION") or _version_of_pom()
    jdk()
    made_of = b"".join(file.read_bytes() for file in (POM, NODE))
    folder = cache() / f"{version}-{hashlib.sha256(made_of).hexdigest()[:8]}"
    folder.parent.mkdir(parents=True, exist_ok=True)
    done = folder / "done"
    with folder.with_name(f"{folder.name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # of two test runs the second waits for the first
        if not done.exists():
            shutil.rmtree(folder, ignore_errors=True)
            _fetch(version, folder)
            _compile(folder)
            _archive_classes(folder)
            done.touch()
    return folder


def cache() -> Path:
    """Where jars are kept."""
    if own := os.environ.get("DATELINE_OPENSEARCH_CACHE"):
        return Path(own).resolve()
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "dateline" / "opensearch"


@functools.cache
def jdk() -> Path:
    """The programs of the JDK that nodes run on. Raises Missing."""
    homes = sorted(Path("/usr/lib/jvm").glob("*"), key=_release, reverse=True)
    if given := os.environ.get("JAVA_HOME"):
        homes.insert(0, Path(given))
    for home in homes:
        if _release(home) >= OLDEST_JAVA and (home / "bin/javac").exists():
            return home / "bin"
    raise Missing(f"OpenSearch needs a JDK of {OLDEST_JAVA} or newer: set JAVA_HOME")


def _release(home: Path) -> int:
    """Which Java stands in a folder; 0 for none."""
    try:
        found = re.search(r'^JAVA_VERSION="(\d+)', (home / "release").read_text(), re.MULTILINE)
    except OSError:
        return 0
    return int(found[1]) if found else 0


def _version_of_pom() -> str:
    return ElementTree.parse(POM).findtext(".//{*}opensearch.version") or ""


def _fetch(version: str, folder: Path) -> None:
    maven = shutil.which("mvn")
    if not maven:
        raise Missing("OpenSearch is fetched with Maven: install mvn")
    command = [maven, "--batch-mode", "--quiet", f"--file={POM}", f"-Dopensearch.version={version}"]
    copy = ["dependency:copy-dependencies", "-DincludeScope=runtime", f"-DoutputDirectory={folder}"]
    done = subprocess.run([*command, *copy], capture_output=True, text=True, stdin=subprocess.DEVNULL)
    if done.returncode:
        reason = re.search(r"\[ERROR\] (\S.*)", done.stdout)
        raise Missing(f"Maven could not fetch OpenSearch {version}: {reason[1][:300] if reason else 'no reason given'}")


def _compile(folder: Path) -> None:
    with tempfile.TemporaryDirectory() as classes:
        options = ["--release", str(OLDEST_JAVA), "-nowarn", "-cp", f"{folder}/*", "-d", classes]
        subprocess.run([jdk() / "javac", *options, NODE], check=True)
        subprocess.run([jdk() / "jar", "--create", "--file", folder / "node.jar", "-C", classes, "."], check=True)


def _archive_classes(folder: Path) -> None:
    """Keep the classes that a node loads as they lie in memory; that halves the time of every later start."""
    archive = folder / ARCHIVE
    with (
        tempfile.TemporaryDirectory() as data,
        Cluster(Path(data), jars=folder, java_options=[f"-XX:ArchiveClassesAtExit={archive}"]) as cluster,
    ):
        cluster.processes[0].communicate(timeout=PATIENCE)  # ends its input, and so the node in good order


def main(arguments: Sequence[str] | None = None) -> None:
    """The command."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.opensearch.nodes",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("install", help="fetch what a node needs")
    start = commands.add_parser("start", help="start nodes that end with this command")
    start.add_argument("--nodes", type=int, default=1, help="how many (default: 1)")
    start.add_argument("--heap", default="512m", help="the memory of each (default: 512m)")
    options = parser.parse_args(arguments)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    try:
        jars = install()
        if options.command == "install":
            print(jars)
            return
        with (
            tempfile.TemporaryDirectory(prefix="dateline-opensearch-") as data,
            Cluster(Path(data), options.nodes, heap=options.heap, jars=jars) as cluster,
        ):
            print(*cluster.urls, sep="\n", flush=True)
            signal.pause()
    except (Missing, Failed) as error:
        sys.exit(str(error))
    except KeyboardInterrupt:
        sys.exit(130)


if __name__ == "__main__":
    main()
