"""Reprints on pages: who takes from whom, groups and series that unfold, pale clutter, each text once, blocks."""

import re
from datetime import UTC, datetime, timedelta

import pytest

from dashboard import job
from data.lake import tables
from data.schema import ARTICLES
from data.state import blocks
from tests.dashboard.conftest import text_id
from tests.dashboard.test_pages import healthy, html_of, said

pytestmark = pytest.mark.slow  # every test runs whole pages


NOON = datetime(2017, 11, 6, 9, tzinfo=UTC)  # in Moscow
FOOTER = "Подписывайтесь на наш канал"
PALE = "Фото: архив редакции"


def article(n, outlet, hours=0.0, **more):
    text = f"Порт Гавани принял судно номер {n}.\n{PALE}\n{FOOTER}"
    row = {"title": f"Судно {n}", "text": text, "outlet": outlet, "published_at": NOON + timedelta(hours=hours)}
    return {**row, "topic": "порт", "names": [("Гавани", "place")], "clutter": [(PALE, "credit")], **more}


ROWS = [
    article(0, "Маяк", group="a", role="first"),
    article(1, "Вестник", 2.25, group="a", role="copy", credits=["Маяк"]),
    article(2, "Причал", 72, group="a", role="extract"),
    article(3, None, 5, group="a", role="copy"),
    article(4, "Вестник", group="b", role="first", flags=["date_only"]),
    article(5, "Маяк", group="b", role="copy", flags=["date_only"]),
    article(6, "Вестник", 30, group="c", role="first"),
    article(7, "Причал", 31, group="c", role="copy"),
    *(article(n, "Маяк", 24 * n, series="s", title=f"Погода, день {n}") for n in range(8, 12)),
]


@pytest.fixture
def archive(archive_of):
    first = text_id("Погода, день 8", "8")
    rows = [{**row, "series": first} if row.get("series") else row for row in ROWS]
    return archive_of(rows, blocks=[("Маяк", FOOTER.lower(), 6, 1.0, True), ("Причал", "ещё строка", 5, 0.5, False)])


def words(app):
    return " ".join(" ".join(healthy(app)).replace("\u00a0", " ").split())


def links(app, page):
    return [attrs for tag, attrs in html_of(app).tags if tag == "a" and attrs["data-page"] == page]


def test_the_page_counts_and_names_who_takes_from_whom(run_page, archive):
    app = run_page(archive, "reprints")
    seen = words(app)
    assert list(app.error) == []
    assert "12 статей подходит 7 разных текстов 41,7 % статей – перепечатки 1 серия сводок" in seen
    assert "Маяк Вестник 1 2 ч 15 мин" in seen
    assert "Маяк Причал 1 3 дня" in seen
    assert "Вестник Причал 1 1 ч" in seen
    assert "Маяк не указано 1 5 ч" in seen
    assert "Маяк 1 0 " not in seen
    assert len(app.get("vega_lite_chart")) == 2
    assert "Погода, день 8 Маяк" in seen


def test_a_group_whose_order_is_not_known_names_no_first_publisher(run_page, archive):
    seen = words(run_page(archive, "reprints"))
    assert "Судно 4 порядок неизвестен 6 нояб. 2017 2 ▸" in seen
    assert "Судно 0 Маяк 6 нояб. 2017, 12:00 4 ▸ 3 через 3 дня" in seen


def test_a_group_unfolds_to_its_articles_and_folds_again(run_page, archive):
    app = run_page(archive, "reprints")
    (unfold,) = [a for a in links(app, "reprints") if text_id("Судно 0", "0") in a["href"]]
    assert unfold["title"] == "Показать статьи"
    opened = f"article:{text_id('Судно 0', '0')}"
    app = run_page(archive, "reprints", open=opened)
    seen = words(app)
    assert "Маяк · 6 нояб. 2017, 12:00 · первоисточник" in seen
    assert "Вестник · 6 нояб. 2017, 14:15 · через 2 ч 15 мин · копия" in seen
    assert "Причал · 9 нояб. 2017, 12:00 · через 3 дня · начало текста" in seen
    assert "не указано · 6 нояб. 2017, 17:00 · через 5 ч · копия" in seen
    (fold,) = [a for a in links(app, "reprints") if a.get("title") == "Свернуть"]
    assert "open" not in fold["href"]


def test_a_series_unfolds_to_its_bulletins(run_page, archive):
    seen = words(run_page(archive, "reprints", open=f"article:{text_id('Погода, день 8', '8')}"))
    assert [f"Погода, день {n} Маяк · {n + 6} нояб. 2017, 12:00" in seen for n in range(8, 12)] == [True] * 4


@pytest.mark.slow
def test_each_empty_part_says_why(run_page, archive_of):
    seen = words(run_page(archive_of([article(n, "Маяк") for n in range(3)]), "reprints"))
    for key in ("Ни одной перепечатки", "Ни один текст не встретился", "Серий однотипных сводок", "ни на кого не"):
        assert key in seen


@pytest.mark.slow
def test_few_pairs_are_a_list_without_a_matrix(run_page, archive_of):
    app = run_page(archive_of(ROWS[6:8]), "reprints")
    assert "Вестник Причал 1 1 ч" in words(app)
    assert len(app.get("vega_lite_chart")) == 1


@pytest.mark.slow
def test_the_page_speaks_english(run_page, archive):
    app = run_page(archive, "reprints", lang="en", open=f"article:{text_id('Судно 0', '0')}")
    own = [w for w in said(app) if re.search("[а-яё]", w, re.IGNORECASE)]
    titles = ("Судно", "Погода", "Маяк", "Вестник", "Причал")
    assert [w for w in own if not any(t in w for t in titles)] == []
    assert "2 h 15 min later · copy" in words(app)


def test_the_reader_shows_group_sources_and_pale_clutter(run_page, archive):
    app = run_page(archive, "articles", open=f"article:{text_id('Судно 1', '1')}")
    seen = words(app)
    assert "Ссылается на: Маяк" in seen
    assert "Бледное – не текст статьи и в счёт не входит: подпись или автор снимка." in seen
    assert [e.label.replace("\u00a0", " ") for e in app.expander][2:] == ["Перепечатки: 4 статьи в 3 изданиях"]
    pale = [attrs for tag, attrs in html_of(app).tags if tag == "span" and attrs.get("class") == "pale"]
    assert pale == [{"class": "pale", "title": "подпись или автор снимка"}]
    assert "эта статья Вестник · 6 нояб. 2017, 14:15 · через 2 ч 15 мин · копия" in seen


def test_the_reader_names_the_series(run_page, archive):
    app = run_page(archive, "articles", open=f"article:{text_id('Погода, день 9', '9')}")
    assert [e.label for e in app.expander][2:] == ["Серия сводок: 4 выпуска"]


def test_a_text_stands_once_until_every_article_is_asked_for(run_page, archive):
    app = run_page(archive, "articles")
    frame = app.dataframe[0].value
    assert frame["copies"].tolist().count("ещё 3") == 1
    assert len(frame) == 7
    assert any("7 разных текстов в 12 статьях" in c.value.replace("\u00a0", " ") for c in app.caption)
    app.toggle(key="each").set_value(True).run()
    assert "1" in app.query_params["each"]
    assert len(app.dataframe[0].value) == 12
    assert "copies" not in app.dataframe[0].value
    app.toggle(key="each").set_value(False).run()
    assert app.query_params == {}


def test_a_headline_says_how_many_reprint_it(run_page, archive):
    seen = words(run_page(archive, "topics", to="2017-11-07"))
    assert "Судно 0 Маяк, 6 нояб. 2017, и ещё 2 перепечатки" in seen


def test_the_overview_says_how_many_are_reprints(run_page, archive):
    assert "41,7 % из них перепечаток" in words(run_page(archive, "overview"))


def test_a_block_is_counted_as_text_and_left_out_again(run_page, archive, monkeypatch):
    started = []
    monkeypatch.setattr(job, "start", lambda target, *_: started.append(target.root))
    app = run_page(archive, "add")
    seen = words(app)
    assert FOOTER.lower() in seen
    assert "Маяк: 100 % текстов, 6 статей" in seen.replace("\\", "")
    count = [b for b in app.button if b.label == "Считать текстом"]
    assert len(count) == 2
    count[0].click().run()
    assert blocks.counted(archive).to_numpy().tolist() == [["Маяк", FOOTER.lower()]]
    assert "2 изменения вступят в силу" in words(app)  # the second was counted when the archive was analysed
    app.button(key="blocks-analyse").click().run()
    assert started == [archive.root]
    next(b for b in app.button if b.label == "Не считать").click().run()
    assert blocks.counted(archive).empty


def test_without_blocks_nothing_is_said_of_them(run_page, archive_of):
    assert "повторяется из статьи" not in words(run_page(archive_of([article(0, "Маяк")]), "add"))


@pytest.mark.slow
def test_ids_are_on_no_page(run_page, archive):
    ids = set(tables.read(archive, ARTICLES)["article_id"])
    for page in ("reprints", "articles"):
        app = run_page(archive, page, open=f"article:{text_id('Судно 0', '0')}")
        assert [w for w in said(app) if any(i in w for i in ids)] == []
