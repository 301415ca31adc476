"""Formulas of attribution: rules as data, each with texts in which it finds a medium and texts in which it does not."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from analytics.attribution.names import spaced
from data.words.attribution import REPORTED_RU, SAID_RU, SAID_UK, SAY_EN, SAY_RU, SAY_UK

Shape = Literal["sure", "quoted", "free"]


@dataclass(frozen=True)
class Rule:
    """One way in which a source is credited: words, then the medium's name, then words.

    Attributes:
        language: of the texts in which it is looked for.
        words: lower case; one of them stands in the formula, before the name or, where `name_first`, behind it.
        between: pattern of what stands between that word and the name.
        name: which names count without a word of kind, see `names.name_at`.
        behind: pattern of what must follow a name that stands last.
        like: texts, each with the base form of the medium that is found.
        unlike: texts in which this rule finds none.

    In patterns case is ignored, and a blank stands for any run of blanks.
    """

    language: str
    words: str
    between: str
    name: Shape
    like: tuple[tuple[str, str], ...]
    unlike: tuple[str, ...] = ()
    behind: str = ""
    name_first: bool = False

    @cached_property
    def gap(self) -> re.Pattern[str]:
        """What stands between word and name, compiled."""
        return _compiled(self.between)

    @cached_property
    def before(self) -> re.Pattern[str]:
        """The last word of a name that stands first, or its quote, with the gap."""
        return _compiled(rf"((?<![\w.])[\w.’'!-]+|[»\"”“]){self.between}\Z")

    @cached_property
    def ending(self) -> re.Pattern[str]:
        """What must follow the name, compiled."""
        return _compiled(self.behind)


def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(spaced(pattern), re.IGNORECASE)


# --- Russian ---------------------------------------------------------------------------------------------------------
_MONTH_RU = "(?:январ|феврал|март|апрел|ма|июн|июл|август|сентябр|октябр|ноябр|декабр)[яа]"
_WHEN_RU = (
    rf"(?:,? (?:(?:во?|на) )?(?:понедельник|вторник|среду|четверг|пятницу|субботу|воскресенье|сегодня|вчера|ранее|накануне|также|теперь"
    rf"|уже|\d{{1,2}} {_MONTH_RU}),?){{0,3}}"
)
_WHO_RU = (
    r"(?: (?:собственный |специальный |военный |наш )?(?:корреспондент\w{0,3}|журналист\w{0,3}|спецкор\w?|собкор\w?|обозревател\w{1,3}|автор\w{0,3}|репорт[её]р\w{0,3}"
    r"|источник\w{0,3}|собеседник\w{0,3}|редакци\w{1,2}))?"
)
_WHOM_RU = r"(?: (?:он|она|они|его|е[её]|их|об этом|слова (?:[^\W\d_]+ ){0,3}?[^\W\d_]+|со ссылкой на себя))?"
_TALK_RU = (
    r"(?:интервью|беседе|разговоре|комментарии|эфире|статье|колонке|материале|публикации|репортаже|программе|передаче)"
    r"(?: (?:с|со|для|на|в|по|журналистам|журналисту|корреспонденту|корреспондентом|журналистом|журналистами)){0,2}"
)
# --- Ukrainian -------------------------------------------------------------------------------------------------------
_WHEN_UK = r"(?:,? (?:(?:у|в|на) )?(?:понеділок|вівторок|середу|четвер|п['’]ятницю|суботу|неділю|сьогодні|вчора|раніше|також|вже),?){0,3}"
_WHO_UK = r"(?: (?:власний |спеціальний )?(?:кореспондент\w{0,3}|журналіст\w{0,3}|автор\w{0,3}|джерел\w{1,2}|редакці\w{1,2}))?"
_WHOM_UK = r"(?: (?:він|вона|вони|його|її|їх|про це|слова (?:[^\W\d_]+ ){0,3}?[^\W\d_]+))?"
_TALK_UK = (
    r"(?:інтерв['’]ю|бесіді|розмові|коментарі|ефірі|статті|матеріалі)"
    r"(?: (?:з|із|зі|для|на|в|у|журналістам|журналісту|кореспонденту)){0,2}"
)
# --- English ---------------------------------------------------------------------------------------------------------
_WHEN_EN = r"(?:(?: first| also| previously| earlier| later| exclusively|,? (?:on )?(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday),?){0,3})"
_PIECE_EN = r"(?:reports?|articles?|story|stories|interview|survey|poll|analysis|investigation|column|op-ed|essay|piece|editorial|post|transcript|study|paper|review)"
_WHOSE_EN = r"(?: [^\W\d_]+[’']s)?"

RULES: tuple[Rule, ...] = (
    Rule(
        "ru",
        "источник материалам",
        r" ?[:—–-] ?|(?<=материалам)(?: сайта| издания) ",
        "sure",
        like=(
            ("Порт закрыт.\nИсточник: ТАСС", "ТАСС"),
            ("Источник — РИА Новости.", "РИА Новости"),
            ("По материалам: Reuters", "Reuters"),
        ),
        unlike=("Источник: пресс-служба порта", "Источник ТАСС в порту сказал это."),
    ),
    Rule(
        "uk",
        "джерело",
        r" ?[:—–-] ?",
        "sure",
        like=(("Порт зачинено.\nДжерело: Укрінформ", "Укринформ"),),
        unlike=("Джерело: пресслужба порту",),
    ),
    Rule(
        "en",
        "source",
        r" ?[:—–-] ?",
        "sure",
        like=(("The port is closed.\nSource: Reuters", "Reuters"),),
        unlike=("Source: the port office",),
    ),
    Rule(
        "ru",
        SAY_RU,
        rf"{_WHOM_RU}{_WHEN_RU}{_WHO_RU} ",
        "free",
        like=(
            ("Порт закрыт, сообщает ТАСС.", "ТАСС"),
            ("Порт закрыт, передаёт в среду РИА «Новости».", "РИА Новости"),
            ("Об этом пишет газета „Вечерний порт“.", "Вечерний порт"),
            ("Порт закрыт, уточняет корреспондент «Интерфакса».", "Интерфакс"),
            ("«Порт закрыт», — цитирует его Reuters.", "Reuters"),
            ("Об этом рассказывает «Порт в Заречье».", "Порт в Заречье"),
        ),
        unlike=(
            "Порт закрыт, сообщает МЧС.",
            "Порт закрыт, сообщает пресс-служба «Ромашки».",
            "Об этом пишет Иванов.",
            "Порт закрыт, сообщает Google.",
            "Порт закрыт, сообщает космическое агентство Земли.",
        ),
    ),
    Rule(
        "ru",
        SAID_RU,
        rf"{_WHOM_RU}{_WHEN_RU}{_WHO_RU} ",
        "sure",
        like=(
            ("Порт закроют, сказал он РИА Новости.", "РИА Новости"),
            ("Об этом рассказали «Известиям» в порту.", "Известия"),
            ("Об этом сообщила телекомпания «Порт».", "Порт"),
            ("Порт закрыт, слова которого приводит Интерфакс.", "Интерфакс"),
        ),
        unlike=("Порт закроют, сообщили в мэрии.", "Он сказал «Довольно».", "Об этом заявил «Газпром»."),
    ),
    Rule(
        "ru",
        SAID_RU,
        r"(?: (?-i:[А-ЯЁ][а-яё]+)){1,2} ",
        "sure",
        like=(("Порт закроют, рассказал Пётр Петров «Ведомостям».", "Ведомости"),),
        unlike=("Порт закроют, сказал Петров в Кремле.", "Порт закроют, сказал Петров «Газпрому»."),
    ),
    Rule(
        "ru",
        SAID_RU,
        rf"(?: [^\W\d_][\w-]*){{0,3}}? в(?: [а-яё]+(?:ом|ем|ой|ей))? {_TALK_RU} ",
        "quoted",
        like=(
            ("Порт закроют, рассказал Петров в интервью телеканалу «Маяк».", "Маяк"),
            ("Порт закроют, заявил он в эфире радиостанции «Порт».", "Порт"),
            ("Порт закроют, подтвердил в комментарии BBC его директор.", "Би-би-си"),
        ),
        unlike=("Порт закроют, рассказал он в интервью журналистам.",),
    ),
    Rule(
        "ru",
        "интервью беседе разговоре комментарии",
        r"(?: (?:с|со|для|на|журналистам|журналисту|корреспонденту|журналистом|корреспондентом)){0,2} ",
        "quoted",
        like=(
            ("В беседе с изданием «Порт» он это отверг.", "Порт"),
            ("В комментарии журналистам «Интерфакса» он это отверг.", "Интерфакс"),
        ),
        unlike=("В беседе с Ивановым он это отверг.",),
    ),
    Rule(
        "ru",
        "эфире",
        r"(?: на)? ",
        "quoted",
        behind=rf"(?: [^\W\d_][\w-]*){{0,4}}? (?:{'|'.join(SAID_RU.split())})(?!\w)",
        like=(("В эфире канала «Маяк» Петров рассказал о шторме.", "Маяк"),),
        unlike=("Фильм показали в эфире телеканала НТВ.", "В эфире было тихо."),
    ),
    Rule(
        "ru",
        "ссылкой",
        r" на(?: (?:данные|материал\w?|публикацию|сообщение|информацию|корреспондента|источник\w?|заявку|статью|слова [^\W\d_]+)){0,2}(?: (?:в|на))? ",
        "free",
        like=(
            ("Порт закрыт, со ссылкой на Reuters пишут газеты.", "Reuters"),
            ("Так со ссылкой на сайт порт.рф.", "порт.рф"),
        ),
        unlike=("Порт закрыт, со ссылкой на Минтранс.", "Порт закрыт, со ссылкой на источники."),
    ),
    Rule("ru", "ссылаясь ссылается", r" на ", "free", like=(("Пишет об этом, ссылаясь на Daily Mail.", "Daily Mail"),)),
    Rule(
        "ru",
        "данным информации сведениям сообщению сообщениям версии утверждению словам мнению",
        rf"{_WHO_RU} ",
        "sure",
        like=(
            ("По данным The Times, порт закрыт.", "The Times"),
            ("По информации агентства Bloomberg, порт закрыт.", "Bloomberg"),
            ("По словам источника РБК, порт закрыт.", "РБК"),
        ),
        unlike=("По данным МИД, порт закрыт.", "По данным Росстата, порт закрыт.", "По словам Times он скучал."),
    ),
    Rule(
        "ru",
        "опубликован опубликована опубликовано опубликованы опубликованном опубликованной опубликованное опубликованная опубликованным опубликованного опубликовали "
        "опубликовал опубликовала вышла вышло появилась появилось появился говорится сообщается отмечается статье статьей",
        rf"(?: [^\W\d_]+){{0,2}}?(?: в| на)(?: страницах| сайте| статье| материале| публикации)?{_WHO_RU} ",
        "quoted",
        like=(
            ("Работа опубликована в журнале Sea Ports.", "Sea Ports"),
            ("Это вышло на страницах The Guardian.", "The Guardian"),
            ("Об этом говорится в статье газеты «Порт».", "Порт"),
        ),
        unlike=(
            "Список опубликован на сайте мэрии.",
            "Об этом сообщается на сайте порта.",
            "Он опубликовал в Instagram снимок.",
        ),
    ),
    Rule(
        "ru",
        f"{SAY_RU} {REPORTED_RU}",
        rf"{_WHEN_RU} ",
        "sure",
        name_first=True,
        like=(("Ранее ТАСС сообщал о шторме.", "ТАСС"), ("Издание «Порт» уже писало о шторме.", "Порт")),
        unlike=("Мэрия сообщала о шторме.", "ТАСС получил премию.", "Телеканал отмечает праздник."),
    ),
    Rule(
        "ru",
        "писал писала писало писали рассказывал рассказывала рассказывало рассказывали сообщал сообщала сообщало сообщали пишет пишут",
        rf"{_WHEN_RU} ?",
        "quoted",
        name_first=True,
        like=(("Ранее «Вечерний порт» писал о шторме.", "Вечерний порт"),),
        unlike=("Ранее «Газпром» сообщал о шторме.", "Фильм «Порт» рассказывает о шторме."),
    ),
    Rule(
        "uk",
        SAY_UK,
        rf"{_WHOM_UK}{_WHEN_UK}{_WHO_UK} ",
        "free",
        like=(
            ("Порт зачинено, повідомляє Укрінформ.", "Укринформ"),
            ("Про це пише газета «Вечірній порт».", "Вечірній порт"),
            ("Порт зачинено, передає у середу Reuters.", "Reuters"),
        ),
        unlike=("Порт зачинено, повідомляє міністерство.", "Про це пише Іваненко."),
    ),
    Rule(
        "uk",
        SAID_UK,
        rf"{_WHOM_UK}{_WHEN_UK}{_WHO_UK} ",
        "sure",
        like=(("Порт зачинять, розповів він УНІАН.", "УНИАН"),),
        unlike=("Порт зачинять, повідомили в мерії.",),
    ),
    Rule(
        "uk",
        SAID_UK,
        rf"(?: [^\W\d_][\w-]*){{0,3}}? (?:в|у)(?: [а-яіїєґ]+(?:ому|ій))? {_TALK_UK} ",
        "quoted",
        like=(("Порт зачинять, сказав Петренко в інтерв'ю телеканалу «Маяк».", "Маяк"),),
        unlike=("Порт зачинять, сказав він в інтерв'ю журналістам.",),
    ),
    Rule(
        "uk",
        "інтерв'ю інтерв’ю розмові коментарі",
        r"(?: (?:з|із|зі|для|на|журналістам|журналісту)){0,2} ",
        "quoted",
        like=(("В інтерв’ю «Порту» він це відкинув.", "Порту"),),
        unlike=("У розмові він це відкинув.",),
    ),
    Rule(
        "uk",
        "посиланням посилаючись",
        r" на(?: (?:дані|матеріали?|публікацію|повідомлення|інформацію|джерел[оа])){0,2} ",
        "free",
        like=(("Порт зачинено, з посиланням на Reuters пишуть газети.", "Reuters"),),
        unlike=("Порт зачинено, з посиланням на мерію.",),
    ),
    Rule(
        "uk",
        "даними інформацією відомостями повідомленням словами",
        rf"{_WHO_UK} ",
        "sure",
        like=(("За даними The Times, порт зачинено.", "The Times"),),
        unlike=("За даними МЗС, порт зачинено.",),
    ),
    Rule(
        "uk",
        "опублікована опубліковано опубліковані опублікованому опублікованій йдеться",
        rf"(?: [^\W\d_]+){{0,2}}? (?:в|у|на)(?: сторінках| статті| матеріалі)?{_WHO_UK} ",
        "quoted",
        like=(("Про це йдеться у статті газети «Порт».", "Порт"),),
        unlike=("Список опубліковано на сайті мерії.",),
    ),
    Rule(
        "uk",
        f"{SAY_UK} {SAID_UK}",
        rf"{_WHEN_UK} ",
        "sure",
        name_first=True,
        like=(("Раніше УНІАН повідомляв про шторм.", "УНИАН"),),
        unlike=("Мерія повідомляла про шторм.",),
    ),
    Rule(
        "en",
        "according",
        rf" to(?: sources? (?:of|cited by|quoted by))?(?: (?:(?:the|a|an|this|new|recent) ){{0,2}}{_PIECE_EN}(?: published)?(?: (?:by|in|from|on|with))?)?{_WHOSE_EN} ",
        "sure",
        like=(
            ("The port is closed, according to The Times.", "The Times"),
            ("According to a report by BGR, the port is closed.", "BGR"),
            ("According to the newspaper Harbour, the port is closed.", "Harbour"),
            ("According to Norway's Harbour News website, the port is closed.", "Harbour News"),
        ),
        unlike=(
            "The port is closed, according to the ministry.",
            "According to Harbour Analytics, the port is closed.",
        ),
    ),
    Rule(
        "en",
        "told tells telling",
        rf"(?: (?:state|the state|state-run|local))?{_WHOSE_EN} ",
        "sure",
        like=(("“It is closed,” he told CNN.", "CNN"), ("She told Harbour! magazine it is closed.", "Harbour!")),
        unlike=("He told reporters it is closed.", "She told Times they had moved.", "He told Anna Harbour."),
    ),
    Rule(
        "en",
        "citing cites cited quoting quoted reported published reports interviewed",
        rf"(?: (?:monday|tuesday|wednesday|thursday|friday|saturday|sunday|online|first|today|exclusively)){{0,2}}(?: (?:by|in|on|from))?"
        rf"(?: (?:(?:the|a|an) )?{_PIECE_EN}(?: (?:by|in|from|on))?)?{_WHOSE_EN} ",
        "sure",
        like=(
            ("The port is closed, local papers write citing Bloomberg.", "Bloomberg"),
            ("As reported by AFP, the port is closed.", "AFP"),
            ("The study was published Monday in the journal Harbours.", "Harbours"),
        ),
        unlike=("The list was published in London.", "It was cited by the mayor."),
    ),
    Rule(
        "en",
        "report article story interview op-ed column statement editorial essay appears appearing speaking spoke talking said wrote writing written",
        rf"(?: (?:published|aired|exclusively|on (?:monday|tuesday|wednesday|thursday|friday|saturday|sunday)))? (?:by|in|with|from|to|on|for){_WHOSE_EN} ",
        "sure",
        like=(
            ("He said so in an interview with the BBC.", "Би-би-си"),
            ("A report by Reuters says the port is closed.", "Reuters"),
            ("“It is closed,” he said to Business Insider.", "Business Insider"),
        ),
        unlike=(
            "He said so in an interview with Anna.",
            "She spoke to reporters.",
            "He said on Twitter it was closed.",
        ),
    ),
    Rule(
        "en",
        SAY_EN,
        rf"(?:{_WHEN_EN}(?: has| had| have)?{_WHEN_EN}) ",
        "sure",
        name_first=True,
        like=(
            ("The BBC reports that the port is closed.", "Би-би-си"),
            ("The port is closed, the Harbour Times newspaper reported.", "Harbour Times"),
            ("The port is closed, Reuters has previously reported.", "Reuters"),
        ),
        unlike=("The ministry reports that the port is closed.", "CNN was praised.", "The mayor said it."),
    ),
)
