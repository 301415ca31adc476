"""Topics that users made theirs: described on the page and found by the analysis; and edits after all that may come."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from analytics.forget import forget
from analytics.pipeline import analyse
from data.filter import Filter
from data.intake import import_paths
from data.lake import counts
from data.lake.archive import Archive
from data.lake.topic_editing import edit_topics
from data.settings import Workspace
from data.state import edits
from tests.serving import serving


def test_a_topic_is_described_found_and_made_clearer_and_edits_hold(demo: Workspace, open_tab, tmp_path: Path) -> None:
    workspace = Workspace(shutil.copytree(demo.root, tmp_path / "workspace"))
    named, hidden, gone, into, own = edited(workspace)
    with serving(workspace, tmp_path / "home") as served:
        tab = open_tab()

        def hold() -> None:
            """Each edit stands on its page."""
            tab.goto(f"{served.address}/topic?open=topic:{named}")
            tab.locator("h1:has-text('Своё имя')").wait_for()
            tab.get_by_text("спросить редакцию").first.wait_for()
            tab.goto(f"{served.address}/topic?open=topic:{gone}")
            tab.locator("h1", has_text=label_of(workspace, into)).wait_for()
            tab.goto(f"{served.address}/topic?open=topic:{hidden}")
            tab.get_by_text("скрыто правкой 3").wait_for()
            tab.goto(f"{served.address}/topics")
            tab.locator(".st-key-topic-list tbody tr, table.sv tbody tr").first.get_by_text("⚑").wait_for()
            tab.goto(f"{served.address}/articles?open=article:{own}")
            tab.get_by_text("Своё имя").first.wait_for()

        hold()
        tab.goto(f"{served.address}/topics")
        tab.locator(".st-key-own-topic summary").click()
        tab.locator(".st-key-own-name input").fill("Пилоты")
        tab.locator(".st-key-own-words input").fill("Ан-148, самолёт")
        tab.locator(".st-key-own-words input").press("Enter")
        tab.locator(".st-key-topic-edit-guide button:enabled").click()
        tab.locator(".st-key-own-topic").get_by_text(re.compile(r"\d+\. Пилоты – статей: \d+")).wait_for()
        guide = edits.log(workspace)[-1].number
        tab.goto(f"{served.address}/topic?open=topic:edit-{guide}-ru")
        tab.locator("h1:has-text('Пилоты')").wait_for()
        tab.locator(".st-key-own-asked summary").click()
        asked = tab.locator("[class*=st-key-topic-edit-no-]")
        asked.first.wait_for()
        asked.first.locator("button").click()
        tab.locator(".st-key-own-again button:enabled").wait_for()
        answer = edits.log(workspace)[-1].content
        assert (answer["what"], answer["topic"], answer["belongs"]) == ("answer", f"edit-{guide}", False)
        hold()  # the analysis that the page started found topics anew
        late = tmp_path / "late.csv"
        late.write_text("id,title,text,date\nlate,Поздняя статья о газе,Газ и порт Ямал и СПГ,2018-02-28\n", "utf-8")
        report = import_paths(workspace, [late])
        analyse(workspace, topics="refit")
        hold()
        forget(workspace, import_id=report.import_id)
        hold()
        tab.close()


def edited(workspace: Workspace) -> tuple[str, str, str, str, str]:
    """Make the edits: ids of a topic named, noted, pinned and given an article, one hidden, one merged, its heir, the
    article.
    """
    archive = Archive.open(workspace)
    reader = archive.reader()
    ranked = counts.top_topics(reader, Filter(), "articles", None)
    ru = [i for i in ranked["topic_id"] if i.startswith("ru")]
    hidden, named, gone, into = ru[1], ru[2], ru[3], ru[4]
    article = counts.articles_page(reader, Filter(topics=(ru[5],)), "published_at", True, 1)["article_id"].iloc[0]
    archive.close()
    said = [
        {"what": "rename", "topic": named, "name": "Своё имя"},
        {"what": "note", "topic": named, "text": "спросить редакцию"},
        {"what": "hide", "topic": hidden},
        {"what": "pin", "topic": named},
        {"what": "merge", "topic": gone, "into": into},
        {"what": "move", "articles": [article], "into": named},
    ]
    edit_topics(workspace, said, "анна")
    return named, hidden, gone, into, article


def label_of(workspace: Workspace, topic_id: str) -> str:
    archive = Archive.open(workspace)
    label = counts.topics_of(archive.reader(), [topic_id])["label"].iloc[0]
    archive.close()
    return str(label)
