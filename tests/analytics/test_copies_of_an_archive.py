"""Copies, series and repeated blocks of a real archive: import, analyse, choose, forget."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from analytics.annotate import _heading
from analytics.forget import forget
from analytics.pipeline import analyse
from data.intake import import_paths
from data.lake import tables
from data.schema import ARTICLE_FACTS, BODY_SAMPLES, CLUTTER, MENTIONS, REPEATED_BLOCKS, TOKENS, Table
from data.settings import Workspace
from data.state import blocks
from data.state.editions import latest

pytestmark = pytest.mark.slow
DISPATCH = (
    "Министры иностранных дел стран альянса обсудили в четверг поставки газа и договорились встретиться снова весной. "
    "По словам представителя секретариата, ни одна из делегаций не возразила против новой повестки. "
    "Переговоры продолжались шесть часов за закрытыми дверями, журналистов в здание не пустили."
)
FOOTER = "Издание основано горожанами и выходит по средам."
STORIES = (
    "Строители сдали новый мост через реку, и первые автобусы пошли по нему уже утром во вторник.",
    "Школьники посадили у вокзала сорок лип, саженцы привезли из соседнего питомника бесплатно.",
    "Врачи областной больницы научились делать редкую операцию и обучают теперь коллег из района.",
    "Пожар на складе тушили всю ночь, никто не пострадал, причину выясняют дознаватели.",
    "Музей открыл выставку старинных карт, самая ранняя из них начерчена двести лет назад.",
    "Фермеры собрали рекордный урожай моркови и просят торговые сети поднять закупочные цены.",
)


def stored(workspace: Workspace, name: str, *rows: tuple[str, str, str, str]) -> None:
    """Import articles: url, day, outlet, text; the title is the url's last word."""
    columns = ["url", "published_at", "outlet", "text"]
    path = workspace.root.parent / f"{name}.csv"
    frame = pd.DataFrame(rows, columns=columns)
    frame["title"] = "Заголовок " + frame["url"].str.rsplit("/", n=1).str[1]
    frame.to_csv(path, index=False)
    import_paths(workspace, [path])


def address(name: str) -> str:
    return f"https://{name}.example/2024/05/an-article-{name}"


def read(workspace: Workspace, table: Table) -> pd.DataFrame:
    version = latest(workspace).versions[table.name]
    return table.empty() if version is None else tables.read(workspace, table, version)


def facts(workspace: Workspace) -> pd.DataFrame:
    """Facts on an index of the url's name."""
    from data.schema import ARTICLES

    names = read(workspace, ARTICLES).set_index("article_id")["url"].str.extract(r"article-(.*)$")[0]
    return read(workspace, ARTICLE_FACTS).assign(name=lambda f: f["article_id"].map(names)).set_index("name")


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return Workspace(tmp_path / "workspace")


@pytest.fixture
def reprinted(workspace: Workspace) -> Workspace:
    stored(
        workspace,
        "first",
        (address("agency"), "2024-05-02T10:00:00Z", "Агентство", f"МОСКВА, 2 мая — РИА Новости. {DISPATCH}"),
        (address("paper"), "2024-05-02T12:30:00Z", "Газета", f"{DISPATCH}\nФото: Иван Петров / ТАСС"),
        (address("other"), "2024-05-02T13:00:00Z", "Газета", STORIES[0] + " " + STORIES[1]),
    )
    analyse(workspace)
    return workspace


def test_a_dispatch_with_another_dateline_and_a_credit_is_one_text(reprinted):
    found = facts(reprinted)
    assert (
        found.loc["agency", "reprint_group"] == found.loc["paper", "reprint_group"] == found.loc["agency", "article_id"]
    )
    assert found["role"].fillna("").to_dict() == {"agency": "first", "paper": "copy", "other": ""}


def test_clutter_has_its_spans_and_no_words_or_names(reprinted):
    ids = facts(reprinted)["article_id"]
    clutter = read(reprinted, CLUTTER)
    assert set(clutter.loc[clutter["article_id"] == ids["agency"], "kind"]) == {"dateline"}
    words = read(reprinted, TOKENS).set_index("article_id")["words"]
    assert "РИА" not in words[ids["agency"]]
    assert "Министры" in words[ids["agency"]]
    assert "Иван Петров" not in set(read(reprinted, MENTIONS)["surface"])


def test_a_first_publisher_that_arrives_late_takes_its_place_and_the_group_keeps_its_name(reprinted):
    group = facts(reprinted).loc["agency", "reprint_group"]
    stored(reprinted, "late", (address("late"), "2024-05-02T09:00:00Z", "Телеграф", DISPATCH))
    analyse(reprinted)
    found = facts(reprinted)
    assert set(found["reprint_group"].dropna()) == {group}
    assert found["role"].fillna("").to_dict() == {"agency": "copy", "paper": "copy", "other": "", "late": "first"}


def test_an_article_whose_copies_are_removed_is_alone_and_nothing_is_kept_of_theirs(reprinted):
    forget(reprinted, outlet="Агентство")
    found = facts(reprinted)
    assert found["reprint_group"].isna().all()
    assert found["role"].isna().all()
    assert set(read(reprinted, BODY_SAMPLES)["body"]) == set(found["body_hash"])


@pytest.fixture
def habitual(workspace: Workspace) -> Workspace:
    """An outlet with a line below each of its articles that no rule knows."""
    rows = [
        (address(f"n{n}"), f"2024-05-0{n + 1}T10:00:00Z", "Вестник", f"{story}\n{FOOTER}")
        for n, story in enumerate(STORIES)
    ]
    stored(workspace, "habit", *rows)
    analyse(workspace)
    return workspace


def counted_words(workspace: Workspace) -> set[str]:
    return {word for words in read(workspace, TOKENS)["words"] for word in words}


def test_what_an_outlet_repeats_is_learnt_and_left_out(habitual):
    (block,) = read(habitual, REPEATED_BLOCKS).to_dict("records")
    assert block == {"outlet": "Вестник", "block": FOOTER.lower(), "articles": 6, "share": 1.0, "left_out": True}
    assert set(read(habitual, CLUTTER)["kind"]) == {"repeated"}
    assert "горожанами" not in counted_words(habitual)


def test_a_block_that_the_user_counts_is_text_from_the_next_analysis_on_and_back(habitual):
    blocks.count(habitual, "Вестник", FOOTER.lower())
    analyse(habitual)
    assert read(habitual, REPEATED_BLOCKS)["left_out"].to_list() == [False]
    assert read(habitual, CLUTTER).empty
    assert "горожанами" in counted_words(habitual)
    blocks.leave_out(habitual, "Вестник", FOOTER.lower())
    analyse(habitual)
    assert "горожанами" not in counted_words(habitual)
    assert len(read(habitual, TOKENS)) == len(STORIES)


def test_a_habit_that_shows_later_changes_the_articles_that_were_known(workspace):
    rows = [
        (address(f"n{n}"), f"2024-05-0{n + 1}T10:00:00Z", "Вестник", f"{s}\n{FOOTER}") for n, s in enumerate(STORIES)
    ]
    stored(workspace, "few", *rows[:2])
    analyse(workspace)
    assert "горожанами" in counted_words(workspace)
    stored(workspace, "more", *rows[2:])
    analyse(workspace)
    assert "горожанами" not in counted_words(workspace)
    assert len(read(workspace, TOKENS)) == len(read(workspace, ARTICLE_FACTS)) == len(STORIES)


def test_an_article_that_is_a_footer_alone_is_kept_and_told(habitual):
    stored(habitual, "bare", (address("bare"), "2024-05-09T10:00:00Z", "Вестник", FOOTER))
    analyse(habitual)
    assert facts(habitual)["only_clutter"].to_dict()["bare"]


def test_blocks_go_with_the_last_article_that_has_them(habitual):
    blocks.count(habitual, "Вестник", FOOTER.lower())
    forget(habitual, outlet="Вестник")
    assert read(habitual, REPEATED_BLOCKS).empty
    assert blocks.counted(habitual).empty


@pytest.mark.parametrize(
    ("title", "text", "heading"),
    [
        ("Министры встретились", "Текст.", None),
        ("⚡️**Ставку снизят** в [мае](https://t.me/x/1)", "Текст.", "Ставку снизят в мае"),
        ("", "❗️**Главное** к вечеру пятницы", "Главное к вечеру пятницы"),
        ("", "слово " * 40, "слово " * 19 + "слово …"),
        ("", "", None),
    ],
)
def test_lists_show_words_where_a_title_is_missing_or_holds_markup(title, text, heading):
    assert _heading(title, text) == heading
