"""Labels and headlines as a manager reads them: rules on examples, and over two archives and the demo articles."""

from __future__ import annotations

from collections import Counter
from itertools import combinations
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pandas as pd
import pytest

from analytics.labels.aliases import alias_forms
from analytics.labels.forms import Form
from analytics.labels.headlines import clearness, headlines, representatives
from analytics.labels.label import SEPARATOR, by_width, labels_of, lead_first, say_the_same, without_overlap
from analytics.labels.names import names_of
from analytics.labels.represent import Term, Vocabulary, parts
from analytics.labels.terms import PIECE, Terms, find_terms, running_words
from analytics.text.article_tokens import tokens_of
from analytics.text.lemmas import analyzer, lemmatizer
from analytics.topics.fit import Fitted, fit
from data.words.label_words import AND_MORE, EMPTY_HEADS, NOTICES
from data.words.stop_words import connecting_words


def term(
    shown: str, share: float = 0.5, score: float = 1.0, *, lift: float = 2.0, wide: bool = True, entities: str = ""
) -> Term:
    lemmas = tuple(map(lemmatizer("ru").lemma, shown.split()))
    return Term(shown, lemmas, score, share, lift, frozenset(entities.split()), wide)


def topic_label(*terms: Term, loose: str = "") -> str:
    return labels_of([lead_first(terms)], loose=loose)[0]


def test_the_widest_term_leads() -> None:
    terms = [term("переговоры с Украиной", 0.11, 1.8), term("Йенс Столтенберг", 0.17, 1.6), term("НАТО", 0.99, 1.5)]
    assert topic_label(*terms) == "НАТО · Йенс Столтенберг · переговоры с Украиной"


def test_what_stands_in_half_of_all_documents_leads_no_topic_and_may_lead_a_theme() -> None:
    terms = [term("Киев", 0.95, 1.2, lift=0.7), term("экстрадиция", 0.4), term("прокурор", 0.2)]
    assert topic_label(*terms) == "экстрадиция · прокурор"
    assert labels_of([by_width(terms)], 2) == ["Киев · экстрадиция"]


def test_an_episode_is_no_part_of_a_label() -> None:
    terms = [term("мэр Москвы", 0.2, 3.0, wide=False), term("Владимир Путин", 0.9), term("телефонный разговор", 0.1)]
    assert topic_label(*terms) == "Владимир Путин · телефонный разговор"


def test_a_person_is_named_rather_than_the_office() -> None:
    terms = [term("санкции", 0.9), term("вице-президент США", 0.2, 2.0), term("Майк Пенс", 0.1), term("Минфин", 0.1)]
    assert topic_label(*terms) == "санкции · Майк Пенс · Минфин"


def test_several_officers_and_a_firm_are_no_office() -> None:
    assert not say_the_same(term("министры обороны"), term("Йенс Столтенберг"))
    assert not say_the_same(term("General Motors"), term("Bob Lutz"))
    assert not say_the_same(term("Prince Harry"), term("Meghan Markle"))


def test_what_stands_in_few_texts_is_put_beside_where_there_is_no_other() -> None:
    assert (
        topic_label(term("Китай", 0.9), term("стратегическое партнёрство", 0.04))
        == "Китай · стратегическое партнёрство"
    )


def test_where_there_are_episodes_alone_they_make_the_label() -> None:
    assert topic_label(term("саммит", wide=False), term("Осака", 0.3, wide=False)) == "саммит · Осака"


def test_a_theme_is_named_by_what_most_of_it_has_in_common() -> None:
    terms = [
        term("Борис Джонсон", 0.72, 1.6, lift=1.3),
        term("Brexit", 0.82, 1.2, lift=1.3),
        term("отставка", 0.8, 1.1),
    ]
    assert labels_of([by_width(terms)], 2) == ["Brexit · отставка"]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (term("Исламское государство", entities="ИГ"), term("боевики ИГ", entities="ИГ")),
        (term("санкции США"), term("Сенат США")),
        (term("вакцина от коронавируса"), term("массовая вакцинация")),
        (term("Сенат"), term("сенаторы")),
        (term("вице-президент США"), term("Майк Пенс")),
        (term("фильм"), term("кино")),
        (term("movie"), term("film")),
        (term("carmaker"), term("car maker")),
        (term("МКС"), term("Международная космическая станция")),
        (term("Президент России", entities="Россия"), term("Дмитрий Медведев")),
    ],
)
def test_nothing_is_said_twice(first: Term, second: Term) -> None:
    assert say_the_same(first, second)
    assert without_overlap([first, second, term("погода")]) == [first, term("погода")]


@pytest.mark.parametrize(("first", "second"), [("министр", "Минфин"), ("газ", "газета"), ("переговоры", "перемирие")])
def test_words_that_only_begin_alike_say_different_things(first: str, second: str) -> None:
    assert not say_the_same(term(first), term(second))


def test_a_topic_loosely_tied_says_so() -> None:
    terms = [term("Таджикистан", 0.15), term("внутренние паспорта", 0.08)]
    assert topic_label(*terms, loose="и другое") == "Таджикистан · внутренние паспорта · и другое"
    assert topic_label(term("Европа", 0.9), loose="и другое") == "Европа · и другое"
    episode = term("домашнее насилие", 0.01, wide=False)
    assert topic_label(term("Европа", 0.9), episode, loose="и другое") == "Европа · домашнее насилие · и другое"
    assert topic_label(term("Европа", 0.9), term("хоккей", 0.1), loose="и другое") == "Европа · хоккей"


def test_a_word_with_nothing_beside_it_gives_way_to_the_phrase_that_holds_it() -> None:
    assert topic_label(term("война", 0.9, 3.0), term("гибридная война", 0.4, 1.0)) == "гибридная война"


def test_the_phrase_has_beside_it_what_few_texts_say() -> None:
    terms = [term("край", 0.9, 3.0), term("Краснодарский край", 0.4, 1.0), term("язва", 0.01, wide=False)]
    assert topic_label(*terms, loose="и другое") == "Краснодарский край · язва · и другое"


def test_no_two_topics_have_one_label() -> None:
    same = [term("НАТО"), term("саммит", 0.4), term("Брюссель", 0.3), term("генералы", 0.2)]
    first, second, third = labels_of([same, same, same[:3]])
    assert len({first, second, third}) == 3
    assert second == "НАТО · саммит · Брюссель · генералы"


def test_a_label_stays_while_what_leads_is_a_part_of_it_and_all_of_it_is_still_said() -> None:
    now = lead_first([term("саммит", 0.9, 3.0), term("НАТО", 0.5), term("Брюссель", 0.3), term("генералы", 0.2)])
    assert labels_of([now], before=["НАТО · саммит · и другое"], loose="и другое") == ["НАТО · саммит · и другое"]
    assert labels_of([now], before=["НАТО · Брюссель"]) == labels_of([now])
    assert labels_of([now], before=["саммит · учения"]) == labels_of([now])
    assert labels_of([now, now], before=["", "саммит · НАТО"])[1] == "саммит · НАТО"
    assert len(set(labels_of([now, now], before=["", "саммит · НАТО · Брюссель"]))) == 2


def vocabulary(*articles: tuple[str, str | None], language: str = "ru") -> Vocabulary:
    """Terms of articles, each a text and its outlet, of a story of its own."""
    table = pd.DataFrame(articles, columns=["text", "outlet"]).assign(language=language, title="")
    table = table.assign(article_id=[f"{i:03d}" for i in range(len(table))])
    documents = tokens_of(table[["article_id", "language", "title", "text"]])
    documents = documents.merge(table[["article_id", "title", "text", "outlet"]], on="article_id")
    terms = find_terms(running_words(documents, language), len(documents))
    return Vocabulary(terms, np.arange(len(documents)), documents["outlet"], language)


def shown(words: Vocabulary) -> set[str | None]:
    return {words.shown(i) for i in range(len(words.terms.lengths))}


def test_the_adjective_of_a_state_says_its_name() -> None:
    words = vocabulary(*[("Погода", None)] * 3)
    assert words.entities(("британский", "мид")) == {"Великобритания"} | words.entities(("мид",))
    assert "США" in words.entities(("американский", "танк"))


def test_other_scripts_and_code_are_no_terms() -> None:
    found = shown(vocabulary(*[("Пишут func и iPhone, ведь код и 大リーグ рядом.", None)] * 3))
    assert {"iPhone", "код"} <= found
    assert {"func", "大リーグ"}.isdisjoint(found)
    found = shown(
        vocabulary(*[("They saw 大リーグ and baseball; the Senate approves deals.", None)] * 3, language="en")
    )
    assert "baseball" in found
    assert "大リーグ" not in found


def test_a_phrase_does_not_end_in_a_verb() -> None:
    verbs = "They would approve it and will approve more, he can approve all."
    found = shown(
        vocabulary(
            *[(f"The Senate approves deals. Reports of the Senate. The Senate! {verbs}", None)] * 3, language="en"
        )
    )
    assert "Senate" in found
    assert "Senate approves" not in found


def test_words_that_fell_together_where_stop_words_were_taken_out_are_no_phrase() -> None:
    bags = [f"oil price {letter} rule law {letter}" for letter in "xyz"]
    others = [(f"rule {letter} law {letter}", None) for letter in "abcdefghijklmnopqrst"]
    emptied = shown(vocabulary(*[(bag, None) for bag in bags], *others, language="en"))
    assert "oil price" in emptied
    assert "rule law" not in emptied
    assert "rule law" in shown(vocabulary(*[(f"The {bag} of it.", None) for bag in bags], *others, language="en"))


def test_who_tells_it_is_no_term() -> None:
    found = shown(vocabulary(*[("Пишет Регион Online, идёт снегопад.", "region.online")] * 3, ("", "Регион Online")))
    assert "снегопад" in found
    assert not any("online" in (each or "").lower() for each in found)


def test_what_one_outlet_alone_says_is_an_episode() -> None:
    alone = [("Идёт снегопад. Подписывайтесь на Лучик.", "А")] * 6
    others = [("Идёт снегопад, а где и метель.", "БВГД"[i % 4]) for i in range(8)]
    words = vocabulary(*alone, *others, *[("Хоккей и матч.", "А")] * 20)
    found = {term.shown: term.wide for term in words.topic_terms(np.array([0] * 14 + [1] * 20))[0]}
    assert found["снегопад"]
    assert found["метель"]
    assert not found["Лучик"]


def heads(*titles: str, outlets: str = "") -> pd.DataFrame:
    return pd.DataFrame(
        {
            "article_id": [str(i) for i in range(len(titles))],
            "outlet": list(outlets) or None,
            "title": titles,
            "title_words": [len(title.split()) for title in titles],
            "lemmas": [[lemmatizer("ru").lemma(word) for word in title.split()] for title in titles],
        }
    )


@pytest.mark.parametrize(
    "worse",
    [
        "Почему США ввели новые санкции против Ирана",
        "США введут новые санкции против Ирана?",
        "Новые санкции против Ирана и дальше",
        "СМИ: США ввели новые санкции против Ирана",
        "США ввели новые санкции против Ирана (106)",
        "13:16 США ввели новые санкции против Ирана",
        "США ВВЕЛИ НОВЫЕ САНКЦИИ ПРОТИВ ИРАНА",
        "Санкции введены",
    ],
)
def test_a_headline_that_says_what_happened_is_clearer(worse: str) -> None:
    good, bad = clearness(heads("США ввели новые санкции против Ирана", worse))
    assert good == 1.0
    assert bad < good


def test_representatives_repeat_no_title_and_put_untitled_ones_last() -> None:
    known = headlines(heads("Одно", "СМИ: одно", "Другое", "", outlets="XYXZ"))
    near = np.array([0.9, 0.8, 0.7, 0.95])
    assert representatives(known, np.zeros(4, dtype=np.intp), near) == {0: ["0", "2", "3"]}


def test_representatives_are_of_the_largest_stories_and_of_different_outlets() -> None:
    known = headlines(heads(*"абвгде", outlets="XXXXYY"))
    story = np.array([0, 0, 0, 1, 1, 2])
    found = representatives(known, np.zeros(6, dtype=np.intp), np.linspace(0.9, 0.4, 6), story)
    assert found == {0: ["0", "4", "5"]}  # the largest story's best; the other outlet's best; then a new story


class Read(NamedTuple):
    """Documents, their language, what was found, and the terms its labels are made of."""

    documents: pd.DataFrame
    language: str
    fitted: Fitted
    terms: Terms

    def level(self, name: str) -> pd.DataFrame:
        return self.fitted.topics[self.fitted.topics["level"] == name]

    def labels(self, *levels: str) -> list[list[str]]:
        more = AND_MORE[self.language]
        shown = [label for level in levels for label in self.level(level)["label"]]
        return [[part for part in label.split(SEPARATOR) if part != more] for label in shown]

    def lemmas(self, shown: str) -> Form:
        return tuple(map(lemmatizer(self.language).lemma, shown.split()))


def read(documents: pd.DataFrame, language: str, fitted: Fitted | None = None) -> Read:
    terms = find_terms(running_words(documents, language), len(documents))
    return Read(documents, language, fitted or fit(documents, language=language), terms)


def corpus(folder: Path, language: str) -> Read:
    rows = pd.read_parquet(folder / "docs.parquet").iloc[::2]
    articles = pd.DataFrame({"article_id": rows["id"].astype("str"), "language": language})
    articles = articles.assign(**{name: rows[name].fillna("").astype("str") for name in ("title", "text")})
    rest = articles.drop(columns="language").assign(
        outlet=rows["source"], published_at=rows["published_at"], reprint_group=None, series=None
    )
    return read(tokens_of(articles).merge(rest, on="article_id"), language)


@pytest.fixture(scope="module")
def ruattitudes(corpora: Path) -> Read:
    return corpus(corpora / "ruattitudes", "ru")


@pytest.fixture(scope="module")
def bbc(corpora: Path) -> Read:
    return corpus(corpora / "bbc_raw", "en")


@pytest.fixture(scope="module")
def demo_russian(russian: pd.DataFrame, fitted: Fitted) -> Read:
    return read(russian, "ru", fitted)


@pytest.fixture(scope="module")
def demo_english(english: pd.DataFrame, fitted_english: Fitted) -> Read:
    return read(english, "en", fitted_english)


ARCHIVES = [
    pytest.param("ruattitudes", marks=pytest.mark.corpus),
    pytest.param("bbc", marks=pytest.mark.corpus),
    "demo_russian",
    "demo_english",
]


@pytest.fixture
def archive(request: pytest.FixtureRequest) -> Read:
    found: Read = request.getfixturevalue(request.param)
    return found


everywhere = pytest.mark.parametrize("archive", ARCHIVES, indirect=True)
in_russian = pytest.mark.parametrize("archive", [ARCHIVES[0], ARCHIVES[2]], indirect=True)


@everywhere
def test_no_label_has_an_empty_head_or_is_a_notice(archive: Read) -> None:
    empty, notices = EMPTY_HEADS[archive.language], NOTICES.get(archive.language, frozenset())
    bad = []
    for shown in (each for label in archive.labels("theme", "topic") for each in label):
        lemmas = archive.lemmas(shown)
        adjective = [archive.language == "ru" and analyzer("ru").parse(each)[0].tag.POS == "ADJF" for each in lemmas]
        head = adjective.index(False) if False in adjective else 0
        if archive.language == "en":
            head = next((i for i, each in enumerate(lemmas) if each in connecting_words("en")), len(lemmas)) - 1
        shared = lemmas[head : head + 2] == ("отношение", "с")
        if lemmas in notices or (lemmas[head] in empty and not shared and not shown[:1].isupper()):
            bad.append(shown)
    assert bad == []


@everywhere
def test_no_label_holds_a_torn_phrase(archive: Read) -> None:
    """No phrase goes on with one and the same word in nearly all its occurrences, whatever its length."""
    running = archive.terms.running
    torn = []
    known = {archive.terms.lemmas(i): i for i in range(len(archive.terms.lengths))}
    names = names_of(archive.terms, archive.language).shown
    for shown in (each for label in archive.labels("theme", "topic") for each in label if " " in each):
        found = known.get(archive.lemmas(shown))
        if found is None or found in names:
            continue
        starts, length = archive.terms.starts, int(archive.terms.lengths[found])
        after = archive.terms.places[starts[found] : starts[found + 1]] + length
        after = after[(after < len(running.lemma)) & running.joined[np.minimum(after, len(running.lemma) - 1)]]
        content = [running.lemmas[i] for i in running.lemma[after[running.kind[after] == 2]]]
        most = max(Counter(content).values(), default=0)
        if most > PIECE * (starts[found + 1] - starts[found]):
            torn.append(shown)
    assert torn == []


@everywhere
def test_no_label_says_one_thing_twice(archive: Read) -> None:
    aliases, connecting = alias_forms(archive.language), connecting_words(archive.language)
    for label in archive.labels("theme", "topic"):
        for one, other in combinations(map(archive.lemmas, label), 2):
            assert not ({*one} - connecting) & ({*other} - connecting), label
            first, second = (
                {aliases[part].name for part in {each, *parts(each)} if part in aliases} for each in (one, other)
            )
            assert first.isdisjoint(second), label


@everywhere
def test_no_label_holds_code_or_a_verb_or_who_tells_it(archive: Read) -> None:
    outlets = set(archive.documents["outlet"].dropna().str.casefold())
    for shown in (each for label in archive.labels("theme", "topic") for each in label):
        assert shown.casefold() not in outlets
        if archive.language == "en":
            assert not shown.endswith("ed") or archive.lemmas(shown)[-1].endswith("ed") or shown[:1].isupper()
        else:
            assert not (shown.isascii() and shown.islower())


@in_russian
def test_every_term_stands_in_the_nominative(archive: Read) -> None:
    """The first noun of a term may be read as a nominative, unless no dictionary has it."""
    oblique = []
    for shown in (each for label in archive.labels("theme", "topic") for each in label):
        for word in shown.split():
            tags = [parse.tag for parse in analyzer("ru").parse(word)]
            noun = any(tag.POS == "NOUN" for tag in tags) and tags[0].POS not in {"ADJF", "PRTF"}
            known = analyzer("ru").word_is_known(word) and not word.isupper()
            if known and not any(tag.case in {"nomn", None} for tag in tags):
                oblique.append(shown)
            if noun or word.isupper():
                break
    assert oblique == []


@everywhere
def test_a_theme_has_one_or_two_terms_and_a_topic_up_to_three(archive: Read) -> None:
    assert {len(label) for label in archive.labels("theme")} <= {1, 2}
    assert {len(label) for label in archive.labels("topic")} <= {1, 2, 3, 4}
    assert np.mean([len(label) > 1 for label in archive.labels("topic")]) > 0.9


@everywhere
def test_labels_of_a_level_are_different(archive: Read) -> None:
    for level in ("theme", "topic"):
        assert archive.level(level)["label"].is_unique


@everywhere
def test_headlines_are_three_of_different_stories_and_outlets(archive: Read) -> None:
    placed = archive.fitted.article_topics.set_index("article_id")
    outlet = archive.documents.set_index("article_id")["outlet"]
    title = archive.documents.set_index("article_id")["title"]
    story = placed["story_id"].fillna(pd.Series(placed.index, index=placed.index))
    for row in archive.level("topic").itertuples():
        inside = placed.index[placed["topic_id"] == row.topic_id]
        assert outlet[row.representatives].nunique() == min(3, outlet[inside].nunique())
        assert title[row.representatives].is_unique
        if len(set(outlet[inside].fillna(""))) == 1:
            assert story[row.representatives].nunique() == min(3, story[inside].nunique())


@everywhere
def test_every_story_has_a_name(archive: Read) -> None:
    assert (archive.level("story")["label"].str.len() > 0).all()
