# ruff: noqa: E501 - an expression is read whole
"""How often twenty names of the domain occur: `python benchmarks/name_frequency.py [CORPORA]`.

Articles a week in ruattitudes, over its ten ISO weeks, beside a hand-checked count; ends with 1 if one is off by more
than a fiftieth.

The gold counts an article for a name where a regular expression finds the name in its title or cleaned text. Every
difference from the product's count was read. Rules:

- A name stands in any case of its own; adjectives ("российский") and inhabitants are none. Америка is США, Нато is НАТО.
- A body is one with its country, which does not count apart (`BODY`): "МИД РФ", "разведка США", "сборная России",
  "администрация США"; nor does a name count inside another's (`NAMES`): "Единая Россия", "Россия 24", "112 Украина".
- "администрация Трампа" is no name of its own: Трамп counts. In "Блок Петра Порошенко" a party does.
- Within ООН its organs count by themselves ("СБ ООН").
- A surname is that of the person meant here, whoever else bears it (Иванка Трамп).
- МИД России and Минобороны России count where the country is said, by a name or an adjective, or where the ministry alone
  stands in an article that names its head or spokesman, also as оборонное or внешнеполитическое ведомство; so does Пентагон, which is Минобороны США, without its head. Six
  articles with МИД and three with Минобороны, of which only who knows the news can say whose they are, are in neither count.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from re import compile as pattern

import pandas as pd

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from analytics.annotate import cleaned  # noqa: E402
from analytics.attribution.formulas import attributed  # noqa: E402
from analytics.clutter.spans import clutter_of  # noqa: E402
from analytics.mentions.article_mentions import read_together  # noqa: E402
from analytics.mentions.credits import without_credits  # noqa: E402
from analytics.mentions.finding import found_in  # noqa: E402
from data.schema import CLUTTER  # noqa: E402

ALLOWED = 0.02
CHUNK = 500

STATE = r"(?:Росси[ия]|РФ|Российской Федерации|США|Соедин[её]нных Штатов(?: Америки)?|Украины|Сирии|САР|Турции|Германии|ФРГ|ООН)"
NOUN = (
    r"(?:[Мм]инистерств(?:о|а|у|ом|е)|(?:МИД|МВД|МЧС|МО|ФСБ|СБУ|СВР|СК|ЦРУ|ФБР|АНБ|ЦИК|ЦБ|ФРС|ВС|ВВС|ВМС|ВМФ|ВКС|ПВО|СБ|ГА)"
    r"(?:а|у|ом|е)?|[Мм]ин(?:обороны|энерго|фин|юст|здрав|сельхоз|транс|культ|финансов|экономразвития)\w{0,3}"
    r"|[Гг]осдеп\w*|[Гг]осударственн\w+ департамент\w*|(?:[Гг]ен|[Гг]енеральн\w+ )?[Пп]рокуратур\w+"
    r"|[Гг]енштаб\w{0,2}|[Гг]енеральн\w+ штаб\w{0,2}|(?:[Вв]оору\w+|[Вв]оенно-\w+|[Вв]оздушно-\w+) [Сс]ил\w*"
    r"|[Аа]рми\w+|[Фф]лот\w*|[Пп]олици\w+|[Рр]азведк\w+|[Рр]азведывательн\w+ служб\w+|[Сс]борн\w+"
    r"|[Пп]осольств\w+|[Кк]онсульств\w+|[Пп]равительств\w+|[Кк]абинет\w* министров|[Кк]абмин\w*|[Пп]арламент\w*"
    r"|[Сс]енат(?:а|у|ом|е)?|(?:[Пп]алат\w+ представителей )?[Кк]онгресс(?:а|у|ом|е)?|[Пп]алат\w+ представителей"
    r"|[Гг]осдум\w+|[Аа]дминистраци\w+(?: президента)?|[Сс]овбез\w*|[Сс]овет\w* (?:[Бб]езопасности|[Фф]едерации)"
    r"|[Гг]енассамбле\w+|[Гг]енеральн\w+ [Аа]ссамбле\w+|(?:[Мм]еждународн|[Вв]ерховн)\w+ суд\w*|[Сс]ледственн\w+ комитет\w*"
    r"|(?:[Рр]еспубликанск|[Дд]емократическ)\w+ [Пп]арти\w+|[Бб]анк\w*|[Сс]лужб\w+ (?:безопасности|внешней разведки))"
)
TAIL = (
    r"(?: (?:иностранных дел|внутренних дел|обороны|финансов|юстиции|энергетики|культуры|сельского хозяйства|национальной безопасности"
    r"|внутренней безопасности|ВС|[Вв]оору\w+ [Сс]ил))*"
)
BODY = pattern(rf"(?<![\w-]){NOUN}{TAIL} {STATE}(?!\w)")
NAMES = pattern(
    r"Един(?:ая|ой|ую) Росси[яиюе]|Голос\w* Америки|Почт[аыеу] России|Россия[ -]?24|Открытая Россия|РБК-Украин\w|112 Украина"
    r"|Информационное агентство России|Совет\w* Росси[яи] ?[-–—] ?НАТО"
)
MINISTRY = r"[Мм]инистерств\w+"
RF = r"(?:РФ|России|Российской Федерации)"
ABROAD, DEFENCE = (
    rf"(?:{which}) [Вв]едомств\w+" for which in (r"внешнеполитическ\w+|дипломатическ\w+", r"оборонн\w+|военн\w+")
)
OF_PERSON = "(?:|а|у|ым|ом|е)"
GOLD = {
    "НАТО": r"НАТОв?|Нато|NATO|Североатлантическ\w+ альянс\w*|Организаци\w+ Североатлантического договора",
    "США": r"США|Соедин[её]нны\w+ [Шш]тат\w+|Америк[аиеу]|Америкой",
    "Россия": r"Росси[яиюей]|Россией|РФ|Российск\w+ [Фф]едераци\w+|РОССИ[ЯЮИ]",
    "Украина": r"Украин[аыеу]|Украин[ою]й|УКРАИН[АЫЕУ]",
    "Евросоюз": r"ЕС|Евросоюз(?:|а|у|ом|е)|Европейск\w+ [Сс]оюз\w*",
    "ООН": r"ООН|Организаци\w+ Объедин[её]нных Наций",
    "Сирия": r"Сири[яию]|Сирией|САР|Сирийск\w+ Арабск\w+ Республик\w+",
    "Германия": r"Германи[яию]|Германией|ФРГ|ГЕРМАНИЯ",
    "Турция": r"Турци[яию]|Турцией",
    "Владимир Путин": rf"Путин{OF_PERSON}|ПУТИН(?:|А|У|ЫМ|Е)",
    "Дональд Трамп": rf"(?<!Иванк[аиуе] )(?<!Мелани[яию] )(?:Трамп{OF_PERSON}|ТРАМП(?:|А|У|ОМ|Е))",
    "Петр Порошенко": r"Порошенко|ПОРОШЕНКО",
    "Сергей Лавров": rf"Лавров{OF_PERSON}",
    "Йенс Столтенберг": rf"Столтенберг{OF_PERSON}",
    "Ангела Меркель": r"Меркель|МЕРКЕЛЬ",
    "Мария Захарова": r"Захаров(?:а|ой|у|ою)",
    "Дмитрий Песков": rf"Песков{OF_PERSON}",
    "МИД России": rf"(?:МИД\w{{0,2}}|{MINISTRY} [Ии]ностранных [Дд]ел|{ABROAD}) {RF}"
    rf"|[Рр]оссийск\w+ (?:МИД\w{{0,2}}|{MINISTRY} иностранных дел|{ABROAD})|МИД\w{{0,2}} (?:Серге[йя] )?Лавров{OF_PERSON}",
    "Минобороны России": rf"(?:[Мм]инобороны|{MINISTRY} обороны|МО|{DEFENCE}) {RF}"
    rf"|[Рр]оссийск\w+ (?:[Мм]инобороны|{MINISTRY} обороны|{DEFENCE})|(?s:Шойгу.*[ (]Минобороны(?! [А-Я]))",
    "Пентагон": rf"Пентагон{OF_PERSON}|(?:[Мм]инобороны|{MINISTRY} обороны) (?:США|Соедин[её]нных Штатов)"
    rf"|[Аа]мериканск\w+ (?:[Мм]инобороны|{MINISTRY} обороны|{DEFENCE})|{DEFENCE} США",
}
WHOLE = ("НАТО", "Евросоюз", "МИД России", "Минобороны России", "Пентагон")
"""Names that no body of theirs swallows."""


def read(corpora: Path) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The articles without their clutter, and whom they credit."""
    rows = pd.read_parquet(corpora / "ruattitudes" / "docs.parquet")
    stored = pd.DataFrame({"article_id": rows["id"].astype("str"), "language": "ru"}).assign(
        title=rows["title"].fillna("").astype("str"),
        text=rows["text"].fillna("").astype("str"),
        published_at=pd.to_datetime(rows["published_at"], utc=True).dt.as_unit("us"),
    )
    spans = [
        (i, *span) for i, text in zip(stored["article_id"], stored["text"], strict=True) for span in clutter_of(text)
    ]
    clutter = pd.DataFrame(spans, columns=CLUTTER.columns)
    with_source_lines = cleaned(stored, clutter[clutter["kind"] != "source"])
    return cleaned(stored, clutter), attributed(with_source_lines)


def names_of(articles: pd.DataFrame, credited: pd.DataFrame) -> pd.DataFrame:
    """article_id, name: who is named in each article by the product's count."""
    chunks = [articles[i : i + CHUNK] for i in range(0, len(articles), CHUNK)]
    with ProcessPoolExecutor(2, get_context("spawn")) as pool:
        found = pd.concat(list(pool.map(found_in, chunks)), ignore_index=True)
    result = read_together(without_credits(found, credited))
    names = result.names.set_index("entity_id")["name"]
    return result.mentions[["article_id"]].assign(name=result.mentions["entity_id"].map(names)).drop_duplicates()


def gold_of(articles: pd.DataFrame) -> Iterator[tuple[str, str]]:
    """article_id and name by hand-checked expressions."""
    whole = (articles["title"] + "\n" + articles["text"]).str.replace(r"[ \u00a0]+", " ", regex=True)
    without = whole.map(lambda text: NAMES.sub("·", BODY.sub("·", text)))
    for name, form in GOLD.items():
        texts = whole if name in WHOLE else without
        stands = texts.str.contains(pattern(rf"(?<![\w-])(?:{form})(?!\w)"))
        yield from ((article_id, name) for article_id in articles.loc[stands, "article_id"])


def by_week(named_in: pd.DataFrame, articles: pd.DataFrame) -> pd.DataFrame:
    """Articles with each name, a column a name, a row a week of the workspace's zone."""
    days = articles["published_at"].dt.tz_convert("Europe/Moscow").dt.isocalendar()
    weeks = days["year"].astype(str) + "-" + days["week"].astype(str)
    week = named_in["article_id"].map(dict(zip(articles["article_id"], weeks, strict=True)))
    counts = pd.crosstab(week, named_in["name"])
    return counts.reindex(index=sorted(weeks.unique()), columns=list(GOLD), fill_value=0)


def main(corpora: Path) -> int:
    articles, credited = read(corpora)
    gold = by_week(pd.DataFrame(gold_of(articles), columns=["article_id", "name"]), articles)
    ours = by_week(names_of(articles, credited), articles)
    missed = 0
    for name in GOLD:
        apart = float((ours[name] - gold[name]).abs().sum() / gold[name].sum())
        missed += apart > ALLOWED
        verdict = "met" if apart <= ALLOWED else "MISSED"
        print(
            f"{name}: {ours[name].sum()} articles, by hand {gold[name].sum()}, weeks apart {apart:.4f}  bar {ALLOWED} {verdict}"
        )
    return int(missed > 0)


if __name__ == "__main__":
    usual = os.environ.get("SVODKA_CORPORA") or ROOT.parent / "shared" / "corpora"
    sys.exit(main(Path(sys.argv[1] if len(sys.argv) > 1 else usual)))
