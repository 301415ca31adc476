"""Every page on a telephone, a tablet and a small laptop; and with titles and names that nobody would write."""

from contextlib import suppress
from datetime import UTC, datetime

import pytest
from playwright.sync_api import Error

from tests.browser.pages import PAGES, drawn, open_page, reader
from tests.dashboard.conftest import write_archive
from tests.serving import serving

WIDTHS = (390, 720, 1100)
TOO_WIDE = """() => [document.scrollingElement, document.querySelector(".stMain")]
  .filter(box => box.scrollWidth > box.clientWidth).flatMap(box => [box.scrollWidth, ...[...document.querySelectorAll(".stMain *")]
    .filter(each => each.getBoundingClientRect().right > innerWidth + 1 && !each.closest(".sv-box, .stDataFrame"))
    .map(each => each.outerHTML.slice(0, 120))])"""
OVERLAPS = """() => {
  const seen = [...document.querySelectorAll("button, [data-testid=stPageLink-NavLink]")].filter(each => {
    const { width, height } = each.getBoundingClientRect();
    return width > 0 && height > 0 && each.checkVisibility({ visibilityProperty: true, opacityProperty: true });
  });
  const told = each => (each.innerText || each.getAttribute("aria-label") || each.dataset.testid || "").slice(0, 30);
  const found = [];
  seen.forEach((one, n) => seen.slice(n + 1).forEach(other => {
    if (one.contains(other) || other.contains(one)) return;
    const a = one.getBoundingClientRect(), b = other.getBoundingClientRect();
    const across = Math.min(a.right, b.right) - Math.max(a.left, b.left);
    const down = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
    if (across > 2 && down > 2) found.push(`${told(one)} | ${told(other)}`);
  }));
  return found;
}"""
IN_VIEW = """selector => {
  const { top, left, right } = document.querySelector(selector).getBoundingClientRect();
  return top >= -1 && top < innerHeight && left >= 0 && right <= innerWidth + 1;
}"""


CLEAR = f"""() => {{
  const clear = ({TOO_WIDE})().length + ({OVERLAPS})().length === 0;
  window.clearSince = clear ? window.clearSince ?? performance.now() : null;
  return clear && performance.now() - window.clearSince > 700;
}}"""


def faults(tab):
    """What is too wide and what overlaps, once the sidebar has slid in or out and the charts fit: or will not."""
    drawn(tab)
    tab.evaluate("() => { window.clearSince = null; }")
    with suppress(Error):
        tab.wait_for_function(CLEAR, polling=100, timeout=10_000)
    return tab.evaluate(TOO_WIDE), tab.evaluate(OVERLAPS)


@pytest.mark.parametrize("page", PAGES)
def test_nothing_is_cut_and_no_button_lies_on_another(server, open_tab, page):
    tab = open_tab(viewport={"width": WIDTHS[0], "height": 900})
    open_page(tab, server + PAGES[page])
    for width in WIDTHS:
        tab.set_viewport_size({"width": width, "height": 900})
        assert (width, *faults(tab)) == (width, [], [])
        assert tab.evaluate(IN_VIEW, "h1")


@pytest.mark.parametrize("width", WIDTHS)
def test_an_article_of_a_link_is_in_view_and_nothing_is_cut(server, demo, open_tab, width):
    tab = open_tab(viewport={"width": width, "height": 900})
    open_page(tab, server + reader(demo))
    assert faults(tab) == ([], [])
    assert tab.evaluate(IN_VIEW, ".st-key-reader")


@pytest.mark.parametrize("width", [390, 720])
def test_an_article_that_is_opened_comes_into_view(server, open_tab, width):
    tab = open_tab(viewport={"width": width, "height": 700})
    open_page(tab, f"{server}/articles")
    table = tab.locator("[data-testid=stDataFrame]")
    table.locator("canvas").first.wait_for()
    table.scroll_into_view_if_needed()
    box = table.bounding_box()
    tab.mouse.click(box["x"] + 200, box["y"] + 50)
    tab.locator(".sv-reader").first.wait_for()
    tab.wait_for_function(f"() => ({IN_VIEW})('.st-key-reader')")
    assert faults(tab) == ([], [])


@pytest.mark.parametrize("width", WIDTHS)
def test_every_circle_of_the_map_can_be_told(server, open_tab, width):
    tab = open_tab(viewport={"width": width, "height": 900})
    open_page(tab, f"{server}/topics")
    plot = tab.locator(".st-key-figure-topic-map svg.marks")
    circles = plot.locator(".mark-symbol.role-mark path").count()
    seen = plot.locator("text:not([opacity='0'])").all_text_contents()
    listed = tab.locator("details ol.sv-map li a")
    assert listed.count() == circles > 20
    numbers = {text for text in seen if text.isdigit()}
    if width == 390:
        assert numbers == {str(n) for n in range(1, circles + 1)}
    else:
        assert 0 < len(numbers) < circles


def test_long_titles_and_names_break_no_page(workspace, tmp_path, open_tab):
    long, word = "Очень длинный заголовок " * 13, "Ч" * 200
    rows = [
        {
            "title": f"{long}{n}",
            "text": f"{word} и Россия {word * 3}",
            "outlet": ("О" * 120, "Маяк")[n % 2],
            "published_at": datetime(2018, 1, 1 + n, tzinfo=UTC),
            "topic": (word, "Длинное название темы " * 9)[n % 2],
            "theme": word,
            "story": f"{long}{n % 3}",
            "names": [(word, "person"), ("Россия", "place")],
            "group": str(n // 2),
        }
        for n in range(20)
    ]
    write_archive(workspace, rows)
    with serving(workspace, tmp_path / "home") as served:
        tab = open_tab()
        for width in (390, 1100):
            tab.set_viewport_size({"width": width, "height": 900})
            for page, path in {**PAGES, "reader": reader(workspace)}.items():
                open_page(tab, served.address + path)
                assert (page, width, *faults(tab)) == (page, width, [], [])
        tab.close()  # before its server ends
