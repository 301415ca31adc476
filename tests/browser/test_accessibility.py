"""What someone who reads with the ears, has no pointer or sees little contrast needs of every page.

These words of Streamlit's stay English: what stands in the dialog of a lost connection ("Is Streamlit still running?
…", for only a server that is gone shows it), the error of a file that is too large, and the formats that a column's menu
offers ("Automatic", "Percent" …), which nobody needs to read an archive.
"""

import re
from functools import cache
from itertools import pairwise

import pytest
from axe_playwright_python.sync_playwright import Axe

from data.lake import counts
from data.lake.archive import Archive
from data.settings import Workspace
from tests.browser.pages import PAGES, drawn, open_page, reader
from tests.serving import serving

EXCLUDED: dict[str, str] = {}
"""Selectors of Streamlit's own nodes that cannot be mended, and why."""

SPOKEN = """() => {
  const ours = ".stHtml, .stMarkdown, .stHeading, .stText, .stCode, svg, canvas, noscript";
  const data = "[role=row], [role=gridcell], [role=option], style, script";
  const found = [];
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
  for (let node = walk.nextNode(); node; node = walk.nextNode()) {
    const element = node.nodeType === Node.TEXT_NODE ? node.parentElement : node;
    if (element.closest(ours) || element.closest(data)) continue;
    if (!element.checkVisibility()) continue;
    if (getComputedStyle(element).fontFamily.includes("Material")) continue;
    if (node.nodeType === Node.TEXT_NODE) found.push(node.nodeValue);
    else for (const name of ["aria-label", "title", "placeholder", "aria-description"]) {
      found.push(node.getAttribute(name) ?? "");
    }
  }
  return [...new Set(found.map(said => said.trim()).filter(Boolean))];
}"""
KNOWN = {"Enter", "home", "archive", "Europe", "Moscow", "workspace"}
"""Latin words that our Russian texts have too, besides kinds of files and languages: a key, examples."""


def troubles(tab):
    """What axe finds that is serious or critical, as one line each."""
    context = {"exclude": [[selector] for selector in EXCLUDED]} if EXCLUDED else None
    found = Axe().run(tab, context=context, options={"resultTypes": ["violations"]}).response["violations"]
    return [
        f"{trouble['id']}: {node['target']} {node['html'][:200]} {node.get('failureSummary', '')[:200]}"
        for trouble in found
        if trouble["impact"] in ("serious", "critical")
        for node in trouble["nodes"]
    ]


@cache
def written_in_latin(root):
    """Words in Latin letters of the archive's own labels, names and outlets."""
    archive = Archive.open(Workspace.at(root))
    found = counts.choices(archive.reader())
    archive.close()
    told = [*found.topics["label"], *found.entities["name"], *found.outlets["outlet"].dropna()]
    return frozenset(word for each in told for word in re.findall("[A-Za-z]{2,}", each))


def english(tab, archive=frozenset()):
    """Words in Latin letters of what Streamlit says on the page, in its text and to screen readers.

    Args:
        archive: words that the archive itself has.
    """
    said = tab.evaluate(SPOKEN)
    return {
        text
        for text in said
        if any(
            not word.isupper() and word not in KNOWN and word not in archive
            for word in re.findall("[A-Za-z]{2,}", text)
        )
    }


@pytest.mark.parametrize("page", [*PAGES, "reader", "excluded"])
def test_a_page_has_nothing_serious_in_either_theme_and_says_what_it_is(server, demo, open_tab, page):
    path = {**PAGES, "reader": reader(demo), "excluded": "/?words=такогословавархивенет"}[page]
    tab = open_tab(color_scheme="dark")
    open_page(tab, server + path)
    assert troubles(tab) == []
    tab = open_tab()
    open_page(tab, server + path)
    assert troubles(tab) == []
    assert english(tab, written_in_latin(demo.root)) == set()
    describes_itself(tab, has_filters=page != "add")


def describes_itself(tab, *, has_filters):
    """The document says its language, its title, its landmarks and the levels of its headings."""
    assert tab.evaluate("document.documentElement.lang") == "ru"
    assert tab.title().endswith(" · Сводка")
    assert tab.get_by_role("main").count() == 1
    assert tab.get_by_role("navigation", name="Страницы").count() == 1
    assert tab.get_by_role("complementary", name="Фильтры").count() == has_filters
    levels = [
        int(level) for level in tab.evaluate("[...document.querySelectorAll('h1,h2,h3,h4')].map(h => h.tagName[1])")
    ]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(later - earlier <= 1 for earlier, later in pairwise(levels)), levels
    assert tab.locator("table.sv th:not([scope])").count() == 0
    assert tab.locator("img:not([alt])").count() == 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_serious_in_the_open_menu_of_files(server, open_tab, scheme):
    tab = open_tab(color_scheme=scheme)
    open_page(tab, server)
    tab.locator(".st-key-figure-volume [data-testid=stPopoverButton]").first.click()
    tab.locator(".st-key-numbers-volume canvas").first.wait_for()
    drawn(tab)
    assert troubles(tab) == []


def test_an_empty_archive_has_nothing_serious_either_nor_a_word_of_english(workspace, tmp_path, open_tab):
    with serving(workspace, tmp_path / "home") as served:
        for scheme in ("light", "dark"):
            tab = open_tab(color_scheme=scheme)
            open_page(tab, served.address)
            assert (troubles(tab), english(tab)) == ([], set())
            tab.close()  # before its server ends


def test_a_picker_that_finds_nothing_says_so_in_russian(server, open_tab):
    tab = open_tab()
    open_page(tab, server)
    tab.get_by_role("combobox", name="Издание").fill("такого издания нет")
    tab.get_by_text("Ничего не найдено").first.wait_for()
    assert english(tab) == set()


def test_the_keyboard_reaches_content_filters_and_the_numbers_of_a_chart(server, open_tab):
    tab = open_tab()
    open_page(tab, server)
    tab.keyboard.press("Tab")
    skip = tab.locator(":focus")
    assert skip.inner_text() == "Перейти к содержанию"
    tab.keyboard.press("Tab")
    assert tab.evaluate("!!document.activeElement.closest('[data-testid=stSidebar]')")
    skip.page.locator("[data-testid=stSkipToContent]").focus()
    tab.keyboard.press("Enter")
    assert tab.evaluate("document.activeElement.matches('main')")
    menu = tab.locator(".st-key-figure-volume [data-testid=stPopoverButton]").first
    menu.focus()
    tab.keyboard.press("Enter")
    numbers = tab.locator(".st-key-numbers-volume")
    numbers.locator("canvas").first.wait_for()
    assert numbers.get_by_role("region", name="Числа: Сколько писали").count() == 1
    numbers.locator("td").first.wait_for(state="attached")


UNSEEN = """() => {
  const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(document.activeElement);
  const label = document.activeElement.closest("label");
  const around = label ? getComputedStyle(label).outlineStyle : "none";
  const seen = (outlineStyle !== "none" && outlineWidth !== "0px") || boxShadow !== "none" || around !== "none";
  const host = document.activeElement.shadowRoot || document.activeElement.matches("main, body, canvas, .dvn-scroller");
  return seen || host ? "" : document.activeElement.outerHTML.slice(0, 200);
}"""


@pytest.mark.parametrize("page", ["overview", "topics", "articles", "add"])
def test_whatever_has_the_focus_shows_it(server, open_tab, page):
    tab = open_tab()
    open_page(tab, server + PAGES[page])
    unseen = set()
    for _ in range(60):
        tab.keyboard.press("Tab")
        unseen.add(tab.evaluate(UNSEEN))
    assert unseen == {""}


def test_a_day_outside_the_archive_is_refused_in_the_language_of_the_page(server, demo, open_tab):
    tab = open_tab()
    open_page(tab, server)
    field = tab.locator(".stSidebar [data-testid=stDateInput]").first
    field.locator("[role=spinbutton]").first.click()
    tab.keyboard.type("01012031")
    tab.keyboard.press("Enter")
    assert "Последняя возможная – 28.02.2018" in field.get_by_role("alert").text_content()
    assert english(tab, written_in_latin(demo.root)) == set()
