"""Topics that a user names, over a small planted corpus: strikes, football, and news of neither, in two languages."""

from __future__ import annotations

import random
from collections.abc import Sequence

import numpy as np
import pandas as pd
import pytest

from analytics.text.article_tokens import tokens_of
from analytics.text.content import contents
from analytics.topics.embed import embed
from analytics.topics.guided import ASKED, Guide, Guided, belonging
from analytics.topics.spoken import states_of
from analytics.topics.vectors import vectors_frame
from data.errors import UsageError
from data.schema import ARTICLE_VECTORS

SAID = {
    "ru": {
        "strike": "забастовка профсоюз рабочие завод зарплата требование бастовать шахтёр переговоры работодатель",
        "football": "футбол матч гол тренер стадион болельщик вратарь чемпионат кубок судья",
        "weather": "дождь снег ветер мороз синоптик прогноз гроза температура ливень метель",
        "market": "биржа акция индекс рубль инвестор облигация торги банк доллар ставка",
    },
    "en": {
        "strike": "strike union workers factory wages demand walkout miner talks employer",
        "football": "football match goal coach stadium fans goalkeeper championship cup referee",
        "weather": "rain snow wind frost forecast storm temperature downpour blizzard thunder",
    },
}
EACH = 12


def planted(language: str) -> pd.DataFrame:
    draw, rows = random.Random(0), []
    for subject, said in SAID[language].items():
        for n in range(EACH):
            words = draw.choices(said.split(), k=12)
            rows.append((f"{language}-{subject}-{n:02d}", language, " ".join(words[:4]), " ".join(words[4:])))
    return tokens_of(pd.DataFrame(rows, columns=["article_id", "language", "title", "text"]))


def points(documents: pd.DataFrame) -> pd.DataFrame:
    found = []
    for language, own in documents.groupby("language"):
        made = embed(contents(own["lemmas"], language), [], language="en")  # words alone, without navec
        found.append(vectors_frame(own["article_id"], made.vectors, language=language, space=f"{language}-model"))
    return pd.concat(found, ignore_index=True)


@pytest.fixture(scope="module")
def documents() -> pd.DataFrame:
    return pd.concat([planted("ru"), planted("en")], ignore_index=True)


@pytest.fixture(scope="module")
def vectors(documents: pd.DataFrame) -> pd.DataFrame:
    return points(documents)


def ids(language: str, *subjects: str) -> set[str]:
    return {f"{language}-{subject}-{n:02d}" for subject in subjects for n in range(EACH)}


def of(guided: Guided, topic: str) -> set[str]:
    rows = guided.articles
    return set(rows[rows["belongs"] & (rows["topic_id"] == topic)]["article_id"])


def told(guided: Guided, topic: str) -> dict[str, object]:
    return guided.topics.set_index("topic_id").loc[topic].to_dict()


def test_two_words_find_their_subject_in_other_words_too(documents: pd.DataFrame, vectors: pd.DataFrame) -> None:
    found = belonging(documents, vectors, [Guide("s", "Забастовки", words=("забастовка", "профсоюзы"))])
    without = documents[[{"забастовка", "профсоюз"}.isdisjoint(lemmas) for lemmas in documents["lemmas"]]]
    with_words = set(documents["article_id"]) - set(without["article_id"])
    assert with_words < of(found, "s") <= ids("ru", "strike")
    assert told(found, "s")["languages"] == ["ru"]


def test_words_of_several_languages_find_each_its_own(documents: pd.DataFrame, vectors: pd.DataFrame) -> None:
    found = belonging(documents, vectors, [Guide("s", "Strikes", words=("забастовка", "профсоюз", "strike", "union"))])
    assert of(found, "s") == ids("ru", "strike") | ids("en", "strike")
    assert told(found, "s")["missing"] == []


def test_examples_find_what_is_like_them(documents: pd.DataFrame, vectors: pd.DataFrame) -> None:
    found = belonging(documents, vectors, [Guide("f", "Football", articles=("en-football-00", "en-football-01"))])
    assert of(found, "f") == ids("en", "football")


def test_answers_outweigh_the_words(documents: pd.DataFrame, vectors: pd.DataFrame) -> None:
    asked = Guide("s", "Забастовки, но не биржа", words=("забастовка", "биржа"))
    before = belonging(documents, vectors, [asked])
    assert of(before, "s") >= ids("ru", "market")
    no = tuple(f"ru-market-{n:02d}" for n in range(4))
    after = belonging(documents, vectors, [Guide("s", asked.name, words=asked.words, no=no, yes=("ru-strike-03",))])
    assert not of(after, "s") & ids("ru", "market")
    assert of(after, "s") == ids("ru", "strike")


def test_what_it_asks_is_unsure_unanswered_and_each_something_else(
    documents: pd.DataFrame, vectors: pd.DataFrame
) -> None:
    guide = Guide("s", "Забастовки", words=("забастовка",), yes=("ru-strike-00",), no=("ru-weather-00",))
    rows = belonging(documents, vectors, [guide]).articles
    asked = rows.dropna(subset="borderline").sort_values("borderline")
    assert asked["borderline"].tolist() == list(range(1, len(asked) + 1))
    assert 1 <= len(asked) <= ASKED
    assert not {"ru-strike-00", "ru-weather-00"} & set(asked["article_id"])
    assert (asked["score"] - 0.5).abs().is_monotonic_increasing


def test_a_topic_is_split_by_words_within_it(documents: pd.DataFrame, vectors: pd.DataFrame) -> None:
    of_topic = documents["article_id"].isin(ids("ru", "strike", "football"))
    placed = pd.DataFrame(
        {"article_id": documents["article_id"], "theme_id": None, "topic_id": None, "story_id": None}, dtype=object
    )
    placed.loc[of_topic, "topic_id"] = "t1"
    guide = Guide("s", "Часть", words=("забастовка", "ставка", "дождь"), within="t1")
    found = belonging(documents, vectors, [guide], placed)
    assert of(found, "s") == ids("ru", "strike")
    assert set(found.articles["article_id"]) <= ids("ru", "strike", "football")
    assert told(found, "s")["missing"] == ["ставка", "дождь"]
    with pytest.raises(UsageError, match="split"):
        belonging(documents, vectors, [guide])


def test_a_phrase_stands_beside_each_other_and_a_plus_joins_anywhere() -> None:
    rows = [
        ("a", "ru", "Снятие санкций обсудили", "в Берлине"),
        ("b", "ru", "Санкции обсудили", "Снятие показаний счётчика"),
        ("c", "ru", "Показания счётчика", "О счётчиках"),
    ]
    from analytics.topics.seeds import Read

    read = Read.of(tokens_of(pd.DataFrame(rows, columns=["article_id", "language", "title", "text"])), "ru")
    assert (read.evidence("снятие санкций") > 0).tolist() == [True, False, False]
    assert (read.evidence("снятие + санкции") > 0).tolist() == [True, True, False]
    assert read.evidence("санкция")[0] > read.evidence("снятие")[1]  # the title counts more


def test_a_name_is_found_however_it_is_called_and_in_every_language() -> None:
    from analytics.topics.seeds import Read

    rows = [
        ("a", "ru", "Североатлантический альянс", "собрался"),
        ("b", "ru", "Российский министр", "в НАТО"),
        ("c", "ru", "Погода", "в Северном море"),
    ]
    own = tokens_of(pd.DataFrame(rows, columns=["article_id", "language", "title", "text"]))
    read = Read.of(own, "ru")
    assert (read.evidence("НАТО") > 0).tolist() == [True, True, False]
    assert (read.evidence("NATO + Russia") > 0).tolist() == [False, True, False]
    states = states_of("Санкции против России и Соединённых Штатов", "ru")
    assert list(states) == ["Россия", "США"]
    assert read.unspoken(list(states.values())).tolist() == [1, 0.5, 1]
    assert "kremlin" in states_of("Санкции против России", "en")["Россия"]
    english = pd.DataFrame(
        [("e", "en", "NATO meets", "in Moscow")], columns=["article_id", "language", "title", "text"]
    )
    assert Read.of(tokens_of(english), "en").evidence("НАТО + Россия")[0] > 0


def test_an_article_without_the_state_that_the_topic_names_scores_less(
    documents: pd.DataFrame, vectors: pd.DataFrame
) -> None:
    first, words = "ru-strike-00", ("забастовка", "профсоюзы")
    with_state = tokens_of(
        pd.DataFrame([(first, "ru", "Забастовка", "в Польше")], columns=["article_id", "language", "title", "text"])
    )
    own = pd.concat([with_state, documents[documents["article_id"] != first]])
    plain, of_state = (
        belonging(own, vectors, [Guide("s", name, words=words)]).articles.set_index("article_id")["score"]
        for name in ("Забастовки", "Забастовки в Польше")
    )
    assert of_state[first] == plain[first]
    elsewhere = belonging(own, vectors, [Guide("s", "Забастовки в Перу", words=words)]).articles
    assert elsewhere.set_index("article_id")["score"].equals(plain)  # none speaks of it: nothing to go by
    others = plain.index.intersection(of_state.index).drop(first)
    assert len(others)
    assert (of_state[others] < plain[others]).all()


def test_a_word_of_most_articles_alone_is_no_topic(documents: pd.DataFrame, vectors: pd.DataFrame) -> None:
    own = documents[documents["language"] == "ru"].copy()
    most = np.arange(len(own)) % 4 > 0
    own["lemmas"] = [[*lemmas, "россия"] if more else lemmas for lemmas, more in zip(own["lemmas"], most, strict=True)]
    found = belonging(own, vectors, [Guide("r", "Всё", words=("Россия",)), Guide("s", "З", words=("забастовка",))])
    assert "tells nothing apart" in str(found.problems["r"])
    assert list(found.problems) == ["r"]


def test_words_that_occur_nowhere_are_named_and_nothing_else_is_lost(
    documents: pd.DataFrame, vectors: pd.DataFrame
) -> None:
    guides = [Guide("s", "Забастовки", words=("забастовка", "забостовка")), Guide("x", "Ничего", words=("кварк",))]
    found = belonging(documents, vectors, guides)
    assert of(found, "s") == ids("ru", "strike")
    assert told(found, "s")["missing"] == ["забостовка"]
    assert "забастовка" in str(told(found, "s")["says"])
    assert list(found.problems) == ["x"]
    assert "кварк" in str(found.problems["x"])
    assert of(found, "x") == set()


def test_a_topic_that_fits_everything_is_none(documents: pd.DataFrame, vectors: pd.DataFrame) -> None:
    every = tuple(word for said in SAID["ru"].values() for word in said.split()[:4])
    found = belonging(documents, vectors, [Guide("a", "Всё", words=(*every, *SAID["en"]["strike"].split()))])
    assert "tells nothing apart" in str(found.problems["a"])
    assert found.articles.empty


def test_an_article_goes_to_the_higher_score_and_the_overlap_is_counted(
    documents: pd.DataFrame, vectors: pd.DataFrame
) -> None:
    wide = Guide("w", "Широкая", words=("забастовка", "футбол"))
    narrow = Guide("n", "Узкая", words=("футбол", "матч", "гол", "тренер"))
    found = belonging(documents, vectors, [wide, narrow])
    belongs = found.articles[found.articles["belongs"]]
    assert not belongs["article_id"].duplicated().any()
    assert told(found, "w")["overlap"] == told(found, "n")["overlap"] > 0
    apart = belonging(documents, vectors, [wide, Guide("n", "Узкая", level="theme", words=narrow.words)])
    assert of(apart, "w") & of(apart, "n")


def test_order_changes_nothing(documents: pd.DataFrame, vectors: pd.DataFrame) -> None:
    def answer(documents: pd.DataFrame, vectors: pd.DataFrame, guides: Sequence[Guide]) -> pd.DataFrame:
        return belonging(documents, vectors, guides).articles

    guides = [Guide("s", "Забастовки", words=("забастовка", "биржа"), yes=("ru-strike-01",))]
    mixed = (frame.sample(frac=1, random_state=1, ignore_index=True) for frame in (documents, vectors))
    pd.testing.assert_frame_equal(answer(documents, vectors, guides), answer(*mixed, guides))


def test_without_vectors_words_do(documents: pd.DataFrame) -> None:
    found = belonging(documents, ARTICLE_VECTORS.empty(), [Guide("s", "Забастовки", words=("забастовка", "профсоюз"))])
    assert of(found, "s") >= ids("ru", "strike")
    assert not of(found, "s") & ids("ru", "football", "weather")
