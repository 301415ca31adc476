"""Words that carry no subject of their own, per language, as lemmas and as the forms a lemmatiser may leave.

All are folded as lemmas are: lower case, ё as е. They take no part in document vectors, labels and keywords. Each group
starts with an example of the text its words come from.
"""

from __future__ import annotations

_RUSSIAN = """
# «в связи с тем, что и для нас при этом...»: prepositions, conjunctions, particles
а без безо благодаря близ будто бы в вблизи ввиду вдоль вместо вне внутри во вокруг вопреки вот впереди вроде вряд вследствие все-таки да даже для до ведь едва если еще же за зато зачем и
ибо из из-за из-под или именно иначе исключительно к как какой-либо касательно ко когда коли которая которое который которые кроме кстати ли либо лишь между мимо на над надо накануне напротив
насчет не неужели ни но ну о об оба обо около от относительно ото отчего перед передо по по-прежнему поверх под подле подо пока позади помимо после посреди посредством потому почему поэтому при
про против путем пусть разве ради раз с сверх свыше сквозь скорее словно со согласно спустя среди так также там то тогда того тоже только точно у уж уже хотя чем через что чтоб чтобы чуть эдак
# «он сказал, что это было у них самих»: pronouns
весь вся все всего всем всеми всех всякий вы вам вас ваш его ее ей ему им ими их каждый какой какая какое какие кто кого кому кем мой мы нам нами нас наш него нее ней нем нему ними них никакой никто
ничто ничего некоторый некто нечто иной другой один одна одно одни он она оно они сам сама само сами самый свой себе себя собой собственный тот та те тем теми тех твой тебя тебе ты чей чего чему
что-то кто-то какой-то такой такая такое такие таков это этот эта эти этого этой этом этому этих этим этими я мне меня мной любой прочий сей столь столько сколько несколько много мало немного ряд
# «было бы нужно, чтобы стало можно»: auxiliary and modal words
быть бывать являться явиться стать становиться мочь смочь можно нельзя нужно надо нужный должен должный следовать хотеть захотеть иметь иметься оказаться оказываться остаться оставаться начать
начинать начаться начинаться продолжить продолжать продолжаться делать сделать давать дать взять брать идти пойти прийти приходить есть нет находиться получить получать стоить считать считаться знать
казаться видеть увидеть думать понимать понять помочь позволить позволять приводить привести проводить провести проходить пройти произойти происходить касаться состояться
# «очень, совсем, сейчас, вчера, здесь»: adverbs of degree, time and place
более больше вдруг весьма вместе внезапно вновь возможно вообще вообще-то восемь впервые вполне впоследствии впрочем всегда всего-навсего всюду вчера где где-то давно далее далеко действительно
довольно достаточно завтра заново здесь зря иногда итак как-то конечно крайне куда лучше мол может например наверное наиболее намного наоборот наконец напрямую недавно немедленно непосредственно
никогда никуда нигде обычно однако однажды опять отнюдь отсюда отчасти очевидно очень первоначально поздно позже пожалуй полностью получаться почти правда практически прежде преимущественно
примерно просто прямо рано раньше ранее редко сегодня сейчас скоро слишком снова совершенно совсем сразу срочно существенно сюда теперь тогда-то тут туда фактически хорошо часто чаще частично
частности чересчур якобы соответственно соответствие сообразно отдельно довольно-таки по-видимому по-моему видимо вероятно собственно оттуда всё-таки тем-самым потом затем вскоре дальше
# «в минувший понедельник, 12 марта 2018 года, в 14:30 мск»: dates, hours and counting words
год лето месяц неделя день сутки час минута секунда утро вечер ночь полдень полночь время раз январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь
понедельник вторник среда четверг пятница суббота воскресенье век столетие десятилетие мск нынешний текущий прошлый прошедший минувший будущий следующий предыдущий предстоящий последний недавний
завтрашний вчерашний сегодняшний ежегодный ежедневный годовой
ноль два две двое три трое четыре пять шесть семь девять десять одиннадцать двенадцать двадцать тридцать сорок пятьдесят сто двести сотня тысяча миллион миллиард триллион десяток пара
первый второй третий четвертый пятый шестой седьмой восьмой девятый десятый треть половина четверть полтора тыс млн млрд трлн руб долл чел проц процент г гг в.в. вв ст стр др т.д т.п т.е тд тп см кв км
м кг куб га
# «важный новый вопрос, большая часть людей»: words that fit every subject
новый старый большой большинство небольшой огромный маленький высокий низкий хороший лучший плохой худший главный основной важный важнейший общий единый единственный целый полный весь разный различный
определенный данный соответствующий подобный дополнительный настоящий реальный возможный необходимый известный крупный крупнейший серьезный сильный слабый отдельный конкретный многий
немало часть число количество образ вид род дело вопрос проблема случай место сторона ход итог результат причина цель рамка основа основание связь уровень период момент
этап мера шаг роль условие смысл факт ситуация событие возможность необходимость ответ человек люди лицо мир жизнь рука голова глаз сила конец начало середина тема список пункт вариант значение
примерный пример способ форма качество номер имя название слово тип группа круг ряд объем размер срок дата участие наличие попытка решение действие работа
изменение развитие создание проведение принятие обеспечение повышение снижение увеличение использование сфера область направление внимание интерес точка пора имя-отчество
# «так называемый, в том числе, как правило»: set phrases broken into words
называть называться назвать называемый включая числить правило целом общем свидетельствовать пост должность сравнение сравнить учет учесть учитывать зрение речь ничуть благо принцип очередь счет сила
"""

_UKRAINIAN = """
# «у зв'язку з тим, що та для нас при цьому...»: prepositions, conjunctions, particles
а або але адже аж аби без біля будь-який в вже ви від відповідно вздовж він вона воно вони все всі всього всіх всім для до є ж же з за задля заради зі із зокрема й його йому її їй їх їхній і
коли крім крізь лише ледь між ми може на над навколо навіть нас нам нами не неї нею ним них ні ніби ну о об однак ось от перед під після по поблизу понад попри поряд про проте проти протягом
при саме себе собі собою так також та там теж те ти то тоді того той тому тощо тут у уже хоч хоча хто це ця ці цей цього цьому цим цих через чи чим що щоб щодо як яка яке який якщо які якої
якого якому якій яким яких якими якби я мене мені ще лиш ані наче неначе мов бо отже
# «свій, кожен, інший»: pronouns
весь увесь всякий інший кожен кожний жоден ніхто ніщо нічого дехто дещо деякий самий сам сама самі свій мій твій наш ваш такий така таке такі хтось щось якийсь скільки стільки декілька кілька багато мало
одна одне один одні обидва решта ряд чимало більшість
# «було б потрібно, щоб стало можна»: auxiliary and modal words
бути був була було були буде будуть бувати є стати ставати могти змогти можна треба потрібно слід повинен повинний мусити хотіти мати матися маємо має мають мав мала мали залишатися залишитися почати починати
початися продовжити продовжувати тривати робити зробити дати давати взяти йти піти прийти отримати отримувати вважати вважатися знати бачити думати розуміти відбутися відбуватися перебувати
вийти з'явитися виявитися здійснити здійснювати провести проводити проходити
# «дуже, зовсім, зараз, учора, тут»: adverbs of degree, time and place
більш більше менш менше вельми вперше взагалі вкрай водночас втім вчора учора давно далі де десь дійсно досить завжди завтра загалом зараз звідки звідси зазвичай знову інколи іноді колись куди ледве
майже можливо мабуть навпаки наразі насправді нещодавно ніколи нині нібито нарешті наприклад однаково окремо особливо перш потім повністю поки приблизно просто раніше пізніше раптом разом скоро
сьогодні спочатку справді сюди тепер тим-часом тимчасом трохи туди фактично цілком часто швидко ймовірно певно
# «минулого понеділка, 12 березня 2018 року, о 14:30»: dates, hours and counting words
рік року роки років місяць тиждень день доба година хвилина секунда ранок вечір ніч час раз січень лютий березень квітень травень червень липень серпень вересень жовтень листопад грудень
понеділок вівторок середа четвер п'ятниця субота неділя століття десятиліття нинішній поточний минулий майбутній наступний попередній останній щорічний
нуль два дві двоє три троє чотири п'ять шість сім вісім дев'ять десять двадцять тридцять сорок сто двісті тисяча мільйон мільярд трильйон тис млн млрд перший другий третій четвертий п'ятий
половина чверть відсоток грн км кв кг м г
# «важливе нове питання, велика частина людей»: words that fit every subject
новий старий великий більший малий невеликий високий низький головний основний важливий загальний єдиний повний різний певний даний відповідний подібний можливий необхідний відомий серйозний окремий
частина число кількість образ вид вигляд справа питання проблема випадок місце бік сторона підсумок результат причина мета рамка основа відношення зв'язок процес рівень період момент етап захід крок роль
умова факт ситуація подія можливість людина люди особа світ життя сила кінець початок тема список варіант значення приклад спосіб форма номер ім'я назва слово тип група участь наявність рішення дія робота
зміна розвиток створення проведення напрям увага
"""

_ENGLISH = """
# "of which, in the, by way of": prepositions, conjunctions, articles
a about above across after against ago ahead along also although amid among an and another any around as at away back be because before behind below beneath beside besides between beyond both but by
despite down due during each either else et even every except few for from further hence how however if in inside instead into its just least less like many may maybe me might mine more most
much must my near neither never nor not of off often on once only onto or other otherwise our out outside over own per perhaps rather same several since so some soon still such than that the
their them then there thereby therefore these this those though through throughout thus till to together too toward towards under unless until up upon us versus via vs was we well were what whatever when
whenever where whereas wherever whether which whichever while who whoever whom whose why with within without would yet you your
# "he said they themselves": pronouns
i he she it they him her his hers himself herself itself themselves ourselves yourself myself anyone anything everybody everyone everything nobody none nothing somebody someone something one ones all
# "has been, will have to": auxiliaries, modals and the verbs that fit every subject
am are is been being can cannot could did do does doing done had has have having shall should will ought need needs want get gets getting got gotten give gives given gave go goes going gone went
come comes coming came make makes making made take takes taking took taken put set see seen saw look looking looks seem seems know known knew think thought believe feel felt become becomes became begin
began begun start started starting keep kept let lead leading leave left show shows shown showed use used using try tried trying turn turned happen happened hold held bring brought call called follow
following include included includes including continue continued remain remains run running move work works working help helps helped allow allowed ask asked provide find found mean means meant
win won lose lost play played meet expect expected plan planned agree agreed face faced become hit cut rise fall grow stop end ended add added live pay paid send sent buy sell lie speak spoke talk talks
stand stay change carry consider decide decided increase offer open close raise reach receive require result return reveal say see seek sought sit spend spent suffer support tend understand wait walk watch write
wrote written read fail failed force forced reduce aim aimed base based hope hoped involve involved join joined release released take threaten urge wish deal
# "dont, weve, isnt": contractions after an apostrophe was dropped
s t d ll re ve m don dont doesn doesnt didn didnt isn isnt wasn wasnt weren won wont wouldn wouldnt couldn shouldn hasn haven hadn aren ain im ive youre theyre thats whats hes shes cant
# "very much now, yesterday, here": adverbs
again almost already altogether always anyway apart aside certainly clearly currently earlier early easily effectively elsewhere especially ever exactly extremely far finally fully generally here highly
immediately indeed largely lately later late longer mainly meanwhile merely moreover mostly namely nearly nevertheless nowadays now obviously particularly partly possibly probably quickly quite
really recently respectively seriously shortly significantly simply slightly somehow sometimes somewhat somewhere strongly suddenly that today tomorrow tonight truly usually very widely yesterday
forward straight yes no ok oh hardly actually nonetheless twice
# "on Monday 12 March 2018 at 2.30pm": dates, hours and counting words
year years month months week weeks day days hour hours minute minutes second seconds morning afternoon evening night weekend time times date january february march april may june july august september
october november december jan feb mar apr jun jul aug sep sept oct nov dec monday tuesday wednesday thursday friday saturday sunday am pm gmt decade century daily weekly monthly annual next last
previous current past future recent former
zero two three four five six seven eight nine ten eleven twelve twenty thirty fifty hundred thousand million billion trillion first third fourth fifth half quarter dozen number numbers per cent percent pct
m bn mn tn km kg
# "an important new issue, a great many people": words that fit every subject
able available bad best better big bigger biggest certain clear close common complete different difficult easy effective entire full general good great greater greatest hard high higher highest huge important
interesting key large larger largest little long low lower lowest main major necessary new nice normal old open overall particular possible potential previous proper real right wrong serious short
significant similar simple single small smaller special specific strong sure top total true various vast whole wide young likely unlikely latest ready free
aspect amount area bit case cause chance course detail effect end example fact form group idea interest issue kind level line list lot man matter men move name nature order part people person place point
position problem process purpose question range rate reason result role sense series side sign sort stage state step story subject term terms thing things think type view way ways word words world
need woman women life hand head eye back attempt situation event action decision
# "Mr Brown, Dr House"
mr mrs ms dr sir lord
"""


def _words(table: str) -> frozenset[str]:
    lines = (line for line in table.splitlines() if not line.startswith("#"))
    return frozenset(word.replace("ё", "е") for line in lines for word in line.split())


STOP_WORDS: dict[str, frozenset[str]] = {
    "ru": _words(_RUSSIAN),
    "uk": _words(_UKRAINIAN),
    "en": _words(_ENGLISH),
}


def stop_words(language: str) -> frozenset[str]:
    """The stop words of a language; empty for a language without a list."""
    return STOP_WORDS.get(language, frozenset())


CONNECTING_WORDS: dict[str, frozenset[str]] = {
    # «санкции против России», «переговоры по Сирии», «граница между Кореями»
    "ru": frozenset("в во на с со против по о об за для из от над между к при под".split()),
    # «санкції проти Росії», «переговори щодо Донбасу»
    "uk": frozenset("в у на з із зі проти по про за для від над між до при під щодо".split()),
    # "sanctions against Russia", "Bank of England", "war on terror"
    "en": frozenset("of against on for in with to the".split()),
}


def connecting_words(language: str) -> frozenset[str]:
    """Stop words that may stand inside a phrase, never at its ends."""
    return CONNECTING_WORDS.get(language, frozenset())


NAME_OPENERS: dict[str, frozenset[str]] = {
    # «Новая Зеландия», «Новый Уренгой»
    "ru": frozenset(("новый",)),
    # «Новий Розділ»
    "uk": frozenset(("новий",)),
    # "New York", "New Zealand"
    "en": frozenset(("new",)),
}

LEADING_TO_VERBS: dict[str, frozenset[str]] = {
    # "to attend", "has arrested", "was killed", "they vote"
    "en": frozenset(
        "to will would can could may might must should be have not he she they we it who i you do don didn".split()
    ),
    # «не може», «було призначено», «буде діяти»
    "uk": frozenset("не бути було буде був була були може можуть він вона вони ми".split()),
}


def name_openers(language: str) -> frozenset[str]:
    """Stop words that with a capital letter begin names."""
    return NAME_OPENERS.get(language, frozenset())


def leading_to_verbs(language: str) -> frozenset[str]:
    """Words after which a verb often stands; only for languages whose nouns no dictionary tells."""
    return LEADING_TO_VERBS.get(language, frozenset())
