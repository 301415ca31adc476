"""Every page of the dashboard and how it is waited for; for tests of all of them, and for pictures."""

from __future__ import annotations

from typing import Any

from data.filter import Filter
from data.lake import counts
from data.lake.archive import Archive
from data.settings import Workspace

PAGES = {
    "overview": "/",
    "weekly": "/weekly",
    "topics": "/topics",
    "topic": "/topic",
    "mentions": "/mentions",
    "name": "/name",
    "reprints": "/reprints",
    "articles": "/articles",
    "add": "/add",
}
DRAWN = """() => document.querySelector("h1, [data-testid=stAlert]")
  && document.querySelector("[data-testid=stApp][data-test-script-state=notRunning]")
  && document.documentElement.dataset.links
  && [...document.querySelectorAll("[data-testid=stVegaLiteChart]")].every(box => box.querySelector("svg.marks"))
  && !document.querySelector("[data-testid=stSkeleton]")"""
TWICE = "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"


def open_page(tab: Any, address: str) -> None:
    """Open a page and wait until nothing of it is still to come."""
    tab.goto(address)
    drawn(tab)


def drawn(tab: Any) -> None:
    """Waits until the script has ended, every chart is drawn and the browser has laid them out."""
    tab.wait_for_function(DRAWN)
    tab.evaluate(TWICE)


def reader(workspace: Workspace) -> str:
    """The path of Articles with an article open, of one that has names."""
    found = Archive.open(workspace).reader(None)
    article_id = counts.articles_page(found, Filter(), once=True)["article_id"].iloc[0]
    return f"/articles?open=article:{article_id}"
