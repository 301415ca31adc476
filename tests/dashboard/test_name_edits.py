"""Names are corrected on the page of mentions: what was said is read on the next run, listed, and taken back."""

import pytest

from data.lake.editing import edit_names
from data.state import edits
from tests.dashboard.conftest import text_id
from tests.dashboard.test_levels import NOON, words

pytestmark = pytest.mark.slow  # every test runs whole pages

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
    app = run_page(archive, "mentions", open=f"name:{entity(*name)}")
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
    assert "Пётр Петров" in [each.value.split(" :small")[0] for each in app.subheader]
    app = press(app, "undo-1")
    assert "Правка 1 отменена" in words(app)
    assert "Петров" in [each.value.split(" :small")[0] for each in app.subheader]
    assert [edit.content["what"] for edit in edits.log(archive)] == ["rename", "undo"]


def test_two_names_become_one(run_page, archive):
    app = opened(run_page, archive, IVANOV)
    app.text_input(key=f"name-edit-into-{entity(*IVANOV)}").set_value("петров")
    app = press(app.run(), "merge")
    assert edits.log(archive)[0].content["into"] == entity(*PETROV)
    assert "«Иванов» – то же, что «Петров»" in " ".join(each.value for each in opened(run_page, archive, PETROV).text)
    assert "Петров – 2, Иванов – 1" in " ".join(each.value for each in app.text)


def test_what_is_no_name_is_gone_and_a_kind_is_set(run_page, archive):
    app = press(opened(run_page, archive, ("Маяк", "organisation")), "ignore")
    assert "Маяк" not in [each.value.split(" :small")[0] for each in app.subheader]
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
    assert "These two are one name already" in " ".join(each.value for each in app.error)
    assert len(edits.log(archive)) == 1
