"""The week in four short lists, and what the analyst says of their items: on the page, in its table, by the command."""

import json
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from analytics.trends.told import told
from dashboard.context import Request, open_context
from dashboard.figures.week import changes
from dashboard.figures.week_items import items_of, words
from dashboard.state import decode
from dashboard.texts import Texts, language_of
from dashboard.theme import LIGHT
from data.lake.archive import Archive
from data.lake.commenting import LONGEST_COMMENT, comment
from data.lake.editing import Refused
from data.lake.topic_editing import edit_topics
from data.state import comments
from tests.dashboard.conftest import text_id
from tests.dashboard.test_levels import words as shown
from tests.dashboard.test_pages import HOSTILE, healthy

ROOT = Path(__file__).resolve().parents[2]
MONDAY = datetime(2017, 11, 6, 9, tzinfo=UTC)
WEEK = "2017-W47"
GAS, COURTS, VOTE = (text_id("topic", label) for label in ("Газ", "Суды", "Выборы"))
COMPANY = text_id("organisation", "Газпром")
SAID = "Ждём решения суда в понедельник."


def of_week(week, label, many, names=(), first=0):
    return [
        {
            "title": f"{label}: статья {week}-{n}" if n else f"{label}: главное",
            "text": f"Текст {week} {n} {label}: {', '.join(names)}.",
            "published_at": MONDAY + timedelta(days=7 * week + n % 7),
            "outlet": ("Маяк", "Вестник", "Заря")[n % 3],
            "topic": label,
            "names": [(name, "organisation") for name in names],
        }
        for n in range(first, many)
    ]


@pytest.fixture
def archive(archive_of):
    """Of the last of three full weeks: gas doubled with its company, courts fell by half, a vote is new."""
    rows = [
        *(row for week in range(2) for row in of_week(week, "Прочее", 20)),
        *of_week(2, "Прочее", 19),
        *of_week(1, "Газ", 7, ["Газпром"]),
        *of_week(2, "Газ", 14, ["Газпром"]),
        *of_week(0, "Суды", 14),
        *of_week(1, "Суды", 14),
        *of_week(2, "Суды", 7),
        *of_week(2, "Выборы", 7),
    ]
    return archive_of(rows)


def context_of(archive, **parameters):
    state, bad = decode({"week": [WEEK]} | {name: [value] for name, value in parameters.items()})
    assert not bad
    request = Request("weekly", archive, archive, state, Texts(state.lang or "ru"), LIGHT)
    context, unknown = open_context(request, Archive.open(archive, warm=True))
    assert not unknown
    return context


def plain(app):
    healthy(app)
    return " ".join(shown(app).replace("\u00a0", " ").split())


def test_the_page_tells_the_week_in_four_lists(run_page, archive):
    said = plain(run_page(archive, "weekly", week=WEEK))
    assert [h.value for h in run_page(archive, "weekly", week=WEEK).header] == [
        "Что выросло",
        "Что появилось",
        "Что снизилось",
        "Что вернулось",
    ]
    assert "Газ тема вдвое больше статей · 14 статей, неделей раньше 7" in said
    assert "с именем: Газпром" in said
    assert "Суды тема вдвое меньше статей · 7 статей, неделей раньше 14" in said
    assert "Выборы тема впервые за 3 недели архива · 7 статей, неделей раньше 0" in said
    assert "Ничего." in said
    said = plain(run_page(archive, "weekly", week=WEEK, lang="en"))
    assert "Газ topic twice as many articles · 14 articles, 7 the week before" in said
    assert "with the name Газпром" in said


def test_each_item_has_two_headlines_of_different_outlets(run_page, archive):
    app = run_page(archive, "weekly", week=WEEK)
    (gas,) = [each.proto.body for each in app.get("html") if "вдвое больше" in each.proto.body]
    assert gas.count("<li>") == 2
    assert sum(name in gas for name in ("Маяк", "Вестник", "Заря")) == 2


def test_two_headlines_never_bear_one_title(run_page, archive_of):
    rows = [*of_week(0, "Газ", 14), *of_week(1, "Газ", 14)]
    rows += [{**row, "title": "Одно и то же"} for row in of_week(2, "Газ", 14)] + of_week(2, "Суды", 14)
    app = run_page(archive_of(rows), "weekly", week=WEEK)
    bodies = " ".join(each.proto.body for each in app.get("html"))
    assert bodies.count("Одно и то же") == 1


def test_what_a_list_leaves_out_is_counted_with_where_it_is(run_page, archive_of):
    labels = [f"Тема {n}" for n in range(8)]
    rows = [*of_week(0, "Прочее", 14), *of_week(1, "Прочее", 14), *of_week(2, "Прочее", 14)]
    rows += [row for label in labels for row in of_week(2, label, 7)]
    workspace = archive_of(rows)
    app = run_page(workspace, "weekly", week=WEEK)
    assert "ещё 3 – в разделе «Темы»" in plain(app)
    (link,) = [e.proto.body for e in app.get("html") if "ещё 3" in e.proto.body]
    assert "topics?from=2017-11-20&amp;to=2017-11-26" in link
    assert plain(app).count("впервые за") == 5
    assert len(items_of(context_of(workspace)).items) == 9


def write(app, archive_id, text):
    app.session_state[f"comment-{archive_id}"] = True
    app = app.run()
    app.text_area[0].set_value(text)
    return app.button(key=f"comment-save-{archive_id}").click().run()


def test_a_comment_is_kept_shown_and_removed_when_emptied(run_page, archive):
    write(run_page(archive, "weekly", week=WEEK), GAS, f"  {SAID}\n")
    (kept,) = comments.of_week(archive, WEEK)
    assert (kept.item, kept.text) == (GAS, SAID)
    app = run_page(archive, "weekly", week=WEEK, lang="en")
    assert SAID in plain(app)
    assert SAID not in plain(run_page(archive, "weekly", week="2017-W46"))
    write(app, GAS, "")
    assert comments.of_week(archive, WEEK) == []
    assert SAID not in plain(run_page(archive, "weekly", week=WEEK))


def test_a_comment_that_is_too_long_is_refused_in_a_sentence_and_stays_in_the_field(run_page, archive):
    app = write(run_page(archive, "weekly", week=WEEK), GAS, "я" * 201)
    (error,) = [e.value.replace("\\", "") for e in app.error]
    assert error == "В комментарии может быть не больше 200 знаков, а здесь 201. Он не сохранён: сократите его."
    assert app.text_area[0].value == "я" * 201
    assert "201 из 200" in " ".join(c.value for c in app.caption)
    assert comments.of_week(archive, WEEK) == []
    comment(archive, WEEK, GAS, "я" * LONGEST_COMMENT, "a", seen="")
    assert len(comments.of_week(archive, WEEK)[0].text) == 200


def test_a_second_writer_is_told_what_the_first_wrote_before_it_is_replaced(run_page, archive):
    app = run_page(archive, "weekly", week=WEEK)
    app.session_state[f"comment-{GAS}"] = True
    app = app.run()
    comment(archive, WEEK, GAS, "Первый.", "a", seen="")
    app.text_area[0].set_value("Второй.")
    app = app.button(key=f"comment-save-{GAS}").click().run()
    assert "Первый" in app.error[0].value
    assert comments.of_week(archive, WEEK)[0].text == "Первый."
    app.button(key=f"comment-save-{GAS}").click().run()
    assert comments.of_week(archive, WEEK)[0].text == "Второй."
    with pytest.raises(Refused) as refused:
        comment(archive, WEEK, GAS, "Третий.", "b", seen="Первый.")
    assert refused.value.values == {"now": "Второй."}


def test_a_comment_is_text_whatever_it_holds(run_page, archive):
    comment(archive, WEEK, GAS, HOSTILE, "a", seen="")
    app = run_page(archive, "weekly", week=WEEK)
    healthy(app)
    bodies = " ".join(e.proto.body for e in app.get("html") if "<style>" not in e.proto.body)
    assert "<script>alert" not in bodies
    assert "&lt;script&gt;alert(1)" in bodies


def test_a_comment_follows_a_topic_that_was_merged(run_page, archive):
    comment(archive, WEEK, COURTS, SAID, "a", seen="")
    edit_topics(archive, [{"what": "merge", "topic": COURTS, "into": GAS}], "a")
    (item,) = [item for item in items_of(context_of(archive)).items if item.id == GAS]
    assert [each.text for each in item.comments] == [SAID]
    write(run_page(archive, "weekly", week=WEEK, level="topic"), GAS, "Иначе.")
    assert [(c.item, c.text) for c in comments.of_week(archive, WEEK)] == [(COURTS, "Иначе.")]


def test_comments_on_what_is_not_listed_are_counted_and_shown(run_page, archive):
    comment(archive, WEEK, COMPANY, "О компании.", "a", seen="")
    comment(archive, WEEK, "gone", "О том, чего нет.", "a", seen="")
    said = plain(run_page(archive, "weekly", week=WEEK))
    assert "Ещё 2 комментария к темам и именам, которых нет в списках" in said
    assert "Газпром О компании." in said
    assert "этого больше нет в архиве О том, чего нет." in said


def test_the_table_has_the_items_words_and_comments_of_the_page(archive):
    comment(archive, WEEK, GAS, SAID, "a", seen="")
    comment(archive, WEEK, "gone", "О том, чего нет.", "a", seen="")
    context = context_of(archive)
    table = changes(context).table()
    items = items_of(context).items
    assert list(table["Имя"][: len(items)]) == [item.name for item in items]
    assert list(table["Словами"][: len(items)]) == [item.said for item in items]
    row = table[table["Имя"] == "Газ"].iloc[0]
    assert (row["Комментарий"], row["Статьи"], row["Неделей раньше"], row["Место"]) == (SAID, 14, 7, 1)
    company = table[table["Имя"] == "Газпром"].iloc[0]
    assert company["Вошло в тему"] == "Газ"
    assert table.iloc[-1]["Комментарий"] == "О том, чего нет."


def test_the_command_says_what_the_page_says(archive):
    comment(archive, WEEK, GAS, SAID, "a", seen="")
    comment(archive, WEEK, "gone", "О том, чего нет.", "a", seen="")

    def run(*more):
        command = [sys.executable, str(ROOT / "svodka.py"), "--workspace", str(archive.root), "weekly", "--week", WEEK]
        return subprocess.run([*command, *more], capture_output=True, text=True, check=True, encoding="utf-8").stdout

    answer = json.loads(run("--json"))
    items = items_of(context_of(archive)).items
    assert [(i["id"], i["said"], i["place"]) for i in answer["items"]] == [(i.id, i.said, i.place) for i in items]
    assert {i["id"]: i["comments"] for i in answer["items"]}[GAS] == [SAID]
    assert answer["other_comments"] == [
        {"id": "gone", "name": "этого больше нет в архиве", "comment": "О том, чего нет."}
    ]
    printed = run()
    assert "вдвое больше статей" in printed
    assert f"Газ: {SAID}" in printed
    assert "с именем: Газпром" in printed
    assert "этого больше нет в архиве: О том, чего нет." in printed


def test_a_forgotten_topic_takes_its_comment_along(archive):
    from analytics.forget import forget

    comment(archive, WEEK, VOTE, SAID, "a", seen="")
    comment(archive, WEEK, GAS, SAID, "a", seen="")
    for outlet in ("Маяк", "Вестник"):
        forget(archive, outlet=outlet)
    assert {c.item for c in comments.of_week(archive, WEEK)} == {VOTE, GAS}
    forget(archive, outlet="Заря")
    assert comments.of_week(archive, WEEK) == []


@pytest.mark.parametrize("lang", ["ru", "en"])
def test_every_change_has_words(lang):
    texts = Texts(lang)
    used = set()
    for before in range(60):
        for count in range(4 * before + 90):
            for change in {told(count, before, pp) for pp in (1.0, -1.0) if count or before}:
                used.add(change.key)
                said = words(texts, change, before)
                assert said
                assert "{" not in said
    apart = {"new", "new_since", "back", "back_since"}
    assert {f"week.said.{key}" for key in used | apart} == {
        k for k in language_of(lang).words if k.startswith("week.said.")
    }


@pytest.mark.parametrize(
    ("before", "count", "pp", "ru", "en"),
    [
        (12, 24, 1, "вдвое больше статей", "twice as many articles"),
        (20, 30, 1, "в полтора раза больше статей", "half as many articles again"),
        (100, 115, 1, "на 15 % больше статей", "15% more articles"),
        (1, 7, 1, "7 статей вместо 1", "7 articles instead of 1"),
        (10, 220, 1, "в 22 раза больше статей", "22 times as many articles"),
        (100, 5, -1, "почти не осталось статей", "hardly any articles left"),
        (12, 0, -1, "не стало ни одной статьи", "no articles any more"),
        (10, 12, -1, "доля снизилась, хотя статей больше", "smaller share, though more articles"),
        (12, 10, 1, "доля выросла, хотя статей меньше", "larger share, though fewer articles"),
    ],
)
def test_a_change_in_words(before, count, pp, ru, en):
    change = told(count, before, pp)
    said = [words(Texts(lang), change, before).replace("\u00a0", " ") for lang in ("ru", "en")]
    assert said == [ru, en]
