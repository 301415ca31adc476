"""What every chart keeps: a valid specification, clickable text ids, days that no zone can shift, an honest nothing."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import altair as alt
import jsonschema
import numpy as np
import pandas as pd
import pytest
import vl_convert

from dashboard.charts.areas import areas
from dashboard.charts.bars import bars
from dashboard.charts.chart import MOST_ROWS, PICK, Look
from dashboard.charts.heatmap import heatmap
from dashboard.charts.lines import _form as lines_form
from dashboard.charts.lines import lines
from dashboard.charts.matrix import MOST, matrix
from dashboard.charts.stacked import stacked
from dashboard.charts.topic_map import topic_map
from dashboard.charts.volume import volume
from dashboard.texts import Texts
from dashboard.theme import DARK, LIGHT
from data.errors import SchemaError, UsageError
from tests.dashboard.charts.invented import COLOURS, NAMES, spread

RU, EN = Texts("ru"), Texts("en")
LOOK = Look(LIGHT)
ROOT = Path(__file__).resolve().parents[3]
COMMON = {"title": "Темы", "by_column": "topic_id", "names": NAMES}


def ranking() -> pd.DataFrame:
    return pd.DataFrame({"topic_id": ["t2", "t1", "t3"], "count": [37, 32, 9], "base": [120, 120, 120]})


def places() -> pd.DataFrame:
    frame = ranking().assign(label=lambda f: f["topic_id"].map(NAMES), x=[0.0, 5.0, np.nan], y=[1.0, -3.0, 0.0])
    return frame.astype({"x": "float32", "y": "float32"})


def flows() -> pd.DataFrame:
    pairs = [("Маяк", "Вестник", 9, 2.25), ("Маяк", "", 4, np.nan), ("Вестник", "Маяк", 2, 24.0)]
    return pd.DataFrame(pairs, columns=["source", "outlet", "articles", "lag_hours"])


def origins(n: int = 3) -> pd.DataFrame:
    names = ["Маяк", "Вестник", ""][:n]
    return pd.DataFrame({"outlet": names, "own": [5, 1, 0][:n], "reprints": [2, 0, 4][:n], "unknown": [1, 0, 0][:n]})


PARTS = {"own": "свои тексты", "reprints": "перепечатки", "unknown": "порядок неизвестен"}
STACK = {"title": "Свои тексты", "by_column": "outlet", "parts": PARTS}


def every_chart(weeks: pd.DataFrame, texts: Texts = RU, theme=LIGHT) -> dict[str, object]:
    one = weeks[weeks["topic_id"] == "t1"].drop(columns="topic_id")
    return {
        "lines": lines(weeks, texts, look=Look(theme), colours=COLOURS, **COMMON),
        "lines legend": lines(weeks, texts, look=Look(theme, labels=False), colours=COLOURS, value="count", **COMMON),
        "areas": areas(weeks, texts, look=Look(theme), colours=COLOURS, **COMMON),
        "areas short": areas(spread({"t1": [1, 2], "t2": [2, 1]}), texts, look=Look(theme), colours=COLOURS, **COMMON),
        "heatmap": heatmap(weeks, texts, look=Look(theme), **COMMON),
        "volume": volume(one, texts, title="Статьи", look=Look(theme)),
        "volume share": volume(one, texts, title="Статьи", look=Look(theme), value="share"),
        "bars": bars(ranking(), texts, look=Look(theme), **COMMON),
        "bars share": bars(ranking(), texts, look=Look(theme), colours=COLOURS, value="share", **COMMON),
        "topic map": topic_map(places(), texts, title="Карта тем", look=Look(theme), colours=COLOURS),
        "themes map": topic_map(
            places().assign(group=["h1", "h2", "h1"]),
            texts,
            title="Карта тем",
            look=Look(theme),
            colours={"h1": "#00619E"},
            groups={"h1": "Политика"},
        ),
        "matrix": matrix(flows(), texts, title="Кто кого", look=Look(theme)),
        "stacked": stacked(origins(), texts, look=Look(theme), said=["а", "б", "в"], **STACK),
        "stacked count": stacked(origins(), texts, look=Look(theme), said=["а", "б", "в"], value="count", **STACK),
        "empty": lines(weeks.iloc[:0], texts, look=Look(theme), colours=COLOURS, **COMMON),
    }


def layers(chart) -> list[dict]:
    return chart.spec["layer"]


def clickable(chart) -> dict:
    """The layer that takes the pointer."""
    (pick,) = [p for p in chart.spec["params"] if "select" in p]
    (layer,) = [layer for layer in layers(chart) if layer.get("name") in pick["views"]]
    return layer


def given(chart) -> dict:
    """Values of the parameters that the form names."""
    return {p["name"]: p["value"] for p in chart.spec["params"] if "value" in p}


def words_of(chart) -> str:
    return json.dumps(chart.to_dict(), ensure_ascii=False)


def test_every_specification_is_valid_vega_lite(weeks):
    for chart in every_chart(weeks).values():
        alt.LayerChart.validate(chart.to_dict())
    spec = every_chart(weeks)["empty"].to_dict()
    spec["layer"][0]["mark"] = {"type": "no such mark"}
    with pytest.raises(jsonschema.ValidationError):
        alt.LayerChart.validate(spec)


def test_every_specification_is_plain_json(weeks):
    for theme in (LIGHT, DARK):
        for texts in (RU, EN):
            for name, chart in every_chart(weeks, texts, theme).items():
                spec = chart.to_dict()
                assert json.loads(json.dumps(spec, allow_nan=False)) == spec, name


@pytest.mark.slow
@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
def test_every_chart_is_drawn_with_its_colours(weeks, theme):
    for name, chart in every_chart(weeks, theme=theme).items():
        drawn = vl_convert.vegalite_to_svg({**chart.to_dict(), "width": 600}, allowed_base_urls=[])
        if name.startswith(("lines", "areas")):
            for thing in weeks["topic_id"].unique() if "short" not in name else ("t1", "t2"):
                assert COLOURS[thing] in drawn, name


def test_a_form_is_composed_once_and_no_chart_changes_another(weeks):
    before = {name: json.dumps(chart.spec) for name, chart in every_chart(weeks).items()}
    misses = lines_form.cache_info().misses
    for chart in every_chart(weeks).values():
        for layer in layers(chart):
            layer["encoding"].clear()
        chart.spec["config"].clear()
    assert {name: json.dumps(chart.spec) for name, chart in every_chart(weeks).items()} == before
    every_chart(spread({"t1": [5, 1], "t2": [0, 3], "t3": [1, 1]}))
    assert lines_form.cache_info().misses == misses


def test_importing_the_charts_does_not_import_altair():
    modules = ", ".join(
        f"dashboard.charts.{name}"
        for name in ("areas", "bars", "heatmap", "lines", "matrix", "stacked", "topic_map", "volume")
    )
    script = f"import sys, {modules}; print('altair' in sys.modules)"
    said = subprocess.run([sys.executable, "-c", script], cwd=ROOT, check=True, timeout=600, capture_output=True)
    assert said.stdout.strip() == b"False"


@pytest.mark.parametrize(
    ("name", "fields"),
    [
        ("lines", ["key", "id"]),
        ("areas", ["key", "id"]),
        ("areas short", ["key", "id"]),
        ("heatmap", ["key", "id"]),
        ("volume", ["key"]),
        ("bars", ["id"]),
        ("matrix", ["id"]),
        ("stacked", ["id"]),
        ("topic map", ["id"]),
        ("themes map", ["id"]),
    ],
)
def test_a_click_hands_back_text(weeks, name, fields):
    chart = every_chart(weeks)[name]
    found = [p for p in chart.spec["params"] if "select" in p]
    assert clickable(chart)["mark"]["aria"]
    assert [(p["name"], p["select"]["fields"]) for p in found] == [(PICK, fields)]
    for field in fields:
        assert all(isinstance(value, str) for value in chart.data.column(field).to_pylist())
    if "key" in fields:
        assert set(chart.data.column("key").to_pylist()) <= set(weeks["key"]) | {"2017-W44", "2017-W45"}


def test_periods_are_milliseconds_as_if_utc_and_ticks_stand_at_their_starts(weeks):
    chart = every_chart(weeks)["lines"]
    starts = [pd.Timestamp(p, tz="UTC").timestamp() * 1000 for p in weeks["period"].unique()]
    assert chart.data.column("at").to_pylist()[: len(starts)] == starts
    x = layers(chart)[0]["encoding"]["x"]
    assert x["type"] == "quantitative"
    assert x["axis"]["values"] == {"expr": "days"}
    assert set(given(chart)["days"]) <= set(starts)
    assert given(chart)["ticks"][str(int(pd.Timestamp("2017-10-30", tz="UTC").timestamp() * 1000))] == [
        "30\u00a0окт.",
        "2017",
    ]


@pytest.mark.slow
def test_pictures_show_the_same_days_in_every_zone_of_the_server():
    script = ROOT / "tests" / "dashboard" / "charts" / "invented.py"
    runs = [
        subprocess.Popen([sys.executable, script], env={**os.environ, "TZ": zone}, cwd=ROOT, stdout=subprocess.PIPE)
        for zone in ("UTC", "Europe/Moscow", "America/New_York")
    ]
    drawn = [run.communicate(timeout=600)[0].decode() for run in runs]
    assert drawn == [(ROOT / "tests" / "golden" / "lines-ru.svg").read_text(encoding="utf-8")] * 3
    for day in ("30\u00a0окт.", "27\u00a0нояб.", "25\u00a0дек."):
        assert f">{day}<" in drawn[0]
    assert not {"Oct", "Nov", "Dec", "Jan"} & set(drawn[0].split()), "Vega's own words for days"


def test_incomplete_periods_are_dashed_and_gaps_break_the_line(weeks):
    rows = every_chart(weeks)["lines"].data.to_pandas()
    first = rows[rows["id"] == "t1"].reset_index(drop=True)
    assert first["partial"].tolist() == [True] + [False] * 8 + [True]
    assert first["solid"].isna().tolist() == [True] + [False] * 3 + [True] + [False] * 4 + [True]
    assert first["dashed"].notna().tolist() == [True, True] + [False] * 6 + [True, True]
    assert np.isnan(first["value"][4])
    assert first["value"][8] == 0


def test_gaps_are_shaded_as_one_band_and_said(weeks):
    for name in ("lines", "areas", "heatmap", "volume"):
        chart = every_chart(weeks)[name]
        band = layers(chart)[0]
        assert band["mark"]["type"] == "rect"
        (row,) = band["data"]["values"]
        assert (row["at"], row["until"] - row["at"]) == (pd.Timestamp("2017-11-27").timestamp() * 1000, 7 * 86_400_000)
        assert RU.t("note.gap") in chart.notes
    whole = spread({"t1": [1, 2, 3]}, first=pd.Timestamp("2017-11-06").date())
    assert RU.t("note.gap") not in lines(whole, RU, look=LOOK, colours=COLOURS, **COMMON).notes


def test_the_y_axis_begins_at_zero_and_covers_the_largest(weeks):
    for name in ("lines", "areas", "volume"):
        chart = every_chart(weeks)[name]
        domain = layers(chart)[1]["encoding"]["y"]["scale"]["domain"]
        column = "high" if name == "areas" else "value"
        assert domain == [0, {"expr": "top"}]
        assert given(chart)["top"] >= np.nanmax(chart.data.column(column).to_pandas())


def test_a_stack_adds_up(weeks):
    rows = areas(weeks, RU, look=LOOK, colours=COLOURS, value="count", **COMMON).data.to_pandas()
    tops = rows.groupby("key")["high"].max()
    sums = weeks.groupby("key")["count"].sum()
    assert tops.dropna().to_dict() == {key: n for key, n in sums.items() if n > 0}


def test_no_raw_id_nan_or_null_where_a_reader_sees_it(weeks):
    for name, chart in every_chart(weeks).items():
        shown = [chart.alt, chart.title, *chart.notes]
        if len(chart.data):
            shown += [str(n) for n in chart.data.to_pandas().get("name", pd.Series(dtype=str))]
        for layer in layers(chart):
            shown += [str(row.get("said", "")) for row in layer.get("data", {}).get("values", [])]
        for text in shown:
            assert not {"nan", "None", "t1", "t2", "t3"} & set(text.replace(",", " ").split()), (name, text)


def test_labels_are_data_and_never_part_of_an_expression(weeks):
    hostile = {"t1": "'] || alert(1) || ['", "t2": "{value} %s <b>", "t3": 'a.b[0]:c "x" \\'}
    for make in (lines, areas):
        chart = make(weeks, RU, title="Темы", look=LOOK, by_column="topic_id", names=hostile, colours=COLOURS)
        expressions = expressions_of(chart.spec)
        assert expressions
        assert not any("alert" in e or "<b>" in e for e in expressions)
        assert hostile["t1"] in chart.data.column("name").to_pylist()


def expressions_of(part) -> list[str]:
    if isinstance(part, dict):
        own = [
            v
            for k, v in part.items()
            if k in ("expr", "labelExpr", "test", "filter", "calculate") and isinstance(v, str)
        ]
        return own + [e for v in part.values() for e in expressions_of(v)]
    return [e for v in part for e in expressions_of(v)] if isinstance(part, list) else []


def test_a_name_or_outlet_that_is_missing_reads_not_stated(weeks):
    chart = bars(
        pd.DataFrame({"outlet": ["Сигма", None], "count": [3, 2]}), RU, title="Издания", look=LOOK, by_column="outlet"
    )
    assert chart.data.column("name").to_pylist() == ["Сигма", RU.t("not_stated")]
    assert chart.data.column("id").to_pylist() == ["Сигма", ""]


def test_a_matrix_shows_the_largest_of_either_side_and_says_how_many():
    rng = np.random.default_rng(0)
    many = pd.DataFrame(
        [
            (f"Первая газета {n}", f"Очень длинное название издания {m}", int(rng.integers(1, 9)) + n, 1.0)
            for n in range(20)
            for m in range(30)
        ],
        columns=["source", "outlet", "articles", "lag_hours"],
    )
    many = many.sort_values("articles", ascending=False, kind="stable")
    chart = matrix(many, RU, title="Кто кого", look=LOOK)
    named = given(chart)
    assert (len(named["ids"]), len(named["across"])) == (MOST, MOST)
    assert named["ids"][0] == "Первая газета 19"
    assert max(map(len, named["columns"].values())) <= 22
    assert all(name.endswith("…") for name in named["columns"].values())
    assert tuple(note.replace("\u00a0", " ") for note in chart.notes) == (
        "В строке – первоисточник, в столбце – кто перепечатал.",
        "Показаны крупнейшие: 12 × 12.",
    )
    whole = matrix(many.head(5), RU, title="Кто кого", look=LOOK)
    assert len(whole.notes) == 1, "all are shown"


def test_no_row_or_column_of_a_matrix_is_empty():
    apart = pd.DataFrame(
        [(f"и{n}", f"п{m}", 100 - n, 1.0) for n, m in zip(range(20), range(20), strict=True)], columns=flows().columns
    )
    chart = matrix(apart, RU, title="Кто кого", look=LOOK)
    assert set(chart.data.column("source").to_pylist()) == set(given(chart)["ids"])
    assert set(chart.data.column("id").to_pylist()) == set(given(chart)["across"])
    assert len(chart.data) == MOST


def test_a_matrix_says_lags_and_what_is_not_stated():
    chart = every_chart(spread())["matrix"]
    rows = chart.data.to_pandas()
    assert [said.replace("\u00a0", " ") for said in rows["lag"]] == [
        "2 ч 15 мин",
        "в тот же день, порядок неизвестен",
        "1 день",
    ]
    assert rows["name"].tolist() == ["Вестник", "не указано", "Маяк"]
    assert "Маяк → Вестник – 9" in chart.alt


def test_parts_of_a_bar_add_up():
    rows = every_chart(spread())["stacked"].data.to_pandas()
    assert rows.groupby("id", sort=False)["high"].max().tolist() == [1, 1, 1]
    assert rows["share"].head(3).tolist() == [5 / 8, 2 / 8, 1 / 8]
    counted = every_chart(spread())["stacked count"].data.to_pandas()
    assert counted.groupby("id", sort=False)["high"].max().tolist() == [8, 1, 4]


def test_topics_without_a_place_are_left_off_the_map():
    chart = topic_map(places(), RU, title="Карта тем", look=LOOK, colours=COLOURS)
    assert chart.data.column("id").to_pylist() == ["t2", "t1"]


def test_the_circle_of_what_is_looked_at_has_a_rim():
    own = str(places()["topic_id"].iloc[1])
    drawn = topic_map(places(), RU, title="Карта тем", look=LOOK, colours=COLOURS, opened=own).data.to_pylist()
    assert {row["id"]: row["rim"] for row in drawn if row["rim"] != LOOK.theme.background} == {own: LOOK.theme.text}
    assert {row["id"] for row in drawn if row["wide"] > 1} == {own}


@pytest.mark.parametrize(
    ("name", "lines_"),
    [
        ("Сочи · национальный диалог · конгресс", ["Сочи · национальный диалог ·", "конгресс"]),
        ("Ксения Собчак · избирательная комиссия · Грудинин", ["Ксения Собчак ·", "избирательная комиссия…"]),
        ("", [""]),
    ],
)
def test_a_dot_between_words_begins_no_line_and_stands_before_no_cut(name, lines_):
    from dashboard.charts.series import wrapped

    assert wrapped(name, 28) == lines_


def test_names_on_the_map_do_not_touch():
    rng = np.random.default_rng(0)
    from dashboard.charts.topic_map import LETTER, NOMINAL, name_places

    across, down = rng.uniform(40, NOMINAL - 40, 40), rng.uniform(40, 420, 40)
    placed = name_places(
        [f"очень длинное имя темы номер {n}" for n in range(40)], across, down, np.full(40, 9.0), (NOMINAL, 460.0)
    )
    assert len(placed) >= 8
    boxes = []
    for name in placed:
        lines_ = name.said.split("\n")
        width, x, y = LETTER * max(map(len, lines_)), name.x + name.dx, name.y
        left = {"left": x, "center": x - width / 2, "right": x - width}[name.align]
        boxes.append((left, y - 7, left + width, y - 7 + 15 * len(lines_)))
    for n, a in enumerate(boxes):
        for b in boxes[n + 1 :]:
            assert a[2] <= b[0] or b[2] <= a[0] or a[3] <= b[1] or b[3] <= a[1]


def test_d3_empty_data_says_so_and_is_no_blank_picture(weeks):
    nothing = weeks.assign(count=pd.array([None] * len(weeks), dtype="Int64"))
    for chart in (
        lines(weeks.iloc[:0], RU, look=LOOK, colours=COLOURS, **COMMON),
        lines(nothing, RU, look=LOOK, colours=COLOURS, **COMMON),
        areas(nothing, RU, look=LOOK, colours=COLOURS, **COMMON),
        heatmap(nothing, RU, look=LOOK, **COMMON),
        volume(nothing, RU, title="Статьи", look=LOOK),
        bars(ranking().iloc[:0], RU, look=LOOK, **COMMON),
        matrix(flows().iloc[:0], RU, title="Кто кого", look=LOOK),
        stacked(origins(0), RU, look=LOOK, said=[], **STACK),
        topic_map(places().iloc[2:], RU, title="Карта", look=LOOK, colours={}),
    ):
        assert chart.empty
        assert RU.t("chart.no_data") in words_of(chart)
        assert RU.t("chart.no_data") in chart.alt


def test_d3_more_rows_than_can_be_drawn_are_refused_with_the_way_out(weeks):
    long = pd.concat([weeks] * (MOST_ROWS // len(weeks) + 1), ignore_index=True)
    with pytest.raises(UsageError, match=f"{MOST_ROWS:,}") as refused:
        lines(long, RU, look=LOOK, colours=COLOURS, **COMMON)
    assert "weeks or months" in refused.value.hint


def test_series_with_different_periods_are_refused(weeks):
    with pytest.raises(SchemaError, match=r"shares\.series"):
        lines(weeks.drop(index=3), RU, look=LOOK, colours=COLOURS, **COMMON)


def test_sentences_name_span_and_peak(weeks):
    plain = every_chart(weeks)["lines"].alt.replace("\u00a0", " ")
    assert plain.startswith("Темы. 30 окт. 2017 – 7 янв. 2018.")
    assert "НАТО · военный диалог: больше всего – 42,1 %, 6–12 нояб. 2017" in plain
    volume_ = every_chart(weeks)["volume"].alt.replace("\u00a0", " ")
    assert "Всего 38 статей; больше всего – 9 статей, 4–10 дек. 2017" in volume_
    assert "37 articles" in every_chart(weeks, EN)["bars"].alt
