"""How terms are written: nominative, agreement, casing; and what is no term."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

import pandas as pd
import pytest

from analytics.text.lemmas import lemmatizer
from analytics.topics.terms import find_terms, running_words
from analytics.topics.wording import ByEndings, Commonest, Context, joined_lemmas, wording


def around(verbal: float = 0.0, modifies: float = 0.0) -> Callable[[], Context]:
    return lambda: Context(verbal, modifies)


RUSSIAN = [
    ({"войны": 50, "война": 10}, "война"),
    ({"Сирии": 100, "Сирия": 9, "Сирию": 9}, "Сирия"),
    ({"санкции": 50, "санкций": 50, "санкция": 1}, "санкции"),
    ({"президента США": 50}, "президент США"),
    ({"Дональда Трампа": 20}, "Дональд Трамп"),
    ({"северокорейских ракет": 9}, "северокорейские ракеты"),
    ({"национальном диалоге": 3}, "национальный диалог"),
    ({"санкции против России": 10, "санкций против России": 20}, "санкции против России"),
    ({"отношений с Россией": 20}, "отношения с Россией"),
    ({"Совета безопасности ООН": 5}, "Совет безопасности ООН"),
    ({"Северной Корее": 9}, "Северная Корея"),
    ({"территории РФ": 9, "территория РФ": 1}, "территория РФ"),
    ({"НАТО": 5}, "НАТО"),
    ({"ИГ": 5}, "ИГ"),
    ({"ЖЕНЕВА": 3}, "Женева"),
    ({"Асия Биби": 9, "Асии Биби": 9, "Асию Биби": 5}, "Асия Биби"),
    ({"Рааба": 5, "Рааб": 2, "Раабом": 1}, "Рааб"),
    ({"криптовалют": 5, "криптовалюты": 2, "криптовалюта": 2, "криптовалютой": 1}, "криптовалюта"),
    ({"коронавирусной инфекции": 9, "коронавирусную инфекцию": 4}, "коронавирусная инфекция"),
    ({"встречу по Сирии": 3}, "встреча по Сирии"),
    ({"Григория Родченкова": 4}, "Григорий Родченков"),
]
NO_TERMS = [
    "Путин встретился",
    "США Дональд",
    "Украина Павлом",
    "российских",
    "заявили",
    "Московский",
    "Сергей",
    "новые санкции",
]


def forms(written: dict[str, int]) -> Counter[tuple[str, ...]]:
    return Counter({tuple(form.split()): count for form, count in written.items()})


def lemmas_of(written: dict[str, int]) -> tuple[str, ...]:
    return tuple(map(lemmatizer("ru").lemma, next(iter(written)).split()))


@pytest.mark.parametrize(("written", "shown"), RUSSIAN, ids=[shown for _, shown in RUSSIAN])
def test_russian_terms_are_shown_in_the_nominative(written: dict[str, int], shown: str) -> None:
    assert shown == wording("ru").write(lemmas_of(written), forms(written), around())


@pytest.mark.parametrize("written", NO_TERMS)
def test_what_is_no_noun_phrase_is_no_term(written: str) -> None:
    assert wording("ru").write(lemmas_of({written: 1}), forms({written: 5}), around()) is None


def test_without_a_dictionary_the_commonest_form_is_shown() -> None:
    english = Commonest("en")
    assert english.write(("tony", "blair"), forms({"Tony Blair": 3, "Tony Blair's": 2}), around()) == "Tony Blair"
    assert english.write(("new", "york"), forms({"New York": 3}), around()) == "New York"
    assert english.write(("washington",), forms({"WASHINGTON": 3, "Washington": 2}), around()) == "Washington"
    assert english.write(("nato",), forms({"NATO": 3}), around()) == "NATO"
    assert english.write(("new", "album"), forms({"new album": 3}), around()) is None


def test_verbs_and_adjectives_are_told_by_their_context() -> None:
    english = Commonest("en")
    assert english.write(("arrest",), forms({"arrested": 3}), around(0.4, 0.1)) is None
    assert english.write(("european",), forms({"European": 3}), around(0.0, 0.9)) is None


def test_ukrainian_without_its_dictionary() -> None:
    ukrainian = ByEndings()
    assert ukrainian.write(("донбас",), forms({"Донбасу": 9, "Донбасі": 3}), around()) == "Донбас"
    assert ukrainian.write(("окупований",), forms({"окупованих": 9}), around()) is None
    agreements = forms({"мінських угод": 9, "мінські угоди": 2, "мінським угодам": 9})
    assert ukrainian.write(("мінський", "угода"), agreements, around()) == "мінські угоди"


def test_a_name_left_in_an_oblique_case_is_joined_with_its_base_form() -> None:
    assert joined_lemmas(["скапарротт", "скапарротта", "стол", "стола"], "ru") == {"скапарротта": "скапарротт"}


def texts(*parts: tuple[str, str]) -> pd.DataFrame:
    from analytics.text.stage import tokens_of

    articles = pd.DataFrame(
        {
            "article_id": [str(i) for i in range(len(parts))],
            "language": "ru",
            "title": [title for title, _ in parts],
            "text": [text for _, text in parts],
        }
    )
    return tokens_of(articles).merge(articles.drop(columns="language"), on="article_id")


def shown(documents: pd.DataFrame, *lemmas: str) -> Counter[tuple[str, ...]] | None:
    terms = find_terms(running_words(documents, "ru"), len(documents))
    known = {terms.lemmas(i): i for i in range(len(terms.lengths))}
    return terms.forms(known[lemmas]) if lemmas in known else None


def test_a_capital_that_only_opens_sentences_is_taken_back() -> None:
    documents = texts(*[("Санкции против России", "Ввели санкции против Ирана. Верховный суд молчит.")] * 3)
    assert shown(documents, "санкция", "против", "россия") == {("санкции", "против", "России"): 3}
    documents = texts(*[("", "В Москве Верховный суд решил. Верховный суд молчит.")] * 3)
    assert shown(documents, "верховный", "суд") == {("Верховный", "суд"): 6}


def test_no_phrase_runs_across_punctuation_stop_words_or_documents() -> None:
    documents = texts(*[("Саммит НАТО", "Россия, санкции. Сирия и Турция")] * 3)
    assert shown(documents, "саммит", "нато") is not None
    for pair in (("россия", "санкция"), ("санкция", "сирия"), ("сирия", "турция"), ("нато", "россия")):
        assert shown(documents, *pair) is None


def test_pieces_of_addresses_and_a_cut_last_word_are_no_terms() -> None:
    documents = texts(*[("Визит министра", "Подробности на mid.ru сегодня, итоги переговоров Лаврова с министе")] * 3)
    assert shown(documents, "переговоры") is not None
    assert shown(documents, "mid") is None
    terms = find_terms(running_words(documents, "ru"), 3)
    assert not any("министе" in terms.lemmas(i) for i in range(len(terms.lengths)))
