"""Media that articles credit: agencies, papers, channels, sites, with their base form and the forms in which they stand.

A line is `base form: form, form …`; the base form is one itself. `~` stands before an ending that is declined (see
`ENDINGS`). A form after `?` is also a common word or another's name: it counts in quotes or behind a word of kind alone.
"The" may stand before any.
"""

from __future__ import annotations

import re
from typing import NamedTuple

ENDINGS: dict[str, str] = {
    "ая": "ая|ой|ую|ою",
    "яя": "яя|ей|юю|ею",
    "ое": "ое|ого|ому|ым|ом",
    "ее": "ее|его|ему|им|ем",
    "ий": "ий|ого|его|ому|ему|им|ом|ем|ій",
    "ый": "ый|ого|ому|ым|ом",
    "а": "а|ы|и|у|е|ой|ою|ої|ій|і",
    "я": "я|и|й|е|ю|ей|ям|ями|ях|ї|єю",
    "и": "и|ей|ям|ями|ях|ів|ам|ами|ах",
    "ы": "ы|ов|ам|ами|ах",
    "о": "о|а|у|ом|е",
    "ь": "ь|я|ю|ем|ём|е",
    "": "|а|у|ом|е|і|ові",
}
"""Endings by that of the base form; too many of them do no harm, for they follow the stem of a name."""

_RUSSIAN = """
ТАСС: ИТАР-ТАСС, TASS
РИА Новости: РИА Новостям, РИА «Новости», РИА "Новости", РИА «Новостям», РИА "Новостям", РИА-Новости, РИАН, RIA Novosti
Интерфакс: Интерфакс~, Interfax, Interfax.ru, INTERFAX.RU, Интерфаксе
Интерфакс-Украина: Интерфакс-Украин~а, Інтерфакс-Україн~а, Інтерфакс-Україна, Interfax-Ukraine
Прайм: ?Прайм~
REGNUM: Regnum, Регнум, РЕГНУМ
Росбалт: Росбалт~
РБК: RBC, РБК daily
РБК-Украина: РБК-Украин~а, РБК-Україн~а, РБК-Україна
Лента.ру: Lenta.ru, Лент~а.ру, Lenta.Ru, LENTA.RU, Лента. ру, ?Лент~а, ?Lenta
Газета.Ru: Газет~а.Ru, Газет~а.ру, Газета. ру, Газета. ru, Gazeta.ru, GAZETA.RU, ?Gazeta
Коммерсантъ: Коммерсантъ, Коммерсант~, Ъ, Kommersant, Коммерсантъ FM, Коммерсант FM, Коммерсант FМ
Ведомости: Ведомост~и, Vedomosti
Известия: Извести~я, Izvestia
Российская газета: Российск~ая газет~а, Российск~ая Газет~а, РГ, Rossiyskaya Gazeta
Комсомольская правда: Комсомольск~ая правд~а, КП, Комсомолк~а
Московский комсомолец: Московск~ий комсомол~ец, Московскому комсомольцу, Московского комсомольца, Московским комсомольцем, Московском комсомольце, МК
Аргументы и факты: Аргумент~ы и факт~ы, АиФ, АиФ.ru
Независимая газета: Независим~ая газет~а, НГ
Новая газета: Нов~ая газет~а, Новая газета Европа
Парламентская газета: Парламентск~ая газет~а
Красная звезда: Красн~ая звезд~а
Медуза: Медуз~а, Meduza
Медиазона: Медиазон~а, Mediazona
Эхо Москвы: Эх~о Москвы
Эхо Кавказа: Эх~о Кавказа
Дождь: ?Дожд~ь
Взгляд: ВЗГЛЯД, Взгляд.ру, ?Взгляд~
Спутник: Sputnik, Радио Sputnik, ?Спутник~
RT: Russia Today, РТ на русском, RT на русском, ?РТ
НТВ: НТВ
РЕН ТВ: РЕН ТВ, РЕН-ТВ, Рен-ТВ, Рен ТВ, REN TV
Россия 24: ?Росси~я 24, ?Росси~я-24
Россия 1: ?Росси~я 1, ?Росси~я-1
Первый канал: ?Перв~ый канал~
Пятый канал: Пят~ый канал~
Звезда: ?Звезд~а
Мир 24: ?МИР 24, ?Мир 24
Вести: Вести.Ru, Вести.ру, Вести FM, ?Вест~и
Лайф: LIFE, Life, Лайф, Life.ru, LifeNews, Lifenews
ФАН: Федеральн~ое агентств~о новостей, Федеральное агентство новостей (ФАН), РИА ФАН
НСН: Национальн~ая служб~а новостей
Фонтанка: Фонтанк~а, Фонтанка.ру, Fontanka.ru, Fontanka
Знак: Znak.com, znak.com
URA.RU: Ura.ru, ura.ru, URA.ru
Р-Спорт: Р-Спорт~
Чемпионат: Чемпионат.com, ?Чемпионат~
Спорт-Экспресс: Спорт-Экспресс~, Спорт-экспресс~
Матч ТВ: Матч ТВ
Собеседник: Sobesednik.ru, ?Собеседник~
Свободная пресса: Свободн~ая пресс~а
Вечерняя Москва: Вечерн~яя Москв~а, Вечерней Москве, Вечерней Москвой
НьюИнформ: НьюИнформ~, NewInform
ПолитЭксперт: ПолитЭксперт~
Рамблер: ?Рамблер~
Говорит Москва: Говорит Москва
7Дней: 7Дней, 7 дн~и, 7 дням, 7Дням
Мослента: Мослент~а
БЕЛТА: БелТА, БЕЛТА, BelTA
ОВД-Инфо: ОВД-Инфо
Радио Свобода: Радио Свобода, Радио Свободе, Радио Свободы, Радио Свободу, Радіо Свобода, Радио свобода, Radio Liberty, RFE/RL
Голос Америки: Голос~ Америки, Voice of America
Настоящее время: Настоящ~ее время, Настоящему времени
Дойче Велле: Deutsche Welle, DW, Дойче Велле, Дойче велле
Mash: MASH, Mash
Baza: BAZA, Baza
SHOT: SHOT, Shot
112: ?112
NEXTA: Nexta, NEXTA
Царьград: Царьград~
RTVI: RTVi
NEWS.ru: News.ru, NEWS.RU, NEWSru, NEWSru.com
SalamNews: SalamNews
Tengrinews: Tengrinews.kz
"""

_UKRAINIAN = """
Укринформ: Укринформ~, Укрінформ~, Ukrinform
УНИАН: УНІАН, UNIAN
УНН: УНН
Украинская правда: Украинск~ая правд~а, Українськ~а правд~а, Ukrainska Pravda, УП
Европейская правда: Европейск~ая правд~а, Європейськ~а правд~а
112 Украина: 112 Украин~а, 112 Україн~а, 112 Україна
LIGA: LIGA.net, Liga.net, ЛІГАБізнесІнформ, ЛИГАБизнесИнформ, ЛІГА.net
Громадське: Громадськ~е, Громадськ~ому, Громадское, Громадському, hromadske, Hromadske, Громадському радио, Громадське радіо, Громадському радіо
Обозреватель: OBOZREVATEL, Obozrevatel, ?Обозревател~ь
Цензор.НЕТ: Цензор.НЕТ, Цензор.нет, Цензор.net, Censor.net
ТСН: ТСН.ua
Суспільне: ?Суспільн~е, ?Суспільн~ому
Зеркало недели: Зеркал~о недели, Дзеркал~о тижня, ZN.UA, ЗН
Апостроф: Апостроф~
Факты ICTV: Факты ICTV, Факти ICTV
LB.ua: Lb.ua, Лівий берег
Корреспондент.net: Корреспондент.net, Korrespondent.net
Новое время: Нов~ое врем~я, Новому времени, Новий час
Бабель: ?Бабель
"""

_AGENCIES = """
Reuters: Рейтер, Рейтерс, REUTERS, Рейтерз, Ройтерс
Associated Press: AP, АР, АП, Ассошиэйтед Пресс, Ассошиэйтед пресс, Ассошиэйтед-Пресс, Associated Press News, AP News
AFP: Agence France-Presse, Agence France Presse, Франс Пресс, Франс-Пресс, Франс пресс, АФП
dpa: DPA, ДПА, Deutsche Presse-Agentur
Bloomberg: Блумберг, Bloomberg News, Bloomberg Television, Bloomberg TV, BLOOMBERG
Синьхуа: Xinhua, Xinhua News Agency
Киодо: Kyodo, Kyodo News, Кёдо
Ренхап: Yonhap, Ёнхап, Рёнхап, Йонхап
Анадолу: Anadolu, Anadolu Agency, Anadolu Ajansı
PA Media: PA news agency, Press Association
UPI: United Press International
EFE: ЭФЭ
ANSA: АНСА
ANI: Asian News International
PTI: Press Trust of India
IANS: IANS
IRNA: ИРНА
FARS: Фарс, Fars
САНА: SANA
"""

_WORLD = """
CNN: Си-эн-эн, Си-Эн-Эн, CNN International, CNN Business
Fox News: Фокс Ньюс, Fox Business, Fox News Channel
Fox News Sunday: Fox News Sunday
NBC: NBC News, Эн-би-си, NBC’s Today, MSNBC
CBS: CBS News, Си-би-эс
ABC: ABC News, АВС, Эй-би-си
CNBC: CNBC News
NPR: National Public Radio
PBS: PBS NewsHour
C-SPAN: C-SPAN
USA Today: USA TODAY
The New York Times: New York Times, NYT, NY Times, Нью-Йорк таймс, Нью-Йорк Таймс, Нью-Йорк Таймз
The Washington Post: Washington Post, WP, Вашингтон пост, Вашингтон Пост
The Wall Street Journal: Wall Street Journal, WSJ, Уолл-стрит джорнал, Уолл Стрит Джорнал
Los Angeles Times: LA Times
New York Post: New York Post
Newsweek: Newsweek, Ньюсуик
Time: ?Time, Time magazine
Forbes: Форбс, Forbes
Foreign Policy: ?Foreign Policy
Politico: POLITICO, Политико, Politico Europe
Axios: Axios
The Hill: ?Hill, The Hill
The Daily Beast: Daily Beast
Daily Caller: Daily Caller
Business Insider: Business Insider, Insider
BuzzFeed: BuzzFeed News, Buzzfeed
HuffPost: Huffington Post
Variety: Variety
The Hollywood Reporter: Hollywood Reporter, THR
Deadline: ?Deadline, Deadline Hollywood
TMZ: TMZ
People: ?People, People magazine
Entertainment Tonight: ET
Entertainment Weekly: Entertainment Weekly, EW
Page Six: Page Six
Us Weekly: Us Weekly, US Weekly
TechCrunch: TechCrunch
The Verge: The Verge
Gizmodo: Gizmodo
BGR: BGR
Defense One: Defense One
Mediaite: Mediaite
The Intercept: The Intercept
The Atlantic: The Atlantic
The New Yorker: New Yorker
Vanity Fair: Vanity Fair
Rolling Stone: Rolling Stone
ProPublica: ProPublica
Би-би-си: BBC, Би-Би-Си, Бі-бі-сі, Бі-Бі-Сі, ВВС, BBC News, BBC Radio, BBC Breakfast, BBC Russian, BBC Persian, Русск~ая служб~а Би-би-си, Русск~ая служб~а BBC, BBC News Россия
Sky News: Sky News
ITV: ITV News
The Guardian: Guardian, Гардиан
The Times: ?Times, The Times, Таймс
The Sunday Times: Sunday Times
The Telegraph: Telegraph, Daily Telegraph, Sunday Telegraph, The Telegraph, Телеграф
The Independent: ?Independent, The Independent
Financial Times: FT, Файнэншл Таймс, Файненшл Таймс
The Economist: ?Economist, The Economist
Daily Mail: Mail Online, MailOnline, Mail on Sunday, DailyMail
Daily Mirror: The Mirror, Daily Mirror, ?Mirror
Daily Express: Daily Express, ?Express, The Express
The Sun: The Sun, ?Sun
Metro: ?Metro, Metro.co.uk
Hello!: Hello!
Bild: BILD, Бильд
Der Spiegel: Spiegel, Шпигель, Spiegel Online
Die Welt: Welt, Die Welt, Вельт, Welt am Sonntag
Die Zeit: Die Zeit
FAZ: Frankfurter Allgemeine Zeitung, Frankfurter Allgemeine, Frankfurter Allgemeine Sonntagszeitung
Süddeutsche Zeitung: Süddeutsche, Sueddeutsche Zeitung, SZ
Handelsblatt: Handelsblatt
ARD: Tagesschau
ZDF: ZDF
Le Monde: Монд, Монде
Le Figaro: Фигаро, Figaro
Libération: Liberation
Le Parisien: Parisien
France 24: France 24, France24
BFM TV: BFM, BFMTV, BFM-TV
Euronews: euronews, Евроньюс
El País: El Pais, Паис
El Mundo: Mundo
Corriere della Sera: Corriere, Corriere Della Sera
La Repubblica: Repubblica
La Stampa: Stampa
Haaretz: Гаарец, Хаарец
The Jerusalem Post: Jerusalem Post
The Times of Israel: Times of Israel
Al Jazeera: Аль-Джазир~а, Аль Джазир~а, Аль-Джазіра, Al-Jazeera
Al Arabiya: Аль-Араби~я, Al-Arabiya
Al Mayadeen: Al-Mayadeen, Аль-Маядин
Hürriyet: Hurriyet, Hürriyet Daily News, Hurriyet Daily News, Хюрриет
Daily Sabah: Daily Sabah, Sabah
NHK: Эн-эйч-кей
Nikkei: Nikkei Asian Review, Никкей, Nikkei Asia
The Japan Times: Japan Times
South China Morning Post: SCMP
Global Times: Global Times
People's Daily: People’s Daily
CGTN: CCTV
Times of India: Times of India
Hindustan Times: Hindustan Times
The Hindu: The Hindu
The Nation: The Nation
NDTV: NDTV
Dawn: ?Dawn
The Punch: ?Punch, The Punch, PUNCH
Vanguard: Vanguard News, ?Vanguard
Premium Times: PREMIUM TIMES
The Cable: TheCable, The Cable
Legit.ng: Legit.ng
Globe and Mail: Globe and Mail
CBC: CBC News
Sydney Morning Herald: Sydney Morning Herald
New Zealand Herald: NZ Herald
RTÉ: RTE
Irish Times: Irish Times
The Lancet: ?Lancet, The Lancet
Nature: ?Nature
Nature Communications: Nature Communications
Nature Medicine: Nature Medicine
Science: ?Science
Science Advances: Science Advances
MedicalXpress: Medical Xpress, Medical Express, MedicalXpress
EurekAlert: Eurekalert, EurekAlert!
Research Square: Square Research
bioRxiv: bioRxiv
WikiLeaks: Wikileaks
"""


class Medium(NamedTuple):
    """A form of a medium: its pattern, case as written, the medium's base form, and whether it must be `marked`."""

    pattern: str
    name: str
    marked: bool


_DECLINED = re.compile(r"~(\w*)")


def _pattern(form: str) -> str:
    escaped = re.escape(form).replace("\\~", "~").replace("\\ ", r"\s{1,9}")
    return _DECLINED.sub(lambda ending: f"(?:{ENDINGS.get(ending[1], ending[1])})", escaped)


def _media(table: str) -> list[Medium]:
    rows = [line.split(": ", 1) for line in table.strip().splitlines()]
    return [
        Medium(_pattern(form.removeprefix("?")), name, form.startswith("?"))
        for name, forms in rows
        for form in [*forms.split(", "), *([] if f"?{name}" in forms.split(", ") else [name])]
    ]


MEDIA: tuple[Medium, ...] = tuple(
    medium for table in (_RUSSIAN, _UKRAINIAN, _AGENCIES, _WORLD) for medium in _media(table)
)

NOT_MEDIA: frozenset[str] = frozenset(
    "Twitter Facebook Instagram YouTube Telegram TikTok WhatsApp Viber Skype Zoom Google Apple Microsoft Amazon Tesla SpaceX NASA FDA IBM Intel "
    "Samsung Huawei Xiaomi Sony Nintendo Toyota Boeing Airbus Netflix Disney Gallup Fitch Moody S&P Moody's Downdetector SIPRI OPEC NATO WHO UN EU "
    "IMF FBI CIA Газпром Роснефть Роскосмос Росатом Ростех Сбербанк Яндекс Мособлэнерго Укрэнерго Росгвардия Goldman JPMorgan Morgan Citi "
    "Johns Wikipedia ClinicalTrials Metacritic Steam SARS COVID VPN "
    "Комитет Фонд Центр Союз Ассоциация Общество Партия Движение Мемориал Комітет Центр Спілка Товариство".split()
)
"""First words of names that stand where a medium's could and are companies, offices or networks."""

NO_KIND: str = "(?:рейтинг|космич|кадров|туристич|аналитич|официальн|офіційн|правительств|налогов|rating|space|official|government|ad|advertising|real)"
"""Beginnings of the adjective with which an agency, a channel or a site is no medium's."""
_RU_CASES, _RU_NEUTER = "(?:а|у|ом|е|и|ы|ов|і)?", "(?:о|а|у|ом|е)"
KINDS: dict[str, tuple[tuple[str, str], ...]] = {
    "ru": (
        (
            (
                rf"(?:интернет-|онлайн-)?(?:газет(?:а|ы|е|у|ой)|издани(?:е|я|ю|ем|и))|(?:информ|пресс-|ньюс-)?агентств{_RU_NEUTER}|МИА|ИА|теле(?:радио)?канал{_RU_CASES}"
                rf"|теле(?:радио)?компани(?:я|и|ю|ей)|радиостанци(?:я|и|ю|ей)|журнал{_RU_CASES}|таблоид{_RU_CASES}|еженедельник{_RU_CASES}"
            ),
            "kind",
        ),
        (
            (
                rf"(?:интернет-|веб-|инфо)?портал{_RU_CASES}|(?:(?:telegram|телеграмм?|тг|youtube)-? ?)?канал{_RU_CASES}|радио|интернет-ресурс{_RU_CASES}|ресурс{_RU_CASES}"
                r"|паблик(?:а|у|ом|е)?"
            ),
            "free",
        ),
        (rf"(?:веб-|интернет-)?сайт{_RU_CASES}|страниц(?:а|ы|е|ах)", "sure"),
    ),
    "uk": (
        (
            (
                rf"(?:інтернет-|онлайн-)?(?:газет(?:а|и|і|у|ою)|видання(?:м|ю)?)|(?:інформ|прес-)?агентств{_RU_NEUTER}|(?:інформ)?агенці(?:я|ї|ю|єю)|ІА|теле(?:радіо)?канал{_RU_CASES}"
                rf"|телекомпані(?:я|ї|ю|єю)|радіостанці(?:я|ї|ю|єю)|журнал{_RU_CASES}|таблоїд{_RU_CASES}|тижневик{_RU_CASES}"
            ),
            "kind",
        ),
        (
            rf"(?:інтернет-|веб-)?портал{_RU_CASES}|(?:(?:telegram|телеграм|тг|youtube)-? ?)?канал{_RU_CASES}|радіо|ресурс{_RU_CASES}",
            "free",
        ),
        (rf"(?:веб-|інтернет-)?сайт{_RU_CASES}|сторінк(?:а|и|ці|ах)", "sure"),
    ),
    "en": (
        (
            (
                r"newspapers?|dail(?:y|ies)|magazine|weekly|journal|tabloid|(?:news|press|wire) (?:agency|service|site|outlet|portal|channel|program)|newswire|broadcaster|"
                r"(?:tv|television) (?:channel|network|station)|radio station"
            ),
            "kind",
        ),
        (r"(?:web)?site|portal|outlet|agency|network|blog|(?:Telegram )?channel", "sure"),
    ),
}
"""Words of kind by language: their pattern, a blank standing for any run of blanks, and which names count behind them."""
KIND_BEHIND: str = r"newspaper|magazine|news agency|(?:news )?website|news site|news channel|journal"
"""English words of kind that follow the name."""
