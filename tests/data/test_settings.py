import pytest

from data.errors import UsageError
from data.settings import Settings, Workspace, load_settings


def settings(tmp_path, text):
    path = tmp_path / "svodka.toml"
    path.write_text(text, encoding="utf-8")
    return load_settings(path)


def test_no_file_means_the_defaults(tmp_path):
    assert load_settings(tmp_path / "svodka.toml") == Settings("Europe/Moscow", ("ru", "uk", "en"), "ru")


def test_what_is_set_is_kept(tmp_path):
    vectors = 'vectors = "model2vec:minishlab/potion"'
    found = settings(tmp_path, f'zone = "Europe/Kyiv"\nlanguages = ["uk", "ru"]\ninterface = "en"\n{vectors}\n')
    assert found == Settings("Europe/Kyiv", ("uk", "ru"), "en", "model2vec:minishlab/potion")


@pytest.mark.parametrize(
    ("text", "says", "hint"),
    [
        ('zone = "Europe/Kyiv"\n\nlangauges = ["ru"]', "svodka.toml:3: unknown setting 'langauges'", "'languages'"),
        ('zone = "Moscow"', "'Moscow' is not known", "Europe/Moscow"),
        ("zone = 3", "3 is not known", "Europe/Moscow"),
        ('languages = "ru"', "languages is 'ru'", "list"),
        ("languages = []", "languages is []", "list"),
        ('interface = "fr"', "interface is 'fr'", "ru, en"),
        ('vectors = "word2vec:any"', "vectors is 'word2vec:any'", "model2vec:MODEL"),
        ('vectors = "model2vec:"', "vectors is 'model2vec:'", "offline"),
        ("vectors = 3", "vectors is 3", "offline"),
        ("zone = ", "not valid TOML", "line"),
    ],
)
def test_what_does_not_fit_is_refused_with_its_line(tmp_path, text, says, hint):
    with pytest.raises(UsageError) as refused:
        settings(tmp_path, text)
    assert says in str(refused.value)
    assert hint in refused.value.hint


def test_the_workspace_comes_from_the_argument_then_the_environment(tmp_path, monkeypatch):
    monkeypatch.setenv("SVODKA_WORKSPACE", str(tmp_path / "named"))
    assert Workspace.at().root == tmp_path / "named"
    assert Workspace.at(tmp_path / "given").root == tmp_path / "given"
    assert not (tmp_path / "named").exists()
