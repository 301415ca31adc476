"""What only a browser can show: deep links, filters, clicks, Back, files, links that restore, paper, zones."""

import re
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from analytics.why import why
from data.filter import Filter
from data.lake import counts
from data.lake.archive import Archive
from data.state import blocks, edits
from tests.dashboard.conftest import text_id, write_archive
from tests.serving import serving

PAGES = {
    "overview": ("/", "Обзор"),
    "weekly": ("/weekly", "Неделя"),
    "topics": ("/topics", "Темы"),
    "mentions": ("/mentions", "Упоминания"),
    "name": ("/name", "Россия"),
    "reprints": ("/reprints", "Перепечатки"),
    "articles": ("/articles", "Статьи"),
    "add": ("/add", "Добавить статьи"),
}
TRIES = 30
NOON = datetime(2018, 1, 8, 9, tzinfo=UTC)
CHART = "[data-testid=stVegaLiteChart] svg.marks"
WORDS = {
    "ru": {"overview": "Обзор", "articles": "Статьи", "week": "Неделя", "save": "Сохранить"},
    "en": {"overview": "Overview", "articles": "Articles", "week": "Week", "save": "Save as"},
    "uk": {"overview": "Огляд", "articles": "Статті", "week": "Тиждень", "save": "Зберегти"},
}


def see(tab, title):
    tab.wait_for_selector(f"h1:has-text('{title}')")


def chart(tab, key):
    """The chart's container, once its marks are drawn."""
    box = tab.locator(f".st-key-figure-{key}")
    box.locator("svg.marks").wait_for()
    return box


def settled(tab):
    """Waits until no run of the page's script is under way, so that nothing moves any more."""
    tab.wait_for_selector("[data-testid=stApp][data-test-script-state=notRunning]")


def picture(tab, key):
    return chart(tab, key).locator("svg.marks").inner_html()


def query(tab):
    return parse_qs(urlsplit(tab.url).query)


def click_bar(tab, part):
    """Hover over and click a place of the volume chart; returns what the pointer's box said of the period."""
    from playwright.sync_api import TimeoutError as NotYet

    settled(tab)
    plot = chart(tab, "volume").locator("svg.marks")
    plot.scroll_into_view_if_needed()
    tip = tab.locator("#vg-tooltip-element.visible")
    for _ in range(TRIES):  # a chart that is drawn once more under the pointer forgets where that was
        box = plot.bounding_box()
        x, y = box["x"] + box["width"] * part, box["y"] + box["height"] * 0.55
        tab.mouse.move(x - 2, y)
        tab.mouse.move(x, y)
        with suppress(NotYet):
            tip.wait_for(timeout=5_000)
            break
    said = tip.inner_text()
    tab.mouse.click(x, y)
    return said


@pytest.mark.parametrize("page", PAGES)
def test_the_very_first_request_may_be_a_deep_link(new_server, open_tab, page):
    path, title = PAGES[page]
    tab = open_tab()
    tab.goto(new_server + path)
    see(tab, title)
    if page in ("overview", "topics", "mentions", "name", "reprints"):
        tab.wait_for_selector(CHART)
    assert tab.locator("[data-testid=stException], [data-testid=stAlertContentError]").count() == 0


@pytest.mark.parametrize(("locale", "lang"), [("en-GB", "en"), ("uk-UA", "uk"), ("de-DE", "ru")])
def test_the_interface_follows_the_browser_until_chosen(server, open_tab, locale, lang):
    tab = open_tab(locale=locale)
    tab.goto(server)
    see(tab, WORDS[lang]["overview"])
    other = {"en": "ru", "ru": "uk", "uk": "en"}[lang]
    tab.locator(".st-key-lang button", has_text=other.upper()).click()
    see(tab, WORDS[other]["overview"])
    tab.reload()
    see(tab, WORDS[other]["overview"])
    assert query(tab)["lang"] == [other]


@pytest.mark.parametrize("lang", ["ru"])
def test_a_filter_changes_the_chart_and_its_link_restores_the_picture(server, open_tab, lang):
    tab = open_tab()
    tab.goto(f"{server}/?lang={lang}&by=day")
    see(tab, WORDS[lang]["overview"])
    before = picture(tab, "volume")
    tab.locator(".st-key-preset button", has_text=re.compile(f"^{WORDS[lang]['week']}$")).click()
    tab.wait_for_url("**from=**")
    tab.wait_for_function(
        "before => { const s = document.querySelector('.st-key-figure-volume svg.marks'); return s && s.innerHTML !== before }",
        arg=before,
    )
    assert query(tab)["from"] == ["2018-02-19"]
    days = "() => document.querySelectorAll('.st-key-figure-volume svg.marks .mark-rect[role=\"graphics-symbol\"] path, .st-key-figure-volume svg.marks .mark-rect path').length"
    tab.wait_for_function(f"() => ({days})() >= 7 && ({days})() < 40")
    link, shown = tab.url, picture(tab, "volume")
    other = open_tab()
    other.goto(link)
    see(other, WORDS[lang]["overview"])
    other.wait_for_function(f"() => ({days})() >= 7 && ({days})() < 40")
    assert re.findall(r'd="[^"]*"', picture(other, "volume")) == re.findall(r'd="[^"]*"', shown)


@pytest.mark.parametrize("lang", ["en"])
def test_a_click_leads_to_its_articles_and_back_returns(server, open_tab, lang):
    tab = open_tab()
    tab.goto(f"{server}/?lang={lang}")
    see(tab, WORDS[lang]["overview"])
    start = tab.url
    said = click_bar(tab, 0.5)
    see(tab, WORDS[lang]["articles"])
    chip = tab.locator(".st-key-chip-period").inner_text()
    assert chip.split("\n")[0].replace("\u00a0", " ") in said.replace("\u00a0", " ")
    tab.wait_for_selector("[data-testid=stDataFrame]")
    tab.go_back()
    see(tab, WORDS[lang]["overview"])
    chart(tab, "volume")
    assert tab.url == start


@pytest.mark.parametrize("zone", ["Europe/Moscow", "America/New_York"])
def test_a_click_opens_the_same_period_in_every_zone(server, open_tab, zone):
    tab = open_tab(timezone_id=zone)
    tab.goto(f"{server}/?by=day&from=2018-02-01")
    see(tab, "Обзор")
    said = click_bar(tab, 0.5)
    see(tab, "Статьи")
    assert query(tab)["drill"] == ["period:2018-02-14"]
    assert "14 февр. 2018" in said.replace("\u00a0", " ")


def test_a_link_of_a_table_opens_its_page_in_this_session_and_back_returns(server, open_tab):
    tab = open_tab()
    tab.goto(f"{server}/")
    see(tab, "Обзор")
    tab.wait_for_selector("html[data-links=followed]", state="attached")
    tab.evaluate("window.stayed = true")
    shown = tab.locator("a[data-page=name]").first
    name = shown.inner_text()
    shown.click()
    see(tab, name)
    assert tab.evaluate("window.stayed")
    chart(tab, "name")
    tab.go_back()
    see(tab, "Обзор")
    assert query(tab) == {}


def test_a_topic_leads_to_its_page_and_stories_under_the_same_filters(server, open_tab):
    tab = open_tab()
    tab.goto(f"{server}/topics?language=ru")
    see(tab, "Темы")
    settled(tab)
    tab.get_by_role("button", name="Вся тема").click()
    tab.wait_for_url("**/topic?**")
    assert (query(tab)["language"], query(tab)["open"][0].split(":")[0]) == (["ru"], "topic")
    chart(tab, "topic")
    settled(tab)
    story = tab.locator("table:has(caption:text-is('Сюжеты по порядку')) a").first
    told = story.inner_text()
    story.click()
    see(tab, told)
    assert query(tab)["language"] == ["ru"]
    tab.go_back()
    tab.locator("table:has(caption:text-is('Слова по месяцам'))").wait_for()


def test_a_name_leads_to_its_sentences_and_these_to_the_reader(server, open_tab):
    tab = open_tab()
    tab.goto(f"{server}/mentions")
    see(tab, "Упоминания")
    chart(tab, "names")
    settled(tab)
    tab.locator(".st-key-figure-names svg.marks path[aria-label*='Россия']").first.click()
    see(tab, "Россия")
    assert query(tab)["open"][0].startswith("name:")
    settled(tab)
    sentence = tab.locator("ul.sv-sentences li").first
    form = sentence.locator("mark").inner_text()
    sentence.locator("a").click()
    see(tab, "Статьи")
    tab.locator(".sv-reader mark", has_text=form).first.wait_for()
    tab.go_back()
    see(tab, "Россия")


def test_two_names_are_made_one_by_ticking_their_rows(workspace, tmp_path, open_tab):
    rows = [
        {"title": f"Статья {n}", "text": name, "outlet": "Маяк", "published_at": NOON, "names": [(name, "person")]}
        for n, name in enumerate(["Сергей Собянин", "Сергей Собянин", "Мэр Собянин"])
    ]
    write_archive(workspace, rows)
    with serving(workspace, tmp_path / "home") as served:
        tab = open_tab()
        tab.goto(f"{served.address}/mentions")
        see(tab, "Упоминания")
        table = tab.locator("[data-testid=stDataFrame]")
        table.locator("canvas").first.wait_for()
        for row in range(2):
            settled(tab)
            table.scroll_into_view_if_needed()
            box = table.bounding_box()
            tab.mouse.click(box["x"] + 16, box["y"] + 50 + 30 * row)
            label = ("Открыть страницу имени", "Объединить")[row]
            tab.get_by_role("button", name=label).wait_for()
        settled(tab)
        tab.get_by_role("button", name="Объединить").click()
        tab.locator("[data-testid=stAlert]", has_text="Правка 1 принята").wait_for()
        tab.close()  # before its server ends
    (edit,) = edits.log(workspace)
    assert (edit.content["entity_name"], edit.content["into_name"]) == ("Мэр Собянин", "Сергей Собянин")


def test_a_topic_is_edited_in_every_way_and_another_tab_is_told(workspace, tmp_path, open_tab):
    usual = {"text": "Текст", "outlet": "Маяк", "published_at": NOON, "theme": "Политика"}
    labels = ["Выборы", "Выборы", "Выборы", "Суды", "Суды"]
    write_archive(workspace, [{**usual, "title": f"Статья {n}", "topic": label} for n, label in enumerate(labels)])

    def accepted(tab, said):
        tab.locator("[data-testid=stAlert]", has_text=said).wait_for()
        settled(tab)

    def choose(tab, label, option):
        tab.get_by_role("combobox", name=label).click()
        tab.get_by_role("option", name=option).click()
        settled(tab)

    with serving(workspace, tmp_path / "home") as served:
        tab, other = open_tab(), open_tab()
        for each in (tab, other):
            each.goto(f"{served.address}/topic?open=topic:{text_id('topic', 'Суды')}")
            see(each, "Суды")
            each.get_by_text("Поправить тему").click()
            each.get_by_label("Как называть").wait_for()
        tab.get_by_label("Как называть").fill("Приговоры")
        tab.get_by_label("Как называть").press("Enter")
        tab.get_by_role("button", name="Назвать так", disabled=False).click()
        accepted(tab, "Правка 1 принята")
        see(tab, "Приговоры")
        tab.get_by_label("Заметка").fill("спросить редакцию")
        tab.get_by_label("Заметка").blur()
        tab.get_by_role("button", name="Записать", disabled=False).click()
        accepted(tab, "Правка 2 принята")
        tab.get_by_role("button", name="Закрепить").click()
        accepted(tab, "Правка 3 принята")
        tab.get_by_text("Выбрать статьи и перенести").click()
        table = tab.locator("[data-testid=stDataFrame]")
        table.locator("canvas").first.wait_for()
        settled(tab)
        table.scroll_into_view_if_needed()
        box = table.bounding_box()
        tab.mouse.click(box["x"] + 16, box["y"] + 50)
        choose(tab, "В какую тему", "Выборы")
        tab.get_by_role("button", name="Перенести", exact=True, disabled=False).click()
        accepted(tab, "Правка 4 принята")
        tab.locator(".st-key-topic-edit-undo-4 button").click()
        accepted(tab, "Правка 4 отменена")
        tab.locator(".st-key-topic-edit-redo-4 button").click()
        accepted(tab, "Правка 4 снова в силе")
        choose(other, "Это то же, что", "Выборы")
        choose(tab, "Это то же, что", "Выборы")
        tab.get_by_role("button", name="Объединить", disabled=False).click()
        accepted(tab, "Правка 7 принята")
        see(tab, "Выборы")
        other.get_by_role("button", name="Объединить", disabled=False).click()
        accepted(other, "Это уже одна тема")
        tab.get_by_role("button", name="Скрыть").click()
        tab.get_by_text("«Выборы» скрыто правкой 8").wait_for()
        tab.get_by_role("button", name="Показать снова").first.click()
        accepted(tab, "Правка 8 отменена")
        see(tab, "Выборы")
        for each in (tab, other):
            each.close()  # before its server ends
    made = [edit.content["what"] for edit in edits.log(workspace)]
    assert made == ["rename", "note", "pin", "move", "undo", "undo", "merge", "hide", "undo"]


def test_an_article_opens_from_the_list_with_its_mentions_marked(server, open_tab):
    tab = open_tab()
    tab.goto(f"{server}/articles")
    see(tab, "Статьи")
    table = tab.locator("[data-testid=stDataFrame]")
    table.locator("canvas").first.wait_for()
    tab.wait_for_function(
        "() => document.querySelectorAll('[data-testid=stDataFrame] [role=gridcell], [data-testid=stDataFrame] td').length > 0"
    )
    settled(tab)
    box = table.bounding_box()
    tab.mouse.click(box["x"] + 320, box["y"] + 50)
    tab.wait_for_selector(".sv-reader mark")
    assert query(tab)["open"][0].startswith("article:")


def test_a_group_unfolds_opens_in_the_reader_and_the_list_shows_each_article(server, open_tab):
    tab = open_tab()
    tab.goto(f"{server}/reprints")
    see(tab, "Перепечатки")
    chart(tab, "reprints")
    chart(tab, "own-texts")
    settled(tab)
    tab.get_by_title("Показать статьи").first.click()
    tab.wait_for_selector("table.sv ul li:has-text('первоисточник')")
    settled(tab)
    tab.locator("table.sv ul li:has-text('копия') a").first.click()
    see(tab, "Статьи")
    tab.locator(".st-key-reader-copies summary").click()
    tab.wait_for_selector(".st-key-reader-copies li:has-text('первоисточник')")
    assert tab.locator(".st-key-reader-copies li:has-text('эта статья')").count() == 1
    settled(tab)
    tab.locator(".st-key-each label").click()
    tab.wait_for_url("**each=1**")
    tab.go_back()
    tab.wait_for_function("() => !location.search.includes('each')")


def test_why_an_article_is_in_its_topic_leads_to_the_one_most_like_it(server, open_tab, demo):
    found = Archive.open(demo).reader(None)
    article_id = counts.articles_page(found, Filter(words=""), once=True)["article_id"].iloc[0]
    near = why(found, article_id).near
    tab = open_tab()
    tab.goto(f"{server}/articles?open=article:{article_id}")
    see(tab, "Статьи")
    expander = tab.locator(f".st-key-reader-why-{article_id}")
    expander.wait_for()
    assert "Близость к теме" not in expander.inner_text()
    expander.locator("summary").click()
    tab.wait_for_selector(".st-key-reader p:has-text('Близость к теме')")
    settled(tab)
    assert expander.locator("li a").all_inner_texts() == near["title"].tolist()
    expander.locator("li a").first.click()
    tab.wait_for_function(f"() => location.search.includes('{near['article_id'].iloc[0]}')")
    tab.locator(".st-key-reader h2", has_text=near["title"].iloc[0]).wait_for()


def test_a_repeated_line_is_counted_as_text_with_a_click(workspace, tmp_path, open_tab):
    rows = [
        {"title": f"Судно {n}", "text": f"Порт принял судно {n}.", "outlet": "Маяк", "published_at": None}
        for n in range(3)
    ]
    write_archive(workspace, rows, blocks=[("Маяк", "подписывайтесь на канал", 3, 1.0, True)])
    with serving(workspace, tmp_path / "home") as served:
        tab = open_tab()
        tab.goto(f"{served.address}/add")
        see(tab, "Добавить статьи")
        settled(tab)
        tab.get_by_role("button", name="Считать текстом").click()
        tab.get_by_role("button", name="Не считать").wait_for()
        tab.wait_for_selector(".st-key-blocks-due:has-text('1 изменение')")
        tab.close()  # before its server ends
    assert blocks.counted(workspace)["block"].tolist() == ["подписывайтесь на канал"]


@pytest.mark.parametrize("lang", ["ru"])
def test_a_chart_saves_as_svg_and_png(server, open_tab, tmp_path, lang):
    tab = open_tab()
    tab.goto(f"{server}/mentions?lang={lang}")
    box = chart(tab, "mentions")
    box.get_by_role("button", name=WORDS[lang]["save"]).click()
    files = {}
    for kind in ("SVG", "PNG"):
        with tab.expect_download() as download:
            tab.get_by_role("button", name=kind, exact=True).click()
        path = tmp_path / download.value.suggested_filename
        download.value.save_as(path)
        files[kind] = path
    assert files["SVG"].read_text(encoding="utf-8").startswith("<svg")
    assert files["SVG"].suffix == ".svg"
    png = files["PNG"].read_bytes()
    assert png.startswith(b"\x89PNG")
    assert b"pHYs\x00\x00\x2e\x23\x00\x00\x2e\x23\x01" in png  # 11,811 dots a metre: 300 dpi


def test_the_server_listens_on_this_machine_alone(server):
    port = int(server.rsplit(":", 1)[1])
    listening = []
    for table in ("tcp", "tcp6"):
        path = Path("/proc/net") / table
        if not path.exists():
            pytest.skip("no /proc/net on this system")
        rows = [line.split() for line in path.read_text().splitlines()[1:]]
        listening += [row[1].split(":")[0] for row in rows if row[3] == "0A" and int(row[1].split(":")[1], 16) == port]
    assert listening == ["0100007F"]
