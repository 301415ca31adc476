"""The week on paper: one sheet, with all that the page lists."""

import shutil
import subprocess
from collections.abc import Iterator

import pytest
from pypdf import PdfReader

from data.settings import Workspace
from tests.serving import serving

SCREEN_ONLY = ("Сбросить", "Скопировать", "Сохранить", "Добавить статьи", "Раньше", "Уровень", "edit_note")
HEADS = ("Что выросло", "Что появилось", "Что снизилось", "Что вернулось")


def text_of(path):
    """The words of a sheet; the columns one after the other."""
    if shutil.which("pdftotext"):
        made = subprocess.run(["pdftotext", "-raw", path, "-"], capture_output=True, text=True, check=True)
        return made.stdout
    return "\n".join(page.extract_text() for page in PdfReader(path).pages)


def squeezed(text):
    """Letters and figures alone: a line that is broken on paper may part a word at its hyphen."""
    return "".join(text.replace("\u00ad", "").split()).replace("-", "")


def printed(tab, path):
    """What the page lists, and the words of its print, which is one sheet."""
    tab.locator(".st-key-week-lists .sv").first.wait_for()
    tab.wait_for_selector("[data-testid=stApp][data-test-script-state=notRunning]")
    items = [item.inner_text() for item in tab.locator("[class*=st-key-week-item] .sv").all()]
    tab.pdf(path=path, format="A4")
    assert len(PdfReader(path).pages) == 1
    return items, text_of(path)


def check(items, words):
    sheet = squeezed(words)
    for item in items:
        for line in item.splitlines():
            assert squeezed(line) in sheet
    lines, heads = [squeezed(line) for line in words.splitlines() if line.strip()], [squeezed(head) for head in HEADS]
    for head in heads:
        (at,) = [n for n, line in enumerate(lines) if line == head]
        assert lines[at + 1] not in heads, "a heading stands above what it heads"
    for screen_only in SCREEN_ONLY:
        assert screen_only not in words


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_week_is_one_sheet_of_paper_with_all_its_items(server, open_tab, tmp_path, scheme):
    tab = open_tab(color_scheme=scheme)
    tab.goto(f"{server}/weekly")
    items, words = printed(tab, tmp_path / "week.pdf")
    assert len(items) > 4
    check(items, words)
    for said in ("Неделя", "неделя 8, 19–25", "Демонстрационный архив", "Данные за", "Язык и издание"):
        assert squeezed(said) in squeezed(words)


def test_the_sheet_says_which_filter_it_obeys(server, open_tab, tmp_path):
    tab = open_tab()
    tab.goto(f"{server}/weekly?language=ru")
    items, words = printed(tab, tmp_path / "week.pdf")
    check(items, words)
    assert squeezed("Язык: русский") in squeezed(words)


def test_a_comment_that_is_typed_stays_and_is_printed(new_server, open_tab, tmp_path):
    said = "Проверить <b>у юристов</b> до пятницы."
    tab = open_tab()
    tab.goto(f"{new_server}/weekly")
    box = tab.locator("[class*=st-key-week-item]").first
    box.locator("[data-testid=stPopover] button").first.click()
    tab.locator("[data-testid=stPopoverBody] textarea").fill(said)
    tab.locator("[data-testid=stPopoverBody] button", has_text="Сохранить").click()
    box.locator(".sv-comment").wait_for()
    tab.goto(f"{new_server}/weekly")
    assert box.locator(".sv-comment").inner_text() == said
    _, words = printed(tab, tmp_path / "week.pdf")
    assert squeezed(said) in squeezed(words)


@pytest.fixture(scope="module")
def real(corpora, tmp_path_factory) -> Iterator[str]:
    """A server over two months of real news."""
    from analytics.pipeline import analyse
    from data.intake import import_paths

    folder = tmp_path_factory.mktemp("ruattitudes")
    workspace = Workspace(folder / "workspace")
    import_paths(workspace, [corpora / "ruattitudes"])
    analyse(workspace)
    with serving(workspace, folder / "home") as served:
        yield served.address


@pytest.mark.corpus
@pytest.mark.parametrize("level", ["theme", "topic", "story"])
def test_the_busiest_weeks_of_a_real_archive_are_one_sheet_each(real, open_tab, tmp_path, level):
    tab = open_tab()
    for week in ("2017-W02", "2017-W05"):
        tab.goto(f"{real}/weekly?week={week}&level={level}")
        tab.get_by_text(f"неделя {int(week[-2:])},").first.wait_for()
        items, words = printed(tab, tmp_path / "week.pdf")
        assert len(items) >= 10
        check(items, words)
