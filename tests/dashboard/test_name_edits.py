"""Names are corrected on their own page and on that of mentions: what was said is read on the next run, listed, and taken back."""

import re
from pathlib import Path

import pytest

from dashboard.escape import markdown
from dashboard.texts import Texts, language_of
from data.lake import name_editing, tables, topic_editing
from data.lake.name_editing import edit_names
from data.schema import ARTICLES, JOINS
from data.settings import INTERFACES
from data.state import edits
from tests.dashboard.conftest import text_id
from tests.dashboard.test_levels import NOON, words

pytestmark = pytest.mark.slow  # every test runs whole pages

ROOT = Path(__file__).resolve().parents[2]
RU = Texts("ru")
PETROV, IVANOV = ("Петров", "person"), ("Иванов", "person")


@pytest.fixture
def archive(archive_of):
    usual = {"outlet": "Маяк", "published_at": NOON}
    named = [[PETROV], [PETROV], [IVANOV], [("Маяк", "organisation")]]
    texts = [" ".join(name for name, _ in names) for names in named]
    rows = zip(texts, named, strict=True)
    return archive_of(
        [{**usual, "title": f"Статья {n}", "text": t, "names": names} for n, (t, names) in enumerate(rows)]
    )


def opened(run_page, archive, name):
    app = run_page(archive, "name", open=f"name:{entity(*name)}")
    app.session_state["name-edit"] = True
    return app.run()


def entity(name, kind):
    return text_id(kind, name)


def press(app, what):
    app.button(key=f"name-edit-{what}").click()
    return app.run()


def test_a_name_is_called_otherwise_and_again_as_it_was(run_page, archive):
    app = opened(run_page, archive, PETROV)
    assert app.button(key="name-edit-rename").disabled
    app.text_input(key=f"name-edit-name-{entity(*PETROV)}").set_value("Пётр Петров")
    app = press(app.run(), "rename")
    assert "Правка 1 принята" in words(app)
    assert "«Петров» называется «Пётр Петров»" in " ".join(each.value for each in app.text)
    assert "Пётр Петров" in [each.value for each in app.title]
    app = press(app, "undo-1")
    assert "Правка 1 отменена" in words(app)
    assert "Петров" in [each.value for each in app.title]
    assert [edit.content["what"] for edit in edits.log(archive)] == ["rename", "undo"]


def test_two_names_become_one(run_page, archive):
    app = opened(run_page, archive, IVANOV)
    app.text_input(key=f"name-edit-into-{entity(*IVANOV)}").set_value("петров")
    app = press(app.run(), "merge")
    assert edits.log(archive)[0].content["into"] == entity(*PETROV)
    assert "«Иванов» – то же, что «Петров»" in " ".join(each.value for each in opened(run_page, archive, PETROV).text)
    assert "Петров – 2, Иванов – 1" in words(app).replace("\u2060", "")


def test_what_is_no_name_is_gone_and_a_kind_is_set(run_page, archive):
    app = press(opened(run_page, archive, ("Маяк", "organisation")), "ignore")
    assert "Маяк" not in [each.value for each in app.title]
    app = opened(run_page, archive, PETROV)
    app.selectbox(key=f"name-edit-kind-{entity(*PETROV)}").set_value("place")
    app = press(app.run(), "set_kind")
    assert "Правка 2 принята" in words(app)


def test_what_another_tab_said_meanwhile_is_told(run_page, archive):
    app = opened(run_page, archive, IVANOV)
    app.text_input(key=f"name-edit-into-{entity(*IVANOV)}").set_value("петров")
    app.run()
    edit_names(archive, [{"what": "merge", "entity": entity(*IVANOV), "into": entity(*PETROV)}], "анна")
    app = press(app, "merge")
    assert [each.value for each in app.error] == [r"Это уже одно имя\."]
    assert len(edits.log(archive)) == 1


def test_the_author_is_asked_once_and_signs_every_edit(run_page, archive):
    app = opened(run_page, archive, PETROV)
    assert app.text_input(key="name-edit-author").value == edits.user()
    app.text_input(key="name-edit-author").set_value("Анна")
    app.run()
    app.text_input(key=f"name-edit-name-{entity(*PETROV)}").set_value("Пётр Петров")
    press(app.run(), "rename")
    assert edits.log(archive)[0].author == "Анна"


def test_forms_are_added_to_a_name_and_said_to_come_with_the_next_analysis(run_page, archive):
    app = opened(run_page, archive, PETROV)
    app.text_input(key=f"name-edit-alias-{entity(*PETROV)}").set_value(" Петя, Пети ,")
    app = press(app.run(), "alias")
    assert edits.log(archive)[0].content["forms"] == ["Петя", "Пети"]
    assert "«Петров» пишут и так: Петя, Пети (со следующего анализа)" in " ".join(each.value for each in app.text)


def test_a_name_that_was_not_found_is_added_on_the_page_of_mentions(run_page, archive):
    app = run_page(archive, "mentions")
    app.session_state["name-edits"] = True
    app.run()
    app.text_input(key="name-edit-new").set_value("Сидоров")
    app.text_input(key="name-edit-new-forms").set_value("Сидорова")
    app = press(app.run(), "add")
    assert "Искать имя «Сидоров» (человек): Сидорова (со следующего анализа)" in " ".join(e.value for e in app.text)
    app = press(app, "add")
    assert [each.value for each in app.error] == [markdown(RU.t("refused.there_already", name="Сидоров"))]


def test_an_old_link_leads_to_what_a_name_became_part_of(run_page, archive):
    edit_names(archive, [{"what": "merge", "entity": entity(*IVANOV), "into": entity(*PETROV)}], "анна")
    app = run_page(archive, "name", open=f"name:{entity(*IVANOV)}", name=entity(*IVANOV))
    assert [each.value for each in app.title] == ["Петров"]
    assert "исправлено: правка 1" in words(app)
    assert list(app.toast) == []
    assert app.multiselect(key="filter-name").value == [entity(*PETROV)]


def test_an_edited_name_is_marked_wherever_it_is_named(run_page, archive):
    article_id = tables.read(archive, ARTICLES)["article_id"].iloc[0]
    pages = [("overview", {}), ("articles", {"open": f"article:{article_id}"})]
    assert not any("✎" in words(run_page(archive, page, **address)) for page, address in pages)
    edit_names(archive, [{"what": "rename", "entity": entity(*PETROV), "name": "Пётр Петров"}], "анна")
    for page, address in pages:
        assert "Пётр Петров ✎" in words(run_page(archive, page, **address))
    names = run_page(archive, "mentions").dataframe[0].value["name"]
    assert [name for name in names if "✎" in name] == ["Пётр Петров ✎"]


@pytest.mark.parametrize("answer", ["yes", "no"])
def test_a_pair_that_may_be_one_is_answered_with_a_click_and_asked_no_more(run_page, archive_of, answer):
    whole, alone = ("Сергей Собянин", "person"), ("Собянин", "person")
    usual = {"outlet": "Маяк", "published_at": NOON, "title": "Заголовок"}
    archive = archive_of([{**usual, "text": name, "names": [(name, kind)]} for name, kind in (whole, alone)])
    app = run_page(archive, "mentions")
    assert "одно имя?" not in words(app)
    app.session_state["name-pairs"] = True
    said = words(app.run())
    assert "Собянин » и « Сергей Собянин » – одно имя?" in said
    assert "фамилия совпадает; статей 1 и 1" in said
    app = press(app, f"pair-0-{answer}")
    assert "одно имя?" not in words(app)
    assert edits.log(archive)[0].content["what"] == {"yes": "merge", "no": "apart"}[answer]


REASON = re.compile(r'Refused\(\s*"(\w+)"|check_length\("(\w+)"')


def test_every_refusal_has_its_words_in_both_languages():
    modules = ("editing", "name_editing", "topic_editing", "commenting")
    source = "".join((ROOT / "data" / "lake" / f"{name}.py").read_text(encoding="utf-8") for name in modules)
    reasons = {one or other for one, other in REASON.findall(source)}
    assert len(reasons) > 10
    for lang in INTERFACES:
        assert {
            key.removeprefix("refused.") for key in language_of(lang).words if key.startswith("refused.")
        } == reasons
    for about, needs in (("name", name_editing.NEEDS), ("topic", topic_editing.NEEDS)):
        assert all(f"{about}_edit.line.{what}" in language_of("ru").words for what in needs)


WHOLE, MANY = ("Пётр Петров", "person"), [(f"Петров-{n}", "person") for n in range(14)]


@pytest.fixture
def joined(archive_of):
    usual = {"outlet": "Маяк", "published_at": NOON, "title": "Заголовок"}
    rows = [{**usual, "text": name, "names": [(name, kind)]} for name, kind in [WHOLE, *MANY, MANY[-1], IVANOV]]
    return archive_of(rows, joined=[(each, WHOLE, "surname") for each in MANY])


def test_the_page_says_what_is_counted_together_and_why(run_page, joined):
    edit_names(joined, [{"what": "merge", "entity": entity(*IVANOV), "into": entity(*WHOLE)}], "анна")
    said = words(run_page(joined, "name", open=f"name:{entity(*WHOLE)}"))
    assert "Петров-13 – по фамилии, 2 статьи" in said
    assert "Иванов – правка 1, 1 статья" in said
    assert "И ещё 3 имени." in said
    assert said.index("Петров-13 –") < said.index("Петров-0 –") < said.index("Иванов – правка")
    assert entity(*MANY[0]) not in said
    assert RU.t("name_page.joined") not in words(run_page(joined, "name", open=f"name:{entity('Маяк', 'place')}"))


@pytest.mark.parametrize("name", [MANY[0], IVANOV])
def test_what_was_joined_is_parted_on_the_page(run_page, joined, name):
    edit_names(joined, [{"what": "merge", "entity": entity(*IVANOV), "into": entity(*WHOLE)}], "анна")
    app = opened(run_page, joined, WHOLE)
    app.selectbox(key=f"name-edit-joined-{entity(*WHOLE)}").set_value(entity(*name))
    app = press(app.run(), "apart")
    assert edits.log(joined)[-1].content["what"] == ("undo" if name == IVANOV else "apart")
    assert f"{name[0]} – " not in words(app)
    app = run_page(joined, "name", open=f"name:{entity(*name)}")
    assert markdown(name[0]) in [each.value for each in app.title]


def test_every_reason_has_its_words_in_both_languages():
    for lang in INTERFACES:
        assert {key.removeprefix("joined.") for key in language_of(lang).words if key.startswith("joined.")} == {
            *JOINS,
            "edit",
        }
