"""Imports point one way, svodka → commands → views → components → exports → charts → analytics → data; never in a circle."""

import ast
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGES = ("data", "analytics", "dashboard", "commands")

# From the ground up. A module may import what its own place holds and what stands on the floors below; places of one
# floor know nothing of each other. A place is a module, or a package with all it holds.
FLOORS = [
    ["data.errors", "data.words", "data.demo"],
    ["data.settings", "data.schema", "data.filter", "data.spreadsheet"],
    ["data.article", "data.state"],
    ["data.sources", "data.lake"],
    ["data.intake"],
    [
        "analytics.text",
        "analytics.attribution",
        "analytics.clutter",
        "analytics.copies",
        "analytics.colours",
        "analytics.quality",
        "analytics.source",
    ],
    ["analytics.mentions.grammar", "analytics.mentions.endings"],
    ["analytics.mentions.first_names"],
    ["analytics.mentions.person_form"],
    ["analytics.mentions.phrase_form"],
    ["analytics.labels"],
    ["analytics.mentions", "analytics.search", "analytics.topics"],
    ["analytics.trends", "analytics.annotate", "analytics.habits", "analytics.models"],
    ["analytics.work_units", "analytics.reprints", "analytics.why"],
    ["analytics.names", "analytics.one_topic", "analytics.guided"],
    ["analytics.derive"],
    ["analytics.pipeline", "analytics.forget"],
    ["analytics.demo"],
    ["dashboard.theme", "dashboard.reasons", "dashboard.escape"],
    ["dashboard.texts"],
    ["dashboard.charts"],
    ["dashboard.exports", "dashboard.state", "dashboard.job", "dashboard.server"],
    ["dashboard.context"],
    ["dashboard.figures", "dashboard.cache"],
    ["dashboard.components"],
    ["dashboard.views"],
    ["dashboard.app"],
    ["dashboard.background"],
    ["dashboard.__main__"],
    ["commands.answering"],
    ["commands.edits"],
    ["commands.names", "commands.topics", "commands.chart", "commands.weekly"],
    ["svodka"],
]
PLACES = {place: number for number, floor in enumerate(FLOORS) for place in floor}
WITH_STREAMLIT = {"dashboard.__main__", "dashboard.app", "dashboard.views", "dashboard.components", "dashboard.cache"}


def module_of(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


MODULES = {
    module_of(path): path for path in [*ROOT.glob("*.py"), *(p for top in PACKAGES for p in (ROOT / top).rglob("*.py"))]
}


def place_of(module: str) -> str | None:
    """The place that holds the module; None: nobody gave it one."""
    parts = module.split(".")
    return next((p for n in range(len(parts), 0, -1) if (p := ".".join(parts[:n])) in PLACES), None)


@cache
def named_by(module: str) -> list[tuple[int, str]]:
    """The line and name of all that the module imports, within functions too."""
    found = []
    for node in ast.walk(ast.parse(MODULES[module].read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found += [(node.lineno, alias.name) for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{module}, line {node.lineno}: relative import"
            whole = [f"{node.module}.{alias.name}" for alias in node.names]
            found += [(node.lineno, name if name in MODULES else str(node.module)) for name in whole]
    return found


def imports_of(module: str) -> list[tuple[int, str]]:
    return [(line, name) for line, name in named_by(module) if name.split(".")[0] in {*PACKAGES, "svodka"}]


def is_allowed(module: str, imported: str) -> bool:
    own, other = place_of(module), place_of(imported)
    return own == other or PLACES[own] > PLACES[other]


def circle(graph: dict[str, set[str]]) -> list[str]:
    """A circle of imports, its first module once more at the end; empty: there is none."""
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        return error.args[1]
    return []


def test_every_module_has_its_place():
    homeless = [m for m in MODULES if m not in PACKAGES and place_of(m) is None]
    assert homeless == [], "give each a place in FLOORS"
    assert [place for place in PLACES if place not in MODULES] == [], "nothing of that name stands there"


@pytest.mark.parametrize("package", PACKAGES)
def test_a_package_itself_holds_nothing(package):
    assert MODULES[package].read_text(encoding="utf-8") == ""


def test_no_import_points_up():
    up = [(m, line, name) for m in MODULES for line, name in imports_of(m) if not is_allowed(m, name)]
    assert [f"{module}, line {line}: {name}" for module, line, name in up] == []


def test_no_import_leads_back():
    assert circle({module: {name for _, name in imports_of(module)} - {module} for module in MODULES}) == []


def test_streamlit_lives_in_the_page_layer():
    using = {m for m in MODULES if any(name.split(".")[0] == "streamlit" for _, name in named_by(m))}
    assert {m for m in using if place_of(m) not in WITH_STREAMLIT} == set()
    assert "dashboard.cache" in using


@pytest.mark.parametrize(
    ("module", "imported"),
    [
        ("data.filter", "dashboard.state"),
        ("data.lake.status", "dashboard.job"),
        ("data.lake.archive", "dashboard.cache"),
        ("data.settings", "dashboard.server"),
        ("data.article.door", "data.sources.columns"),
        ("data.state.runs", "data.lake.lock"),
        ("data.sources.parquet", "data.lake.tables"),
        ("data.lake.tables", "data.intake"),
        ("analytics.topics.fit", "analytics.mentions.article_mentions"),
        ("analytics.text.article_tokens", "analytics.pipeline"),
        ("dashboard.charts.lines", "dashboard.state"),
        ("dashboard.components.sidebar", "dashboard.views.topics"),
    ],
)
def test_the_rule_can_fail(module, imported):
    assert {module, imported} <= MODULES.keys()
    assert not is_allowed(module, imported)
    assert is_allowed(imported, module) or PLACES[place_of(module)] == PLACES[place_of(imported)]


def test_a_circle_is_found():
    assert circle({"a": {"b"}, "b": {"c"}, "c": set()}) == []
    assert set(circle({"a": {"b"}, "b": {"c"}, "c": {"b"}})) == {"b", "c"}
