"""A topic of one's own: described on the page, found by the analysis that this starts, made clearer by an answer."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from data.settings import Workspace
from data.state import edits
from tests.serving import serving


def test_a_topic_is_described_found_and_made_clearer(demo: Workspace, open_tab, tmp_path: Path) -> None:
    workspace = Workspace(shutil.copytree(demo.root, tmp_path / "workspace"))
    with serving(workspace, tmp_path / "home") as served:
        tab = open_tab()
        tab.goto(f"{served.address}/topics")
        tab.locator(".st-key-own-topic summary").click()
        tab.locator(".st-key-own-name input").fill("Пилоты")
        tab.locator(".st-key-own-words input").fill("Ан-148, самолёт")
        tab.locator(".st-key-own-words input").press("Enter")
        tab.locator(".st-key-topic-edit-guide button:enabled").click()
        tab.locator(".st-key-own-topic").get_by_text(re.compile(r"1\. Пилоты – статей: \d+")).wait_for()
        tab.goto(f"{served.address}/topic?open=topic:edit-1-ru")
        tab.locator("h1:has-text('Пилоты')").wait_for()
        tab.locator(".st-key-own-asked summary").click()
        asked = tab.locator("[class*=st-key-topic-edit-no-]")
        asked.first.wait_for()
        asked.first.locator("button").click()
        tab.locator(".st-key-own-again button:enabled").wait_for()
        tab.close()
        answer = edits.log(workspace)[-1].content
        assert (answer["what"], answer["topic"], answer["belongs"]) == ("answer", "edit-1", False)
