"""Imports point one way: svodka → views → components → exports → charts → analytics → data."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
FLOORS = [
    "data",
    "analytics",
    "dashboard.texts",
    "dashboard.charts",
    "dashboard.exports",
    "dashboard.components",
    "dashboard.views",
    "svodka",
]
BESIDE_CHARTS = ("dashboard.texts", "dashboard.catalogue", "dashboard.theme")
PAGE_LAYER = ("dashboard.__main__", "dashboard.app", "dashboard.views", "dashboard.components", "dashboard.cache")
SOURCES = [p for top in ("data", "analytics", "dashboard") for p in sorted((ROOT / top).rglob("*.py"))] + [
    ROOT / "svodka.py"
]


def module_of(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


def floor_of(module: str) -> int | None:
    if module.startswith(BESIDE_CHARTS):
        return FLOORS.index("dashboard.texts")
    if module in {"dashboard.app", "dashboard.ahead", "dashboard.__main__"}:
        return FLOORS.index("dashboard.views")
    fits = [n for n, floor in enumerate(FLOORS) if module == floor or module.startswith(floor + ".")]
    return max(fits) if fits else None


def imports_of(path: Path) -> list[tuple[int, str]]:
    found = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found += [(node.lineno, alias.name) for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}:{node.lineno}: relative import"
            found += [(node.lineno, f"{node.module}.{alias.name}") for alias in node.names]
    return found


@pytest.mark.parametrize("path", SOURCES, ids=module_of)
def test_no_import_points_up(path):
    own = floor_of(module_of(path))
    if own is None:
        pytest.skip("dashboard modules beside the floors: filters, server, cache")
    up = [f"line {line}: {name}" for line, name in imports_of(path) if (floor_of(name) or -1) > own]
    assert up == []


@pytest.mark.parametrize("path", SOURCES, ids=module_of)
def test_streamlit_lives_in_the_page_layer(path):
    uses = [name for _, name in imports_of(path) if name.split(".")[0] == "streamlit"]
    assert not uses or module_of(path).startswith(PAGE_LAYER)


def test_the_rule_can_fail():
    assert floor_of("dashboard.charts.lines") > floor_of("analytics.pipeline") > floor_of("data.lake.counts")
    assert floor_of("dashboard.app") > floor_of("dashboard.components.sidebar") > floor_of("dashboard.exports.table")
