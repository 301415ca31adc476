"""How terms are written: nominative, agreement, casing; and what is no term."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

import pandas as pd
import pytest

from analytics.labels.endings import ByEndings
from analytics.labels.forms import Context, says_nothing
from analytics.labels.name_forms import joined_lemmas
from analytics.labels.terms import Terms, find_terms, running_words
from analytics.labels.wording import Commonest, leads_astray, wording
from analytics.text.lemmas import lemmatizer


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
    ({"Христосом Стилианидесом": 4, "Христос Стилианидес": 1}, "Христос Стилианидес"),
    ({"Джохара Царнаева": 8, "Джохару Царнаеву": 2}, "Джохар Царнаев"),
    ({"Камала Харрис": 4, "Камалы Харрис": 2, "Камалу Харрис": 1}, "Камала Харрис"),
    ({"Илью Пономарёва": 1, "Ильи Пономарева": 2}, "Илья Пономарев"),
    ({"Томом Холландом": 3}, "Том Холланд"),
    ({"Николая II": 3}, "Николай II"),
    ({"городков": 5, "городка": 1}, "городки"),
    ({"Ростехнадзора": 2, "Ростехнадзоре": 2}, "Ростехнадзор"),
    ({"Марко Рубио": 3}, "Марко Рубио"),
    ({"британского МИДа": 3, "британским МИДом": 1}, "британский МИД"),
    ({"ПХАНМУНДЖОМ": 3}, "Пханмунджом"),
    ({"Нельсона Манделы": 5}, "Нельсон Мандела"),
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
    "отношение России",
    "игнорирование интересов",
    "польза Сирии",
    "взаимная поддержка",
    "председатель комитета",
    "вклад в борьбу",
    "ёлка в Кремль",
    "санкции с РФ",
    "страны к войне",
    "христианка Асия Биби",
    "боевики группировки",
    "обязанности президента",
]
UKRAINIAN = [
    ({"Донбасу": 9, "Донбасі": 3}, ("донбас",), "Донбас"),
    ({"мінських угод": 9, "мінські угоди": 2, "мінським угодам": 9}, ("мінський", "угода"), "мінські угоди"),
    ({"сході України": 7, "сходу України": 2}, ("схід", "україна"), "схід України"),
    ({"Верховної Ради": 5, "Верховну Раду": 3}, ("верховний", "рада"), "Верховна Рада"),
    ({"Північного потоку": 5}, ("північний", "потік"), "Північний потік"),
    ({"третього читання": 5}, ("третій", "читання"), "третє читання"),
    ({"виборчої кампанії": 5}, ("виборчий", "кампанія"), "виборча кампанія"),
    ({"президентських виборів": 5, "президентські вибори": 1}, ("президентський", "вибори"), "президентські вибори"),
    ({"лінії розмежування": 5}, ("лінія", "розмежування"), "лінія розмежування"),
    ({"міністрів оборони": 5, "міністри оборони": 1}, ("міністр", "оборона"), "міністри оборони"),
    ({"законом про реінтеграцію": 4}, ("закон", "про", "реінтеграція"), "закон про реінтеграцію"),
    ({"Петра Порошенка": 4, "Петром Порошенком": 2}, ("петро", "порошенко"), "Петро Порошенко"),
    ({"комісії Україна": 4}, ("комісія", "україна"), None),
    ({"окупованих": 9}, ("окупований",), None),
    ({"санкційних списків": 4}, ("санкційний", "список"), None),
    ({"готовності союзників": 4}, ("готовність", "союзник"), None),
    ({"закону": 4}, ("закон",), None),
    ({"обміну полоненими": 4, "обмін полоненими": 2}, ("обмін", "полонений"), "обмін полоненими"),
    ({"угода передбачає": 4}, ("угода", "передбачати"), None),
    ({"Ryanair скасував": 4}, ("ryanair", "скасувати"), None),
    ({"опитування Соціологічної": 4}, ("опитування", "соціологічний"), None),
    ({"співробітник компанії": 4}, ("співробітник", "компанія"), None),
    ({"вихід": 4}, ("вихід",), None),
    ({"виходу з ЄС": 4}, ("вихід", "з", "єс"), "вихід з ЄС"),
]


def forms(written: dict[str, int]) -> Counter[tuple[str, ...]]:
    return Counter({tuple(form.split()): count for form, count in written.items()})


def lemmas_of(written: dict[str, int]) -> tuple[str, ...]:
    return tuple(map(lemmatizer("ru").lemma, next(iter(written)).split()))


@pytest.mark.parametrize(("written", "shown"), RUSSIAN, ids=[shown for _, shown in RUSSIAN])
def test_russian_terms_are_shown_in_the_nominative(written: dict[str, int], shown: str) -> None:
    assert shown == wording("ru").write(lemmas_of(written), forms(written), around())


@pytest.mark.parametrize("written", NO_TERMS)
def test_what_is_no_noun_phrase_of_its_own_is_no_term(written: str) -> None:
    lemmas = tuple(map(lemmatizer("ru").lemma, written.split()))
    assert wording("ru").write(lemmas, forms({written: 5}), around()) is None


@pytest.mark.parametrize("written", ["поставки газа в Европу", "отношения с США", "хакер из России", "постпред в ООН"])
def test_a_preposition_may_follow_what_leads_somewhere(written: str) -> None:
    lemmas = tuple(map(lemmatizer("ru").lemma, written.split()))
    assert wording("ru").write(lemmas, forms({written: 5}), around()) == written
    assert not leads_astray(tuple(written.split()), lemmas, "ru")


def test_an_empty_head_says_nothing_though_something_depends_on_it() -> None:
    assert says_nothing(("польза", "сирия"), 0, "ru")
    assert says_nothing(("переговоры",), 0, "ru")
    assert not says_nothing(("мирный", "переговоры"), 1, "ru")
    assert says_nothing(("political", "ambition"), 1, "en")


def test_without_a_dictionary_the_commonest_form_is_shown() -> None:
    english = Commonest("en")
    assert english.write(("tony", "blair"), forms({"Tony Blair": 3, "Tony Blair's": 2}), around()) == "Tony Blair"
    assert english.write(("new", "york"), forms({"New York": 3}), around()) == "New York"
    assert english.write(("washington",), forms({"WASHINGTON": 3, "Washington": 2}), around()) == "Washington"
    assert english.write(("nato",), forms({"NATO": 3}), around()) == "NATO"
    assert english.write(("new", "album"), forms({"new album": 3}), around()) is None


@pytest.mark.parametrize(
    ("written", "lemmas"),
    [
        ("appeared", "appear"),
        ("incident occurred", "incident occur"),
        ("allegedly", "allegedly"),
        ("charges stemming", "charge stem"),
        ("bin Khalifa Al Thani", "bin khalifa al thani"),
        ("Lavrov’s participation", "lavrov participation"),
    ],
)
def test_an_english_verb_or_a_cut_name_is_no_term(written: str, lemmas: str) -> None:
    assert Commonest("en").write(tuple(lemmas.split()), forms({written: 3}), around()) is None


@pytest.mark.parametrize(
    ("written", "lemmas"),
    [("mass testing", "mass test"), ("oil companies", "oil company"), ("United", "unite"), ("wedding", "wedding")],
)
def test_an_english_noun_may_look_like_a_verb(written: str, lemmas: str) -> None:
    assert Commonest("en").write(tuple(lemmas.split()), forms({written: 3}), around()) == written


def test_verbs_and_adjectives_are_told_by_their_context() -> None:
    english = Commonest("en")
    assert english.write(("arrest",), forms({"arrested": 3}), around(0.4, 0.1)) is None
    assert english.write(("european",), forms({"European": 3}), around(0.0, 0.9)) is None


@pytest.mark.parametrize(("written", "lemmas", "expected"), UKRAINIAN, ids=[str(each[1]) for each in UKRAINIAN])
def test_ukrainian_without_its_dictionary(written: dict[str, int], lemmas: tuple[str, ...], expected: str) -> None:
    assert ByEndings().write(lemmas, forms(written), around()) == expected


def test_a_capital_that_other_cases_lack_only_opens_sentences() -> None:
    senators = {"американских сенаторов": 51, "Американские сенаторы": 23}
    assert wording("ru").write(("американский", "сенатор"), forms(senators), around()) == "американские сенаторы"


def test_a_name_left_in_an_oblique_case_is_joined_with_its_base_form() -> None:
    assert joined_lemmas(["скапарротт", "скапарротта", "стол", "стола"], "ru") == {"скапарротта": "скапарротт"}


def texts(*parts: tuple[str, str], language: str = "ru") -> pd.DataFrame:
    from analytics.text.article_tokens import tokens_of

    articles = pd.DataFrame(
        {
            "article_id": [str(i) for i in range(len(parts))],
            "language": language,
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


def known(documents: pd.DataFrame, language: str = "en") -> tuple[Terms, dict[tuple[str, ...], int]]:
    terms = find_terms(running_words(documents, language), len(documents))
    return terms, {terms.lemmas(i): i for i in range(len(terms.lengths))}


def test_a_stop_word_with_a_capital_is_part_of_the_name_beside_it() -> None:
    sentence = "Cars of General Motors and of Theresa May may do well in general."
    _, found = known(texts(*[("Cars", sentence)] * 3, language="en"))
    assert ("general", "motor") in found
    assert ("theresa", "may") in found
    assert ("may",) not in found
    assert ("general",) not in found


def test_a_torn_name_or_phrase_is_a_piece() -> None:
    sentence = (
        "The Securities and Exchange Commission met Foreign Secretary Jack Straw over the "
        "European Convention on Human Rights and free trade."
    )
    terms, found = known(texts(*[("Talks", sentence)] * 3, language="en"))
    torn = {lemmas for lemmas, term in found.items() if terms.is_piece(term)}
    assert {("exchange", "commission"), ("convention", "on", "human"), ("european",)} <= torn
    assert torn.isdisjoint(
        {("jack", "straw"), ("trade",), ("free", "trade"), ("european", "convention", "on", "human", "right")}
    )


def test_what_is_counted_is_no_word_without_its_number() -> None:
    _, found = known(texts(*[("24-часовая забастовка", "Жительница, 30-летняя, и 75-летие Победы.")] * 3), "ru")
    assert ("забастовка",) in found
    assert {("часовой",), ("часовой", "забастовка"), ("летний",), ("летие",), ("летие", "победа")}.isdisjoint(found)
    _, found = known(texts(*[("Arrest", "Police held a 19-year-old driver.")] * 3, language="en"))
    assert ("driver",) in found
    assert ("year-old",) not in found


def test_a_phrase_that_a_number_goes_on_with_is_torn() -> None:
    terms, found = known(texts(*[("Смартфон", "У него аккумулятор емкостью 5000 мАч и экран, Windows 10.")] * 3), "ru")
    assert terms.is_piece(found["аккумулятор", "емкость"])
    assert not terms.is_piece(found["windows",])


def test_a_name_without_the_surname_before_it_is_torn() -> None:
    sentence = "Приехал Ким Чен Ын, его встретил глава Роснефти Игорь Сечин и постпред США Никки Хейли."
    terms, found = known(texts(*[("Визит", sentence)] * 3), "ru")
    whole = next(lemmas for lemmas in found if lemmas[:2] == ("ким", "чен") and len(lemmas) == 3)
    assert terms.is_piece(found[whole[1:]])
    assert not terms.is_piece(found[whole])
    assert not terms.is_piece(found["игорь", "сечин"])


def test_a_word_that_one_name_follows_is_torn() -> None:
    terms, found = known(texts(*[("Обстрел", "Обстреляли сектор Газа, и снова сектор Газа под огнём.")] * 3), "ru")
    assert terms.is_piece(found["сектор",])
    assert not terms.is_piece(found["огонь",])


def test_a_common_noun_that_begins_names_is_no_term() -> None:
    write = wording("ru").write
    assert write(("совет",), forms({"Совет": 5, "Совета": 5}), around(modifies=0.8)) is None
    assert write(("совет",), forms({"Совет": 5, "Совета": 5}), around(modifies=0.1)) == "Совет"
    assert write(("россия",), forms({"Россия": 5, "России": 5}), around(modifies=0.8)) == "Россия"


def test_contractions_and_words_that_say_which_are_in_no_phrase() -> None:
    _, found = known(texts(*[("Show", "And we’d love episodes, you'll see. Upcoming summit.")] * 3, language="en"))
    assert ("episode",) in found
    assert not any("we'd" in lemmas or "you'll" in lemmas or "upcoming" in lemmas for lemmas in found)


def test_short_names_are_counted_with_the_name_that_is_shown() -> None:
    documents = texts(("", "Санкции против РФ."), ("", "Санкции против России."), ("", "Санкций против России."))
    assert shown(documents, "санкция", "против", "россия") is not None
