"""Every page over every kind of archive: none, empty, one row, the demo, hostile texts, a broken store."""

import json
import re
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from html.parser import HTMLParser
from pathlib import Path

import pytest

from data.lake import tables
from data.schema import ARTICLES, ENTITIES, MENTIONS
from data.settings import INTERFACES, Workspace

ROOT = Path(__file__).resolve().parents[2]
HEAVY = ("bertopic", "umap", "hdbscan", "evoc", "numba", "sklearn", "torch", "natasha", "slovnet")
START = datetime(2017, 11, 6, 9, tzinfo=UTC)
HOSTILE = "![x](http://evil.example/p.png) :red[кровь] $E=mc^2$ [a](javascript:alert(1)) <script>alert(1)</script>"
PYTHON_WORDS = re.compile(r"\b(nan|NaN|None|NaT|Traceback|KeyError|DataFrame|<NA>)\b")


class Html(HTMLParser):
    def __init__(self):
        super().__init__()
        self.tags, self.words = [], []

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data):
        self.words.append(data)


def article(n, **more):
    row = {
        "title": f"Заголовок {n}",
        "text": f"Текст номер {n}: НАТО и Россия.",
        "published_at": START + timedelta(days=n),
    }
    return (
        row
        | {"outlet": "Маяк", "topic": "военный диалог", "names": [("НАТО", "organisation"), ("Россия", "place")]}
        | more
    )


def said(app):
    """Every word a page shows, whatever the element."""
    plain = [
        str(e.value)
        for kind in ("title", "header", "markdown", "caption", "text", "error", "info", "success")
        for e in getattr(app, kind)
    ]
    labels = [str(e.label) for kind in ("button", "multiselect", "selectbox", "text_input") for e in getattr(app, kind)]
    parser = html_of(app)
    cells = [
        str(v) for frame in app.dataframe for v in frame.value.to_numpy().ravel() if v is not None
    ]  # drawn as nothing
    return plain + labels + parser.words + cells


def html_of(app):
    parser = Html()
    for element in app.get("html"):
        body = element.proto.body
        if "<style>" not in body:
            parser.feed(body)
    return parser


def healthy(app):
    assert [e.message for e in app.exception] == []
    words = said(app)
    assert [w for w in words if PYTHON_WORDS.search(w)] == []
    return words


def titles(app):
    return [t.value for t in app.title]


def test_without_a_workspace_pages_say_what_to_do_first(run_page, workspace, page):
    app = run_page(workspace, page)
    words = " ".join(healthy(app))
    assert not workspace.root.exists()
    if page == "add":
        assert titles(app) == ["Добавить статьи"]
    else:
        assert "Здесь пока ничего нет" in words or "Добавьте статьи" in words
        assert "svodka analyse" in app.code[0].value


@pytest.mark.slow
def test_an_edition_without_articles_is_no_archive_yet(run_page, archive_of, page):
    app = run_page(archive_of([]), page)
    assert "Обзор" not in titles(app)
    healthy(app)


@pytest.mark.slow
def test_one_article_is_an_archive(run_page, archive_of, page):
    app = run_page(archive_of([article(0)]), page)
    healthy(app)
    assert list(app.error) == []
    if page != "add":
        assert any("Подходит **1** статья из 1" in m.value for m in app.markdown)


@pytest.mark.slow
def test_one_undated_article_without_title_outlet_and_topic(run_page, archive_of, page):
    app = run_page(archive_of([article(0, title="", published_at=None, outlet=None, topic=None, names=[])]), page)
    healthy(app)
    assert list(app.error) == []


@pytest.mark.parametrize("lang", INTERFACES)
def test_the_demo(run_page, demo, page, lang):
    app = run_page(demo, page, lang=lang)
    healthy(app)
    assert list(app.error) == []
    assert len(titles(app)) == 1
    charts = {"overview": 1, "topics": 3, "topic": 2, "mentions": 2, "name": 2, "reprints": 2}.get(page, 0)
    assert len(app.get("vega_lite_chart")) == charts


@pytest.mark.slow
def test_in_english_no_page_speaks_russian_of_its_own(run_page, archive_of, page):
    rows = [
        article(
            n,
            title=f"Headline {n}",
            text=f"Body {n}: NATO.",
            outlet="Harbour Post",
            topic="talks",
            names=[("NATO", "organisation")],
        )
        for n in range(30)
    ]
    words = healthy(run_page(archive_of(rows), page, lang="en"))
    assert [w for w in words if re.search("[а-яё]", w, re.IGNORECASE)] == []


@pytest.mark.slow
def test_b3_e8_hostile_texts_are_shown_and_never_run(run_page, archive_of, page):
    rows = [
        article(
            n,
            title=HOSTILE,
            text=f"{HOSTILE} {n}",
            outlet=HOSTILE,
            topic=HOSTILE,
            names=[(HOSTILE, "person")],
            url="javascript:alert(1)",
        )
        for n in range(30)
    ]
    app = run_page(archive_of(rows), page)
    words = healthy(app)
    parser = html_of(app)
    allowed = {
        "p",
        "b",
        "a",
        "table",
        "caption",
        "details",
        "summary",
        "ol",
        "thead",
        "tbody",
        "tr",
        "th",
        "td",
        "i",
        "img",
        "ul",
        "li",
        "div",
        "span",
        "h2",
        "mark",
    }
    assert {tag for tag, _ in parser.tags} <= allowed
    assert all(
        not value.startswith(("javascript", "http")) for _, attrs in parser.tags for value in [attrs.get("href") or ""]
    )
    assert all((attrs["src"] or "").startswith("data:image/svg+xml,") for tag, attrs in parser.tags if tag == "img")
    markdown = [e.value for kind in ("title", "header", "markdown", "caption") for e in getattr(app, kind)]
    markdown += [b.label for b in app.button]
    assert [m for m in markdown if HOSTILE in m] == []
    if page not in ("add", "weekly"):
        assert any(HOSTILE in w for w in words)


def test_b3_hostile_texts_in_the_reader(run_page, archive_of):
    workspace = archive_of(
        [article(0, title=HOSTILE, text=HOSTILE, names=[(HOSTILE, "person")], url="javascript:alert(1)")]
    )
    article_id = tables.read(workspace, ARTICLES)["article_id"].iloc[0]
    app = run_page(workspace, "articles", open=f"article:{article_id}")
    healthy(app)
    parser = html_of(app)
    assert "script" not in {tag for tag, _ in parser.tags}
    assert "mark" in {tag for tag, _ in parser.tags}
    assert len(app.get("link_button")) == 0


@pytest.mark.slow
@pytest.mark.parametrize("table", [ARTICLES, MENTIONS], ids=lambda t: t.name)
def test_e3_a_broken_store_is_said_and_adding_still_works(run_page, archive_of, page, table):
    workspace = archive_of([article(n) for n in range(3)])
    for path in (workspace.tables / table.name).glob("**/*.parquet"):
        path.unlink()
    app = run_page(workspace, page)
    words = " ".join(healthy(app))
    if page == "add":
        assert list(app.error) == []
    else:
        assert len(app.error) == 1
        assert "svodka doctor" in words


def test_filters_that_exclude_everything_say_which_and_offer_the_way_back(run_page, archive_of):
    workspace = archive_of([article(n) for n in range(10)])
    app = run_page(workspace, "overview", from_="2030-01-01")
    healthy(app)
    assert "2030" in app.info[0].value
    app.button(key="empty-reset").click().run()
    assert app.query_params == {}
    assert list(app.info) == []


@pytest.mark.slow
def test_e8_a_hostile_address_renders_and_is_reported(run_page, archive_of, page):
    workspace = archive_of([article(n) for n in range(10)])
    junk = {f"p{n}": "<script>" for n in range(900)}  # Streamlit itself ignores an address of over 1,000
    app = run_page(workspace, page, topic="<script>", unit="../../", **junk)
    healthy(app)
    assert list(app.error) == []
    if page != "add":
        assert any("пропущена" in t.value for t in app.toast)


def test_e8_a_megabyte_of_parameters_renders(run_page, archive_of):
    app = run_page(archive_of([article(0)]), "overview", outlet=["нет"] * 1000, words="я" * 1_000_000)
    healthy(app)
    assert list(app.error) == []


@pytest.mark.slow
@pytest.mark.parametrize("words", ['" OR (', "*", "'; DROP TABLE articles; --", "%_", "(a+)+$" * 80, "санкции «"])
def test_e9_any_search_is_answered(run_page, archive_of, words):
    workspace = archive_of([article(n) for n in range(10)])
    app = run_page(workspace, "articles", words=words)
    healthy(app)
    assert list(app.error) == []


def test_a_filter_in_the_address_is_in_its_control_and_in_force(run_page, archive_of):
    rows = [article(n, outlet="Маяк" if n < 4 else "Вестник") for n in range(10)]
    app = run_page(archive_of(rows), "overview", outlet="Маяк")
    assert app.multiselect(key="filter-outlet").value == ["Маяк"]
    assert any("**4**" in m.value for m in app.markdown)


def test_a_control_writes_the_address_and_reset_empties_it(run_page, archive_of):
    rows = [article(n, outlet="Маяк" if n < 4 else "Вестник") for n in range(10)]
    app = run_page(archive_of(rows), "mentions")
    app.multiselect(key="filter-outlet").set_value(["Вестник"]).run()
    assert "Вестник" in app.query_params["outlet"]
    assert any("**6**" in m.value for m in app.markdown)
    app.button(key="reset").click().run()
    assert "outlet" not in app.query_params


def test_a_typed_name_is_found_by_its_form_and_an_unknown_one_is_said(run_page, archive_of):
    workspace = archive_of([article(n) for n in range(10)])
    entities = tables.read(workspace, ENTITIES)
    app = run_page(workspace, "overview")
    app.multiselect(key="filter-name").set_value(["россия", "никто такой"]).run()
    assert entities["entity_id"][entities["name"] == "Россия"].iloc[0] in app.query_params["name"]
    assert any("нет" in t.value for t in app.toast)


def test_a_drill_is_a_chip_that_can_be_taken_off(run_page, archive_of):
    app = run_page(archive_of([article(n) for n in range(10)]), "articles", drill=["period:2017-W45"])
    assert len(app.dataframe[0].value) == 7
    app.button(key="chip-period").click().run()
    assert len(app.dataframe[0].value) == 10
    assert app.query_params == {}


def test_the_list_shows_no_id_and_says_how_many_there_are(run_page, archive_of):
    app = run_page(archive_of([article(n) for n in range(1200)]), "articles")
    frame = app.dataframe[0].value
    assert list(frame.columns) == ["when", "outlet", "title", "topic", "language", "url"]
    assert len(frame) == 1000
    assert any("Первые 1\u00a0000 из 1\u00a0200" in c.value for c in app.caption)


def test_the_order_holds_over_all_articles_that_pass(run_page, archive_of):
    app = run_page(archive_of([article(n) for n in range(1200)]), "articles")
    app.selectbox(key="sort").set_value("published_at ▲").run()
    assert "articles.published_at" in app.query_params["sort"]
    assert app.dataframe[0].value["when"].iloc[0] == "2017-11-06 12:00"


def test_the_weekly_arrows_walk_and_stop_at_the_edges(run_page, archive_of):
    app = run_page(
        archive_of([article(n % 21, text=f"НАТО и Россия {n}") for n in range(200)]), "weekly", week="2017-W46"
    )
    app.button(key="week-before").click().run()
    assert "2017-W45" in app.query_params["week"]
    assert app.button(key="week-before").disabled
    healthy(app)


@pytest.fixture
def with_1914(archive_of):
    early = datetime(1914, 8, 1, 9, tzinfo=UTC)
    return archive_of([*(article(n) for n in range(28)), article(99, published_at=early, text="НАТО и Россия, 1914.")])


@pytest.mark.parametrize("page", ["overview", "topics", "topic", "mentions", "name"])
def test_axes_leave_out_a_lone_date_and_say_so_one_click_away(run_page, with_1914, page):
    app = run_page(with_1914, page)
    words = " ".join(" ".join(healthy(app)).split())
    assert "Вне графика, далеко от остальных дат: 1 статья (1 авг. 1914) ." in words
    assert "Данные за 6 нояб. – 3 дек. 2017 · 29 статей" in words
    (link,) = [attrs["href"] for tag, attrs in html_of(app).tags if tag == "a" and "1914" in attrs["href"]]
    assert link == "articles?from=1914-08-01&to=1914-08-01"


def test_what_lies_outside_is_counted_under_the_filters(run_page, archive_of):
    early = datetime(1914, 8, 1, 9, tzinfo=UTC)
    rows = [*(article(n) for n in range(28)), article(99, published_at=early, text="НАТО и Россия.", outlet="Вестник")]
    workspace = archive_of(rows)
    assert "Вне графика" not in " ".join(healthy(run_page(workspace, "overview", outlet="Маяк")))
    app = run_page(workspace, "overview", outlet="Вестник")
    assert "Вне графика" in " ".join(healthy(app))
    (link,) = [attrs["href"] for tag, attrs in html_of(app).tags if tag == "a" and "1914" in attrs["href"]]
    assert "outlet=" in link


def test_an_axis_follows_the_period_asked_for(run_page, with_1914):
    words = " ".join(healthy(run_page(with_1914, "overview", **{"from": "1914-08-01", "to": "1914-08-01"})))
    assert "Вне графика" not in words
    assert "статьи: 1\u00a0авг.\u00a01914" in words


def test_a_base_of_all_articles_says_so_and_a_base_of_the_chart_too(run_page, with_1914):
    captions = [c.value.replace("\u00a0", " ") for c in run_page(with_1914, "overview").caption]
    assert any("% от 29 статей: 1 авг. 1914 – 3 дек. 2017" in c for c in captions)
    captions = [c.value.replace("\u00a0", " ") for c in run_page(with_1914, "mentions").caption]
    assert any("% от 28 статей: 6 нояб. – 3 дек. 2017" in c for c in captions)


def test_the_default_week_is_the_last_full_one(run_page, archive_of):
    app = run_page(archive_of([article(n) for n in [*range(17), 40]]), "weekly")
    assert "13–19\u00a0нояб." in " ".join(healthy(app))


DRIVE = """
import json, sys
from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash
for page in ("", "weekly", "topics", "topic", "mentions", "name", "reprints", "articles", "add"):
    app = AppTest.from_file("dashboard/app.py", default_timeout=600)
    app._page_hash = calc_hash(page)
    app.query_params["words"] = "Россия"
    app.run()
    assert not app.exception and not app.error, (page, app.exception, app.error)
print(json.dumps(sorted({name.split(".")[0] for name in sys.modules})))
"""


@pytest.mark.slow
def test_no_page_imports_what_only_the_analysis_needs(archive_of):
    workspace: Workspace = archive_of([article(n) for n in range(30)])
    run = subprocess.run(
        [sys.executable, "-c", DRIVE],
        cwd=ROOT,
        env={"SVODKA_WORKSPACE": str(workspace.root), "PATH": "", "HOME": str(workspace.root)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr[-2000:]
    modules = set(json.loads(run.stdout.splitlines()[-1]))
    assert "duckdb" in modules
    assert modules.intersection(HEAVY) == set()


DAYS = """
from streamlit.dataframe_util import convert_arrow_bytes_to_pandas_df
from streamlit.testing.v1 import AppTest
app = AppTest.from_file("dashboard/app.py", default_timeout=600)
app.query_params["by"] = "day"
app.run()
proto = app.get("vega_lite_chart")[0].proto
frame = convert_arrow_bytes_to_pandas_df((proto.datasets[0].data if proto.datasets else proto.data).data)
print(frame[["key", "when", "count"]].to_csv())
"""


@pytest.mark.slow
def test_chart_frames_hold_the_same_days_with_the_server_in_any_zone(archive_of):
    late = datetime(2017, 11, 5, 21, 30, tzinfo=UTC)  # 6 November in Moscow, 5 in London and New York
    workspace = archive_of([article(n, published_at=late + timedelta(days=n % 9)) for n in range(30)])
    said = set()
    for zone in ("Europe/Moscow", "America/New_York"):
        environment = {"SVODKA_WORKSPACE": str(workspace.root), "PATH": "", "HOME": str(workspace.root), "TZ": zone}
        run = subprocess.run(
            [sys.executable, "-c", DAYS], cwd=ROOT, env=environment, capture_output=True, text=True, check=True
        )
        said.add(run.stdout)
    assert len(said) == 1
    assert "2017-11-06" in said.pop().splitlines()[1]
