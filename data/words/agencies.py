"""Words of the trade: agencies, datelines, attribution formulas and legal notices, per language, as folded lemmas.

They say who reports and how, never what about, so no label or keyword is made of them. Each group starts with an
example of the text its words come from. A phrase is refused when any of its words stands here.
"""

from __future__ import annotations

_RUSSIAN = """
# «МОСКВА, 8 янв – РИА Новости», «Об этом сообщает ТАСС»
риа риан тасс итар итар-тасс интерфакс интерфакс-украина регнум прайм росбалт рбк рт rt russia лента lenta lentaru фонтанка коммерсантъ ведомость известие газета.ru взгляд вести унн униан укринформ рейтер reuters рейтерс
reuter ассошиэйтед ассошиэйтед-пресс bloomberg блумберг бибиси би-би-си bbc би-эн-эн cnn синьхуа sputnik спутник-новости afp франс-пресс dpa ap associated press interfax tass ria евроньюс euronews life лайф нсн фан
агентство информагентство информация новость новостной сми телеканал телекомпания радиостанция эфир газета издание журнал журналист корреспондент собкор обозреватель репортер портал сайт страница
пресса пресс-служба пресс-секретарь пресс-релиз пресс-центр пресс-конференция брифинг микроблог твиттер twitter фейсбук facebook instagram инстаграм telegram телеграм youtube ютуб блог видео фото
видеозапись фотография запись ссылка материал публикация статья заметка сюжет репортаж интервью комментарий колонка подпись читать далее источник собеседник подробность
# «сообщил», «заявил журналистам», «по словам», «как отметил»
сообщать сообщить сообщение сообщаться заявить заявлять заявление отметить отмечать отмечаться подчеркнуть подчеркивать подчеркиваться рассказать рассказывать говорить сказать говориться передавать передать
пояснить пояснять объяснить объяснять добавить добавлять уточнить уточнять уточняться напомнить напоминать указать указывать указываться утверждать утверждаться цитировать процитировать писать написать
информировать проинформировать прокомментировать комментировать объявить объявлять выразить выражать признать признавать мнение высказывание выступить выступать выступление предположить предполагать
полагать ожидать ожидаться планировать планироваться слово данные данный опубликовать публиковать опубликованный обсудить обсуждать обсуждение выступающий спикер эксперт аналитик политолог
назвать известно стать обещать пообещать предложить предлагать призвать призывать ответить отвечать считать поведать констатировать опровергнуть опровергать подтвердить подтверждать сослаться ссылаться
представитель официальный глава
# «(организация запрещена в РФ)», «выполняет функции иностранного агента»
запрещенный запретить запрещать иноагент террористическая экстремистская
# «18+», «Реклама», «Подписывайтесь на наш канал»
реклама рекламный подписаться подписываться подписка канал лайк репост https http www com ru html amp nbsp quot laquo raquo ndash mdash
"""

_UKRAINIAN = """
# «КИЇВ, 8 січня. УНІАН», «Про це повідомляє Укрінформ»
уніан унн укрінформ інтерфакс інтерфакс-україна рбк рбк-україна цензор тсн рейтер reuters ap afp bloomberg bbc бі-бі-сі cnn тасс ріа радіо агентство агенція інформагентство інформація новина новини
змі телеканал ефір газета видання журнал журналіст кореспондент оглядач портал сайт сторінка преса пресслужба прес-служба прес-секретар речник брифінг прес-конференція twitter facebook telegram youtube
відео фото запис посилання матеріал публікація стаття сюжет репортаж інтерв'ю коментар джерело співрозмовник подробиця
# «повідомив», «заявив журналістам», «за словами»
повідомити повідомляти повідомлення повідомлятися заявити заявляти заява зазначити зазначати наголосити наголошувати підкреслити підкреслювати розповісти розповідати говорити сказати казати передавати передати
пояснити пояснювати додати додавати уточнити нагадати нагадувати вказати вказувати стверджувати цитувати писати написати інформувати поінформувати прокоментувати коментувати оголосити оголошувати висловити
висловлювати визнати визнавати думка припустити припускати вважати очікувати планувати планується слово дані опублікувати обговорити обговорювати експерт аналітик закликати пообіцяти обіцяти запропонувати
пропонувати відповісти представник офіційний глава підтвердити
реклама підписатися підписуватися канал https http www com ua html amp nbsp quot
"""

_ENGLISH = """
# "MOSCOW, January 8 (Reuters)", "the agency reports"
reuters ap afp tass itar ria rian novosti interfax bloomberg sputnik rt bbc cnn xinhua dpa agency agencies news newspaper newspapers magazine journal reporter reporters journalist journalists correspondent
correspondents website site webpage page press media broadcaster broadcast channel radio tv editorial column article articles photo photos picture pictures video videos image images caption
source sources interview interviews comment comments commented commentary briefing transcript twitter tweet tweeted facebook telegram youtube instagram blog post posted link
# "he said", "officials told reporters"
say says said saying tell tells told telling report reports reported reporting announce announces announced announcement state states stated statement statements note notes noted add adds added claim claims
claimed warn warns warned explain explained describe described mention mentioned argue argued suggest suggests suggested insist insisted admit admitted deny denied confirm confirmed confirms quote quoted
according spokesman spokeswoman spokesperson official officials expert experts analyst analysts remark remarks opening answer answers reply replied speech question questions quotes publish published
acknowledge acknowledged declare declared believe believed emphasize emphasized stress stressed point pointed discuss discussed
# "read more", "subscribe to our channel", "Events Speech at"
advertisement advert subscribe read click https http www com co uk html amp nbsp quot copyright rights reserved
ru en ly youtu be mid pic goo gl bit htt ht
"""


def _words(table: str) -> frozenset[str]:
    lines = (line for line in table.splitlines() if not line.startswith("#"))
    return frozenset(word.replace("ё", "е") for line in lines for word in line.split())


FORMULA_WORDS: dict[str, frozenset[str]] = {
    "ru": _words(_RUSSIAN),
    "uk": _words(_UKRAINIAN),
    "en": _words(_ENGLISH),
}


def formula_words(language: str) -> frozenset[str]:
    """Agency and formula words of a language; empty for a language without a list."""
    return FORMULA_WORDS.get(language, frozenset())
