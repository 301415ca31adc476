"""Bodies that every country has, and the adjectives that say whose they are. From general knowledge.

`~` stands for an ending, or none; a form in capitals stands in capitals in a text too.
"""

from __future__ import annotations

from typing import NamedTuple

LANGUAGES = ("ru", "uk", "en")


class Body(NamedTuple):
    """A body that every country has.

    Attributes:
        ru, uk, en: what it is called in each language where nobody says whose it is; the Russian name is shown else.
        forms: its written forms by language; none where the language seldom leaves out whose it is.
    """

    ru: str
    uk: str
    en: str
    forms: dict[str, tuple[str, ...]]


def _body(names: str, ru: str, uk: str, en: str) -> Body:
    shown = names.split(", ")
    forms = {
        language: tuple(filter(None, each.split(", "))) for language, each in zip(LANGUAGES, (ru, uk, en), strict=True)
    }
    return Body(shown[0], shown[1], shown[2], forms)


BODIES: tuple[Body, ...] = (
    _body(
        "МИД, МЗС, Foreign Ministry",
        "МИД~, министерств~ иностранных дел, внешнеполитическ~ ведомств~, дипломатическ~ ведомств~",
        "МЗС, міністерств~ закордонних справ, зовнішньополітичн~ відомств~, дипломатичн~ відомств~",
        "foreign ministry, ministry of foreign affairs, foreign affairs ministry",
    ),
    _body(
        "Минобороны, Міноборони, Defence Ministry",
        "минобороны, министерств~ обороны, оборонн~ ведомств~, военн~ ведомств~",
        "міноборони, міністерств~ оборони, оборонн~ відомств~, військов~ відомств~",
        "defence ministry, defense ministry, ministry of defence, ministry of defense",
    ),
    _body(
        "Генштаб, Генштаб, General Staff",
        "генштаб~, генеральн~ штаб~",
        "генштаб~, генеральн~ штаб~",
        "general staff",
    ),
    _body(
        "МВД, МВС, Interior Ministry",
        "МВД, министерств~ внутренних дел",
        "МВС, міністерств~ внутрішніх справ",
        "interior ministry, ministry of the interior, ministry of internal affairs",
    ),
    _body(
        "Минфин, Мінфін, Finance Ministry",
        "минфин~, министерств~ финансов",
        "мінфін~, міністерств~ фінансів",
        "finance ministry, ministry of finance, treasury, department of the treasury, treasury department",
    ),
    _body(
        "Минюст, Мін'юст, Justice Ministry",
        "минюст~, министерств~ юстиции",
        "мін'юст~, мін’юст~, міністерств~ юстиції",
        "justice ministry, ministry of justice",
    ),
    _body(
        "Минздрав, МОЗ, Health Ministry",
        "минздрав~, министерств~ здравоохранения",
        "МОЗ, міністерств~ охорони здоров'я, міністерств~ охорони здоров’я",
        "health ministry, ministry of health",
    ),
    _body(
        "Минэнерго, Міненерго, Energy Ministry",
        "минэнерго, министерств~ энергетики",
        "міненерго, міністерств~ енергетики",
        "energy ministry, ministry of energy",
    ),
    _body(
        "Минэкономики, Мінекономіки, Economy Ministry",
        "минэкономики, министерств~ экономики",
        "мінекономіки, міністерств~ економіки",
        "economy ministry, ministry of economy, ministry of the economy",
    ),
    _body(
        "Минсельхоз, Мінагрополітики, Agriculture Ministry",
        "минсельхоз~, министерств~ сельского хозяйства",
        "мінагрополітики, міністерств~ аграрної політики",
        "agriculture ministry, ministry of agriculture",
    ),
    _body(
        "Минтранс, Мінтранс, Transport Ministry",
        "минтранс~, министерств~ транспорта",
        "мінтранс~, міністерств~ транспорту",
        "transport ministry, ministry of transport",
    ),
    _body(
        "Минкультуры, Мінкультури, Culture Ministry",
        "минкульт~, минкультуры, министерств~ культуры",
        "мінкульт~, мінкультури, міністерств~ культури",
        "culture ministry, ministry of culture",
    ),
    _body(
        "Вооруженные силы, Збройні сили, Armed Forces",
        "ВС, вооруженн~ сил~",
        "ЗС, збройн~ сил~",
        "armed forces",
    ),
    _body(
        "Армия, Армія, Army",
        "арми~",
        "армі~",
        "army",
    ),
    _body(
        "ВВС, ВПС, Air Force",
        "ВВС, военно-воздушн~ сил~",
        "ВПС, повітрян~ сил~, військово-повітрян~ сил~",
        "air force",
    ),
    _body(
        "ВМС, ВМС, Navy",
        "ВМС, военно-морск~ сил~",
        "ВМС, військово-морськ~ сил~",
        "navy",
    ),
    _body(
        "ВМФ, ВМФ, Navy",
        "ВМФ, военно-морск~ флот~",
        "ВМФ, військово-морськ~ флот~",
        "naval fleet",
    ),
    _body(
        "ПВО, ППО, Air Defence",
        "ПВО",
        "ППО",
        "air defence, air defense",
    ),
    _body(
        "Правительство, Уряд, Government",
        "правительств~",
        "уряд~",
        "government",
    ),
    _body(
        "Кабинет министров, Кабінет міністрів, Cabinet",
        "кабмин~, кабинет~ министров",
        "кабмін~, кабінет~ міністрів",
        "cabinet, council of ministers, cabinet of ministers",
    ),
    _body(
        "Парламент, Парламент, Parliament",
        "парламент~",
        "парламент~",
        "parliament",
    ),
    _body(
        "Сенат, Сенат, Senate",
        "сенат~",
        "сенат~",
        "senate",
    ),
    _body(
        "Центробанк, Центробанк, Central Bank",
        "центробанк~, ЦБ, центральн~ банк~",
        "центробанк~, ЦБ, центральн~ банк~",
        "central bank",
    ),
    _body(
        "Генпрокуратура, Генпрокуратура, Prosecutor General's Office",
        "генпрокуратур~, генеральн~ прокуратур~",
        "генпрокуратур~, генеральн~ прокуратур~",
        "prosecutor general's office, prosecutor general’s office, general prosecutor's office",
    ),
    _body(
        "Верховный суд, Верховний суд, Supreme Court",
        "верховн~ суд~",
        "верховн~ суд~",
        "supreme court",
    ),
    _body(
        "Конституционный суд, Конституційний суд, Constitutional Court",
        "конституционн~ суд~",
        "конституційн~ суд~",
        "constitutional court",
    ),
    _body(
        "ЦИК, ЦВК, Central Election Commission",
        "ЦИК~, центризбирком~, центральн~ избирательн~ комисси~",
        "ЦВК, центрвиборчком~, центральн~ виборч~ комісі~",
        "central election commission, central electoral commission",
    ),
    _body(
        "Совет безопасности, Рада безпеки, Security Council",
        "совбез~, совет~ безопасности",
        "радбез~, рад~ безпеки",
        "security council",
    ),
    _body(
        "Конгресс, Конгрес, Congress",
        "",
        "",
        "congress",
    ),
    _body(
        "Госдепартамент, Держдепартамент, State Department",
        "",
        "",
        "state department, department of state",
    ),
)


class Country(NamedTuple):
    """A country as the alias table calls it, with what its adjectives begin with."""

    name: str
    adjectives: dict[str, tuple[str, ...]]


def _countries(table: str) -> tuple[Country, ...]:
    rows = (line.split(": ") for line in table.strip().splitlines())
    return tuple(
        Country(
            name,
            {language: tuple(each.split(", ")) for language, each in zip(LANGUAGES, stems.split("; "), strict=True)},
        )
        for name, stems in rows
    )


COUNTRIES: tuple[Country, ...] = _countries(
    """
Австралия: австралийск; австралійськ; Australian
Австрия: австрийск; австрійськ; Austrian
Азербайджан: азербайджанск; азербайджанськ; Azerbaijani
Албания: албанск; албанськ; Albanian
Алжир: алжирск; алжирськ; Algerian
Ангола: ангольск; ангольськ; Angolan
Аргентина: аргентинск; аргентинськ; Argentine, Argentinian
Армения: армянск; вірменськ; Armenian
Афганистан: афганск; афганськ; Afghan
Бангладеш: бангладешск; бангладеськ; Bangladeshi
Бахрейн: бахрейнск; бахрейнськ; Bahraini
Белоруссия: белорусск, беларусск; білоруськ; Belarusian, Belarussian
Бельгия: бельгийск; бельгійськ; Belgian
Болгария: болгарск; болгарськ; Bulgarian
Боливия: боливийск; болівійськ; Bolivian
Босния и Герцеговина: боснийск; боснійськ; Bosnian
Бразилия: бразильск; бразильськ; Brazilian
Великобритания: британск, английск; британськ, англійськ; British
Венгрия: венгерск; угорськ; Hungarian
Венесуэла: венесуэльск; венесуельськ; Venezuelan
Вьетнам: вьетнамск; в'єтнамськ, в’єтнамськ; Vietnamese
Гаити: гаитянск; гаїтянськ; Haitian
Гана: ганск; ганськ; Ghanaian
Гватемала: гватемальск; гватемальськ; Guatemalan
Германия: немецк, германск; німецьк; German
Гондурас: гондурасск; гондураськ; Honduran
Греция: греческ; грецьк; Greek
Грузия: грузинск; грузинськ; Georgian
Дания: датск; данськ; Danish
Доминиканская Республика: доминиканск; домініканськ; Dominican
Египет: египетск; єгипетськ; Egyptian
Замбия: замбийск; замбійськ; Zambian
Зимбабве: зимбабвийск; зімбабвійськ; Zimbabwean
Израиль: израильск; ізраїльськ; Israeli
Индия: индийск; індійськ; Indian
Индонезия: индонезийск; індонезійськ; Indonesian
Иордания: иорданск; йорданськ; Jordanian
Ирак: иракск; іракськ; Iraqi
Иран: иранск; іранськ; Iranian
Ирландия: ирландск; ірландськ; Irish
Исландия: исландск; ісландськ; Icelandic
Испания: испанск; іспанськ; Spanish
Италия: итальянск; італійськ; Italian
Йемен: йеменск; єменськ; Yemeni
Казахстан: казахстанск, казахск; казахстанськ, казахськ; Kazakh, Kazakhstani
Камбоджа: камбоджийск; камбоджійськ; Cambodian
Камерун: камерунск; камерунськ; Cameroonian
Канада: канадск; канадськ; Canadian
Катар: катарск; катарськ; Qatari
Кения: кенийск; кенійськ; Kenyan
Кипр: кипрск; кіпрськ; Cypriot
Киргизия: киргизск, кыргызск; киргизьк; Kyrgyz
Китай: китайск; китайськ; Chinese
Колумбия: колумбийск; колумбійськ; Colombian
Корея: корейск; корейськ; Korean
Косово: косовск; косовськ; Kosovar, Kosovan
Куба: кубинск; кубинськ; Cuban
Кувейт: кувейтск; кувейтськ; Kuwaiti
Лаос: лаосск; лаоськ; Laotian
Латвия: латвийск; латвійськ; Latvian
Ливан: ливанск; ліванськ; Lebanese
Ливия: ливийск; лівійськ; Libyan
Литва: литовск; литовськ; Lithuanian
Люксембург: люксембургск; люксембурзьк; Luxembourgish
Македония: македонск; македонськ; Macedonian
Малайзия: малайзийск; малайзійськ; Malaysian
Мали: малийск; малійськ; Malian
Мальта: мальтийск; мальтійськ; Maltese
Марокко: марокканск; марокканськ; Moroccan
Мексика: мексиканск; мексиканськ; Mexican
Молдавия: молдавск, молдовск; молдавськ, молдовськ; Moldovan
Монголия: монгольск; монгольськ; Mongolian
Намибия: намибийск; намібійськ; Namibian
Непал: непальск; непальськ; Nepalese, Nepali
Нигерия: нигерийск; нігерійськ; Nigerian
Нидерланды: нидерландск, голландск; нідерландськ, голландськ; Dutch
Новая Зеландия: новозеландск; новозеландськ; New Zealand
Норвегия: норвежск; норвезьк; Norwegian
ОАЭ: эмиратск; еміратськ; Emirati
Пакистан: пакистанск; пакистанськ; Pakistani
Палестина: палестинск; палестинськ; Palestinian
Панама: панамск; панамськ; Panamanian
Парагвай: парагвайск; парагвайськ; Paraguayan
Перу: перуанск; перуанськ; Peruvian
Польша: польск; польськ; Polish
Португалия: португальск; португальськ; Portuguese
Россия: российск; російськ; Russian
Румыния: румынск; румунськ; Romanian
СССР: советск; радянськ; Soviet
США: американск; американськ; American
Саудовская Аравия: саудовск; саудівськ; Saudi, Saudi Arabian
Северная Корея: северокорейск; північнокорейськ; North Korean
Сенегал: сенегальск; сенегальськ; Senegalese
Сербия: сербск; сербськ; Serbian
Сингапур: сингапурск; сінгапурськ; Singaporean
Сирия: сирийск; сирійськ; Syrian
Словакия: словацк; словацьк; Slovak
Словения: словенск; словенськ; Slovenian, Slovene
Сомали: сомалийск; сомалійськ; Somali
Судан: суданск; суданськ; Sudanese
Таджикистан: таджикск, таджикистанск; таджицьк; Tajik
Таиланд: таиландск, тайск; таїландськ, тайськ; Thai
Тайвань: тайваньск; тайванськ; Taiwanese
Танзания: танзанийск; танзанійськ; Tanzanian
Тунис: тунисск; туніськ; Tunisian
Туркмения: туркменск; туркменськ; Turkmen
Турция: турецк; турецьк; Turkish
Уганда: угандийск; угандійськ; Ugandan
Узбекистан: узбекск, узбекистанск; узбецьк; Uzbek
Украина: украинск; українськ; Ukrainian
Уругвай: уругвайск; уругвайськ; Uruguayan
Филиппины: филиппинск; філіппінськ; Philippine, Filipino
Финляндия: финск, финляндск; фінськ, фінляндськ; Finnish
Франция: французск; французьк; French
Хорватия: хорватск; хорватськ; Croatian
Черногория: черногорск; чорногорськ; Montenegrin
Чехия: чешск; чеськ; Czech
Чили: чилийск; чилійськ; Chilean
Швейцария: швейцарск; швейцарськ; Swiss
Швеция: шведск; шведськ; Swedish
Шотландия: шотландск; шотландськ; Scottish
Эквадор: эквадорск; еквадорськ; Ecuadorian
Эстония: эстонск; естонськ; Estonian
Эфиопия: эфиопск; ефіопськ; Ethiopian
ЮАР: южноафриканск; південноафриканськ; South African
Южная Корея: южнокорейск; південнокорейськ; South Korean
Ямайка: ямайск; ямайськ; Jamaican
Япония: японск; японськ; Japanese
"""
)

LEAGUES = "G7 G8 G20 BRICS БРИКС СНГ СНД ШОС ОДКБ ЕАЭС ЄАЕС ОПЕК OPEC АСЕАН ASEAN АТЭС APEC ЛАГ".split()
"""Leagues of states that have no ministries and armies: those of their members are meant."""

SEVERAL_BEHIND = {
    "ru": """
        стран, государств, держав, республик, наций, сторон, союзников, партнёров, соседей, участников, участниц, членов,
        стран-участниц, стран-участников, стран-членов, стран-партнёров, государств-участников, государств-членов,
        коалиции, альянса, союза, блока, содружества, семёрки, двадцатки, восьмёрки
        """,
    "uk": """
        країн, держав, республік, націй, сторін, союзників, партнерів, сусідів, учасників, учасниць, членів,
        країн-учасниць, країн-членів, країн-партнерів, держав-учасниць, держав-членів,
        коаліції, альянсу, союзу, блоку, співдружності, сімки, двадцятки, вісімки
        """,
    "en": """
        countries, states, nations, powers, sides, allies, partners, neighbours, neighbors, participants, members,
        coalition, alliance, bloc, union, commonwealth
        """,
}
"""Whose a body is that belongs to no one country, as it stands behind the body: ВВС коалиции, МИД стран НАТО."""

SEVERAL_BEFORE = {
    "ru": "коалиционн~, союзн~, союзническ~, объединённ~",
    "uk": "коаліційн~, союзн~, союзницьк~, об'єднан~, об’єднан~",
    "en": "coalition, coalition's, coalition’s, allied, allies', allies’, joint",
}
"""The same before a body: союзные ВВС, the allied Air Force."""

BETWEEN_SEVERAL = {
    "ru": "всех, ряда, двух, трёх, четырёх, большинства, сил, войск, военных, ~ого, ~его, ~ой, ~ей, ~ых, ~их",
    "uk": "всіх, усіх, низки, двох, трьох, чотирьох, більшості, сил, військ, ~ого, ~ої, ~их",
    "en": "the, two, three, all, both, other, several, some, member, western, international, us-led, american-led, allied",
}
"""Words between a body and whose it is: Генштаб сил союзников, МИД всех западных стран; ~ is any beginning."""

SELDOM_OWNED = {
    "congress": """
        США, Индия, Аргентина, Боливия, Бразилия, Венесуэла, Гватемала, Гондурас, Доминиканская Республика, Испания, Колумбия,
        Ливия, Мексика, Парагвай, Перу, Филиппины, Чили, Эквадор
        """,
    "treasury": "США, Великобритания, Австралия, Израиль, Кения, Новая Зеландия, ЮАР",
    "treasury department": "США",
    "department of the treasury": "США",
    "state department": "США",
    "department of state": "США",
}
"""English names of bodies that news give without their country, and the countries that have one so called: the first is
meant where the article does not speak of another more."""

SIGNS = {
    "США": "Capitol Hill, White House, Pentagon, Wall Street, Senator, Senate, Federal Reserve, Republicans, Democrats, Washington",
    "Великобритания": """
        Chancellor, Exchequer, Labour, Tory, Tories, Lib Dem, Lib Dems, Liberal Democrat, Liberal Democrats, Commons, MP, MPs, Whitehall,
        Westminster, Downing Street, London
        """,
    "Индия": """
        Congress party, Congress MP, Congress MLA, Congress leader, Congress leaders, Congress workers, Congress chief, Congress-led, BJP,
        Lok Sabha, Rajya Sabha, MLA, MLAs, crore, lakh, Delhi, Mumbai, Bengaluru, Kolkata, Assam, Bihar, Gujarat, Karnataka, Kerala,
        Madhya Pradesh, Maharashtra, Punjab, Rajasthan, Tamil Nadu, Telangana, Uttar Pradesh, West Bengal
        """,
    "Австралия": "Canberra, Sydney, Melbourne",
    "Аргентина": "Buenos Aires",
    "Боливия": "La Paz",
    "Бразилия": "Brasilia, Brasília, Sao Paulo, São Paulo, Rio de Janeiro",
    "Венесуэла": "Caracas",
    "Испания": "Madrid, Catalonia",
    "Колумбия": "Bogota, Bogotá",
    "Перу": "Lima",
    "Филиппины": "Manila",
    "Чили": "Santiago",
    "Эквадор": "Quito",
}
"""What an English article of a country names instead of the country."""

NOT_STATED = {"ru": "страна не названа", "uk": "країну не названо", "en": "country not stated"}
"""Stands in brackets behind a body of which nobody says whose it is."""
