"""Words that do not name a topic though they stand in it, per language, as folded lemmas.

They are words with a meaning, so vectors, search and counts keep them; only labels and keywords do without. Each group
starts with an example of what it spoilt.
"""

from __future__ import annotations

_RUSSIAN_EMPTY = """
# «польза Сирии», «игнорирование», «готовность украинцев», «обвинения в адрес»: how somebody stands to a subject
игнорирование польза подозрение отношение поведение причастность готовность обход присвоение рассмотрение одобрение разъяснение неспособность невозможность намерение желание стремление необходимость важность
серьезность уверенность надежда сомнение опасение адрес утверждение присутствие отсутствие усилие старание содействие преимущество недостаток взгляд позиция тактика сценарий предмет повод ожидание
вклад воздействие эффект эффективность последствие доказательство упрек недовольство возмущение реакция отклик выпад нападка обещание поиск приход жертва сторонник противник участник член житель душа сердце
дискуссия ненависть отказ призыв вероятность часть сигнал способность совпадение тон судьба влияние обвинение заявление критика протест предложение просьба требование угроза риск шанс перспектива прогноз
оценка анализ идея инициатива план задача приоритет подход курс линия инструмент механизм элемент компонент особенность признак свойство характер природа содержание структура обстановка положение состояние
ценность потребность проявление признание подтверждение опровержение объяснение упоминание намек похвала поздравление сочувствие соболезнование благодарность уход появление исчезновение превращение
обладание состав гражданин успех применение осуществление реализация исполнение внесение введение принятие включение исключение обязанность предоставление направление приостановка процедура разъяснение ответственность вина
"""

_RUSSIAN_NEEDY = """
# «взаимная поддержка», «борьба», «вклад в борьбу»: an action says nothing without what it is done to
поддержка сотрудничество взаимодействие сближение противодействие борьба вмешательство вторжение нарушение снятие отмена продление сохранение сокращение расширение усиление ослабление укрепление смягчение
ужесточение наращивание подготовка организация выполнение соблюдение вступление возвращение передача получение отправка присоединение назначение избрание доверие недоверие помощь обеспечение восстановление
рост падение подъем спад увеличение уменьшение повышение снижение улучшение ухудшение подрыв срыв выход вход ввод вывод допуск доступ контроль проверка обзор изучение исследование
распространение употребление заражение лечение хранение привлечение разработка строительство прекращение
конфронтация потенциал установка доставка носитель показатель обострение эскалация дестабилизация давление противостояние министр президент председатель заместитель директор руководитель советник секретарь земля
"""

_RUSSIAN_LONELY = """
# «граждане», «полгода», «председатель», «договор»: of anything whatever; an adjective says which (ядерная сделка)
встреча визит поездка разговор беседа контакт гражданин представитель сотрудник население территория власть страна государство регион район народ договор договоренность соглашение закон законопроект
сделка доклад отчет документ список перечень пакет версия режим система модель схема формат отдел отделение доллар рубль евро баррель монета лидер полгода иск
поставка производство граница диалог переговоры обстрел испытание экономика рынок акция расход доход расчет партнерство установка обладатель кандидат компания предприятие организация отряд группа комиссия
# «центр», «мужчина», «путь»: a place, a body, a course of things, of which only more words say which
центр дом город улица здание помещение объект база мужчина женщина девушка парень девочка мальчик ребята коллектив друг основатель начальник путь процесс программа деятельность практика
движение серия продолжение явление рубеж волна отрасль услуга деталь средство обработка опыт вещь вкус штука впечатление удовольствие занятие рождение мероприятие вещество сезон квартал ошибка копия отметка честь привет заседание совещание фонд
# «палата», «игра»: again of anything
комитет палата департамент управление министерство ведомство партия удар суд слушание рекорд площадка ограничение игра товар штаб группировка фигурант политика правительство выдача союз американец украинец россиянин проект подписание голосование
"""

_RUSSIAN_INTRODUCING = """
# «боевики группировки», «пилоты авиакомпании»: the name itself, in quotation marks, is missing
группировка компания авиакомпания организация партия фирма корпорация концерн холдинг издание газета журнал телеканал агентство движение проект программа сериал фильм
"""

_RUSSIAN_LEADING = """
# «поставки газа в Европу», «выход из ЕС», «доступ к морю»: what may lead somewhere; «ёлка в Кремль» does not
поставка удар атака визит поездка экспорт импорт доступ ввод вход выход путь переход возврат выходец беженец приглашение покушение право спрос вторжение нападение вмешательство вступление присоединение
возвращение прибытие вылет рейс полет перелет экстрадиция депортация эвакуация вывод отвод переброска транзит заявка ввоз вывоз инвестиция вложение пошлина налог набег рейд наступление изгнание
бегство эмиграция миграция подготовка дорога газопровод нефтепровод трубопровод виза посол представитель вакцина прививка лекарство путевка билет выборы охота цена запрет ограничение
"""

_RUSSIAN_SHARED = """
# «отношения с РФ», «граница с РФ»: what one has with somebody; «санкции с РФ» is a piece of «снятие санкций с РФ»
переговоры отношение граница диалог соглашение договор война борьба встреча сотрудничество союз связь контакт торговля партнерство ассоциация сделка разговор конфликт спор беседа мир перемирие сближение
дружба противостояние конфронтация взаимодействие товарооборот рубеж перезагрузка консультация матч контракт альянс обмен стычка перестрелка бой коалиция снятие
"""

_RUSSIAN_PHRASES = """
# «террористическая организация, запрещённая в РФ», «файлы cookie»: legal notices and furniture of pages
террористический организация
террористический группировка
экстремистский организация
иностранный агент
файл cookie
персональный данные
авторский право
пользовательский соглашение
"""

_UKRAINIAN_INTRODUCING = """
# «співробітник компанії», «пілоти авіакомпанії»
угруповання компанія авіакомпанія організація партія фірма корпорація концерн видання газета журнал телеканал агентство рух проект програма серіал фільм
"""

_UKRAINIAN_PHRASES = """
# «політика конфіденційності», «файли cookie»: legal notices and furniture of pages
політика конфіденційність
правило користування
персональний дані
файл cookie
"""

_UKRAINIAN_EMPTY = """
# «згода», «межа», «розмова»: nothing but that something happened, or how somebody stands to it
згода межа розмова підозра користь готовність ставлення поведінка присутність відсутність пошук намір бажання прагнення потреба важливість впевненість надія сумнів побоювання звинувачення заклик обіцянка
пропозиція критика протест реакція загроза ризик шанс перспектива наслідок ефект вплив внесок зусилля допомога сприяння перевага недолік пріоритет завдання підхід погляд позиція курс план ідея ініціатива
домовленість дискусія засідання мета спроба крок шлях житель мешканець учасник член представник документ одразу ніж
"""

_UKRAINIAN_NEEDY = """
# «вихід», «введення»: an action says nothing without what it is done to
вихід вхід вступ скасування введення виведення продовження припинення посилення послаблення збільшення зменшення зниження зростання падіння обмеження призначення розробка отримання передача порушення
"""

_UKRAINIAN_LONELY = """
# «закон», «операція», «країна»: of anything whatever
закон операція країна зустріч візит переговори договір угода контракт проект програма система компанія організація група комісія комітет уряд міністерство територія місія долар гривня євро
поставка постачання партія суд норма область місто безпека адміністрація військо маршрут держава влада
"""

_ENGLISH_EMPTY = """
# "political ambitions", "detailed proposal": what is said of a subject
ambition proposal plan attempt effort chance hope fear concern worry doubt belief view opinion idea approach attitude feeling impression suggestion allegation accusation criticism response reaction warning
appeal request demand pressure support help benefit advantage access ability opportunity difficulty trouble challenge success failure progress improvement move rise fall drop figure amount accord
political text act limit imposed session sector vote season month period moment future past rest majority minority couple pair variety lack presence absence arrival departure visit trip meeting conversation discussion debate dispute owner
# "bath", "pack", "game game", "sub": a report's words, whatever it reports
bath pack keeper yard header sub direct nominate upset comeback matter pick military
# "sales rose", "pleaded guilty to fraud", "films competing": verbs that pass for nouns
rise rose fell lose beat guilty plead compete sentence convict charge miss die
"""


_ENGLISH_LONELY = """
# "star", "winner", "document": of anything whatever
star winner game committee document department secretary company firm manager boss imposed individual
city street house record training search importance authority feature love business model evidence heart author university museum commander celebrity item ball man girl boy
"""


def _words(table: str) -> frozenset[str]:
    lines = (line for line in table.splitlines() if not line.startswith("#"))
    return frozenset(word.replace("ё", "е") for line in lines for word in line.split())


def _phrases(table: str) -> frozenset[tuple[str, ...]]:
    return frozenset(tuple(line.split()) for line in table.splitlines() if line and not line.startswith("#"))


EMPTY_HEADS: dict[str, frozenset[str]] = {
    "ru": _words(_RUSSIAN_EMPTY),
    "uk": _words(_UKRAINIAN_EMPTY),
    "en": _words(_ENGLISH_EMPTY),
}
"""Nouns that head no label, whatever follows them."""

NEEDY_HEADS: dict[str, frozenset[str]] = {"ru": _words(_RUSSIAN_NEEDY), "uk": _words(_UKRAINIAN_NEEDY)}
"""Nouns that head a label only with a noun that depends on them, and end none after a preposition."""

LONELY_HEADS: dict[str, frozenset[str]] = {
    "ru": _words(_RUSSIAN_LONELY),
    "uk": _words(_UKRAINIAN_LONELY),
    "en": _words(_ENGLISH_LONELY),
}
"""Nouns that are no label by themselves."""

INTRODUCING: dict[str, frozenset[str]] = {
    "ru": _words(_RUSSIAN_INTRODUCING),
    "uk": _words(_UKRAINIAN_INTRODUCING),
}
"""Nouns behind which a name stands: with nothing else before them they end no phrase."""

PARTICLES = frozenset("al bin bint da de del della der di dos el ibn la le van von".split())
"""Words that begin no name when they are written small: bin Khalifa Al Thani is cut."""

LEADING_HEADS: dict[str, frozenset[str]] = {"ru": _words(_RUSSIAN_LEADING)}
"""Nouns that в or на with the accusative, к and из may follow."""

SHARED_HEADS: dict[str, frozenset[str]] = {"ru": _words(_RUSSIAN_SHARED)}
"""Nouns that с may follow."""

NOTICES: dict[str, frozenset[tuple[str, ...]]] = {
    "ru": _phrases(_RUSSIAN_PHRASES),
    "uk": _phrases(_UKRAINIAN_PHRASES),
}
"""Phrases, as lemmas, that no term holds."""

PASSING: dict[str, frozenset[str]] = {
    # «очередной раунд переговоров», «главное», «уникальная операция»
    "ru": frozenset(
        """
        очередной ближайший предстоящий главное
        уникальный необычный гигантский дерзкий громкий скандальный легендарный знаменитый сложный дорогостоящий
        """.split()
    ),
    # «черговий раунд», «чий рейс»
    "uk": frozenset("черговий найближчий чий".split()),
    # "upcoming summit", "lb-ft of torque", "<ul><li>"
    "en": frozenset("upcoming ongoing regarding lb-ft href ul li div span nbsp".split()),
}
"""Words that say when, which, or what a newsroom thinks of it, and are no part of any term."""

AND_MORE: dict[str, str] = {"ru": "и другое", "uk": "та інше", "en": "and more"}
"""What ends the label of a topic that holds more than its terms name."""

_SEATS = """
Россия: москва кремль moscow kremlin
США: вашингтон вашінгтон washington
Украина: киев київ kyiv kiev
Белоруссия: минск мінськ minsk
Великобритания: лондон london
Франция: париж paris
Германия: берлин берлін berlin
Польша: варшава warsaw
Турция: анкара ankara
Сирия: дамаск damascus
Иран: тегеран tehran
Китай: пекин пекін beijing
Япония: токио токіо tokyo
Северная Корея: пхеньян пхеньян pyongyang
Южная Корея: сеул seoul
Армения: ереван yerevan
Азербайджан: баку baku
Грузия: тбилиси тбілісі tbilisi
"""

SEATS: dict[str, str] = {
    seat: country
    for country, seats in (line.split(": ") for line in _SEATS.strip().splitlines())
    for seat in seats.split()
}
"""For the lemma of a capital, or of another seat that news says for a state, that state's name in the alias table."""

_OF_STATES = """
США: американский американський american
Великобритания: британский английский британський англійський british
Франция: французский французький french
Германия: немецкий німецький
Нидерланды: голландский голландський dutch
Испания: spanish
Ирландия: irish
Польша: polish
Дания: danish
Швеция: swedish
Швейцария: swiss
Греция: greek
Венгрия: венгерский
Китай: chinese
Турция: turkish
Кипр: cypriot
"""

OF_STATES: dict[str, str] = {
    adjective: state
    for state, adjectives in (line.split(": ") for line in _OF_STATES.strip().splitlines())
    for adjective in adjectives.split()
}
"""For an adjective that does not begin as its state's name does, that name in the alias table."""

_SAME = """
# «фильм · кино», "film · movie": what newsrooms write to avoid a word that they have just used
фильм кино картина кинокартина кинолента film movie
автомобиль автомобіль машина авто автомашина car vehicle automobile
самолет літак лайнер авиалайнер авіалайнер борт
устройство девайс гаджет
коронавирус коронавірус ковид ковід covid covid-19 sars-cov-2 coronavirus
врач лікар медик доктор doctor physician
полиция полицейский правоохранитель police officer policeman cop copper
преступник злоумышленник
ребенок дети
мать мама
отец папа
муж супруг
жена супруга
смартфон телефон
газопровод трубопровод трубопровід труба магистраль магістраль
песня трек song track
игрок футболист
цена стоимость
fire blaze flame wildfire
heatwave heat
airline carrier
murder killing
phone handset
kid child
парламент рада parliament
"""

SAME: dict[str, str] = {
    word: line.split()[0] for line in _SAME.strip().splitlines() if not line.startswith("#") for word in line.split()
}
"""For a word another that says the same; a word stands in one line alone."""
