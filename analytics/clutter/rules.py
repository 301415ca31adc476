"""What clutter looks like: rules as data, each with texts that it must match and must not.

A rule speaks of one line as `masking.masked` leaves it, without blanks at its ends; a text without line breaks is one
line. Where a rule may stand:

- `line`: the whole of a line, anywhere;
- `tail`: the whole of a line among the last ones, below which nothing but clutter follows;
- `head`: the beginning of a line that is the first, or follows a headline;
- `inside`: a part of a line, anywhere;
- `end`: the last part of the last line that is no clutter.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

CODE = 1  # raise it whenever the same text would give other spans

Place = Literal["line", "tail", "head", "inside", "end"]
KINDS = ("dateline", "advert", "credit", "read_also", "source", "legal", "footer", "hashtags", "repeated")
"""The last is what no rule knows and an outlet repeats, see `learnt`."""


@dataclass(frozen=True)
class Rule:
    """One way in which clutter is written.

    Attributes:
        kind: one of KINDS.
        place: see above.
        pattern: of the whole line, or of the part; case is ignored unless `exact`; a blank stands for any run of blanks.
        like, unlike: lines that hold such clutter, and lines that do not.
        longest: characters that a line which is clutter as a whole has at most.
        linked: whether the line must hold an address.
        exact: whether capitals count.
    """

    kind: str
    place: Place
    pattern: str
    like: tuple[str, ...]
    unlike: tuple[str, ...] = ()
    longest: int = 300
    linked: bool = False
    exact: bool = False

    @cached_property
    def form(self) -> re.Pattern[str]:
        """The pattern, compiled."""
        pattern = self.pattern.replace(" ?", r"\s*").replace(" ", r"\s+")
        ends = r"\s*$" if self.place == "end" else ""
        return re.compile(f"(?:{pattern}){ends}", re.NOFLAG if self.exact else re.IGNORECASE)

    def of_whole(self, said: str, *, is_linked: bool) -> bool:
        """Whether a whole line is such clutter; `said` has one blank for many."""
        return len(said) <= self.longest and (is_linked or not self.linked) and self.form.fullmatch(said) is not None

    def of_parts(self, words: str) -> list[re.Match[str]]:
        """The parts of a line that are such clutter."""
        if self.place == "inside":
            return list(self.form.finditer(words))
        found = self.form.match(words) if self.place == "head" else self.form.search(words)
        return [found] if found else []


_AGENCY = (
    r"(?:РИА[\s-]+(?:Новости|ФАН)|РИАН|(?:ИА )?ТАСС|ИТАР-ТАСС|Интерфакс(?:-[А-ЯЁ][а-яё]+)?|INTERFAX(?:\.RU)?|Прайм|ПРАЙМ|"
    r"(?:ИА )?REGNUM|Sputnik|Спутник|УНИАН|УНІАН|Укрінформ|Укринформ|УНН|БЕЛТА|БелТА|АПН|ФАН|Росбалт|Лента\.ру|РБК|"
    r"Reuters|AP|AFP|CNN|ANI|PTI|IANS|TASS|UPI|Xinhua|Bloomberg|BBC|dpa|DPA|EFE|ANSA|Kyodo|KUNA|WAM|QNA|Рейтер)"
)
_MONTH = (
    r"(?i:янв|фев|мар|апр|ма[йя]|июн|июл|авг|сен|окт|ноя|дек|січ|лют|бер|кві|тра|чер|лип|сер|вер|жов|лис|гру"
    r"|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[а-яёіїa-z]*\.?"
)
_DAY = rf"(?:\d{{1,2}}\s+{_MONTH}(?:\s+\d{{4}}(?:\s*г\.?)?)?|{_MONTH}\s+\d{{1,2}}(?:,?\s+\d{{4}})?)"
_DASH = r"\s*[—–-]{1,2}\s*"
_PLACE = r"[А-ЯЁІЇЄҐA-Z][А-ЯЁІЇЄҐA-Zа-яёіїєґ'’a-z./ -]{1,40}?"
_CAPITALS = r"[А-ЯЁІЇЄҐA-Z][А-ЯЁІЇЄҐA-Z'’. -]{3,30}"
_FORBIDDEN = (
    r"(?:запрещ[её]н\w*|признан\w*\s+(?:\w+\s+){0,5}?(?:экстремистск|террористич|нежелательн|иностранн|иноагент)\w*"
    r"|внес[её]н\w*\s+(?:\w+\s+){0,4}?реестр|иностранн\w+\s+агент\w*|иноагент\w*|заборонен\w*\s+(?:в|на)"
    r"|экстремистск\w+\s+организаци\w*|террористическ\w+\s+организаци\w*|нежелательн\w+\s+организаци\w*)"
)
_WHERE = r"(?:в|на территории)\s+(?:РФ|России|Российской Федерации)"
_SUBSCRIBE = (
    r"(?:подпи(?:сывай(?:ся|тесь|те)|шись|шитесь|саться(?! под))|підпи(?:суйтесь|шіться|сатися)|присоединяй(?:ся|тесь)"
    r"|прислать новость|предложить новость|отдай свой буст|приєднуйтесь|долучайтеся)"
)

RULES: tuple[Rule, ...] = (
    # --- where and when, at the head ---------------------------------------------------------------------------------
    Rule(
        "dateline",
        "head",
        rf"{_PLACE}(?:,\s*{_PLACE})?,\s*{_DAY}\.?{_DASH}/?{_AGENCY}/?(?:,\s*[А-ЯЁ][а-яё]+ [А-ЯЁ][а-яё-]+)?\s*[.,—–-]?",
        like=("МОСКВА, 8 янв — РИА Новости. Врачи рассказали", "КИЇВ, 8 січня - УНІАН. Уряд"),
        unlike=("Москва, 8 января — день, когда", "Россия и НАТО, 8 января."),
        exact=True,
    ),
    Rule(
        "dateline",
        "head",
        rf"{_PLACE}(?:,\s*{_PLACE})?,\s*{_DAY}\.?\s*/{_AGENCY}[^/\n]{{0,40}}/\.?",
        like=("МОСКВА, 5 мая. /ТАСС/. Президент",),
        exact=True,
    ),
    Rule(
        "dateline",
        "head",
        rf"(?:{_PLACE}\.\s*)?{_DAY}\.?\s*/?(?:{_AGENCY}|[A-ZА-ЯЁ-]+\.(?:RU|РУ|UA|COM))/?(?:{_DASH}|\.\s|\s(?=[А-ЯЁA-Z«]))",
        like=("5 мая. INTERFAX.RU - Минздрав", "Москва. 5 мая. INTERFAX.RU - Минздрав"),
        unlike=("5 мая в Москве", "5 мая. Президент"),
        exact=True,
    ),
    Rule(
        "dateline",
        "head",
        rf"(?:{_CAPITALS}(?:,\s*(?:{_PLACE}|{_DAY}))*\s*)?\(\s*{_AGENCY}\s*\)(?:{_DASH}|\s*[:.])",
        like=("WASHINGTON (AP) — The Senate", "(CNN) – Scientists", "BERLIN, May 5 (Reuters) - Germany"),
        unlike=("The (AP) said",),
        exact=True,
    ),
    Rule(
        "dateline",
        "head",
        rf"{_CAPITALS}(?:, ?(?:{_PLACE}|{_DAY}))*(?:\s*:| [—–-]{{1,2}})(?= [А-ЯЁІЇЄA-Z«“\"])",
        like=("DUBAI: An Abu Dhabi court", "NEW DELHI, May 5: The", "КИЕВ — Правительство"),
        unlike=(
            "НАТО и США: что дальше",
            "НАТО - это альянс",
            "Москва: власти",
            "COVID-19: the",
            "SARS, Ebola and SARS-CoV",
        ),
        exact=True,
    ),
    Rule(
        "dateline",
        "line",
        rf"(?:published|updated|posted|last updated|опубликовано|обновлено)(?:\s+on|\s*:)?\s*{_DAY}.{{0,25}}",
        like=("Updated: May 5, 2020", "UpdatedMay 5, 2020", "Опубликовано: 5 мая 2020"),
        unlike=("Updated figures show that May was warm",),
        longest=60,
    ),
    Rule(
        "dateline",
        "line",
        rf"(?:{_DAY}|\d{{1,2}}[./]\d{{1,2}}[./]\d{{4}})(?:,? \d{{1,2}}:\d{{2}})?",
        like=("May 5, 2020", "5 мая 2020", "05.05.2020 10:00"),
        unlike=("5 мая состоится парад",),
    ),
    Rule(
        "dateline",
        "head",
        rf"(?!Россия){_PLACE}, (?:ОАЭ|США|РФ|Россия|Украина|Україна|Беларусь|Казахстан|UAE|US|USA|UK)\.(?= )",
        like=("Дубай, ОАЭ. Центр", "Минск, Беларусь. Парламент"),
        unlike=("Вашингтон, США",),
        exact=True,
    ),
    Rule(
        "dateline",
        "head",
        rf"{_PLACE}(?:, {_PLACE})?, {_DAY}\.(?= )"
        rf"|{_PLACE}(?:, {_PLACE})?(?:, {_DAY})? ?(?:/[A-Z][A-Z -]{{1,20}}/ ?[—–-]{{1,2}}|\| ?{_AGENCY} ?\|)",
        like=("Москва, 3 мая. Банк", "BONN, May 3, 2020 /CNW/ -- The", "Lima, Peru | AFP | The"),
        unlike=("Москва, 3 мая", "Он, 3 мая родившийся"),
        exact=True,
    ),
    Rule(
        "dateline",
        "head",
        rf"{_CAPITALS}, {_DAY}{_DASH}[А-ЯЁІЇЄҐA-Z][\w.«» -]{{1,30}}\.(?= [А-ЯЁІЇЄҐA-Z«])",
        like=("МОСКВА, 8 янв — Агентство. Врачи",),
        unlike=("МОСКВА, 8 янв — день памяти. Врачи", "Москва, 8 янв — Праздник. Врачи"),
        exact=True,
    ),
    # --- adverts -----------------------------------------------------------------------------------------------------
    Rule(
        "advert",
        "line",
        r"(?:реклама|на правах рекламы|партн[её]рский материал|advertisement|sponsored(?: content)?)\s*[.:]?(?:\s*(?:ООО|АО|ПАО|ИП)\b.*)?"
        r"|(?:реклама|erid)\b\s*[.:].*|.*\berid\s*:\s*\w{6,}.*",
        like=("Реклама", "Реклама. ООО «Ромашка» ИНН 7700000000", "Erid: 2VtzqwXYZ12", "На правах рекламы"),
        unlike=("Реклама в интернете подорожала", "Рекламу запретили"),
        longest=400,
    ),
    # --- photographs and whose they are ------------------------------------------------------------------------------
    Rule(
        "credit",
        "line",
        r"(?:фото(?:графия)?|видео|иллюстрация|снимок|скриншот|инфографика|світлина|фото з|photos?|images?|pictures?|video|"
        r"screenshot|credit|image credits?|photo credits?|featured (?:image|photo))"
        r"(?:\s+(?:из (?:открытых|архив|личного|соц|сети|интернет)\w*|с сайта|by|by:|from|via|courtesy of|автора|предоставлен[оы])\b.{0,80}|\s*[:/©].{0,80})",
        like=("Фото: Instagram / ivanova", "Фото из открытых источников", "Photo: Getty Images", "Видео: YouTube"),
        unlike=(
            "Фото показали журналистам",
            "Video games are popular",
            "Images showed smoke",
            "Видео с места крушения вертолёта",
        ),
        longest=110,
    ),
    Rule(
        "credit",
        "line",
        r"(?:\S+ ){0,5}?(?:/\s*)?(?:getty images|shutterstock|depositphotos|globallookpress|pixabay(?:\.com)?|unsplash|istock|ap photo|zuma|reuters)"
        r"(?:\s*/\s*[\w .-]{0,40})?",
        like=("Getty Images", "John Smith / Getty Images", "pixabay.com"),
        unlike=("Акции Shutterstock выросли", "This is reuters reporting on Getty Images and its plans for the year"),
        longest=70,
    ),
    Rule(
        "credit",
        "inside",
        r"\((?:ap photo|photo|image|фото|getty)\b[^()]{0,80}\)|(?<=[.!?»\"”)])\s*(?:Фото|Photo|Светлина|Світлина)\s*:\s*[^!?]{3,60}$",
        like=("The hall was empty. (AP Photo/John Smith)", "Его выписали. Фото: pixabay.com"),
        unlike=("На фото: президент",),
    ),
    # --- pointers to other texts -------------------------------------------------------------------------------------
    Rule(
        "read_also",
        "line",
        r"(?:читайте|читай|смотрите|смотри|слушайте|читати|дивіться)(?:\s+(?:также|ещ[её]|еще|також|по теме|подробнее))?\s*:.*"
        r"|(?:читайте|смотрите|дивіться)\s+(?:также|ещ[её]|також|по теме)\b.*"
        r"|(?:read more|also read|read also|see also|see more|related(?: (?:articles?|stories|news|coverage))?|more on this|more from|watch(?: also| now)?|review|don't miss|"
        r"recommended|you may also like|further reading|games featured in this article|pay attention|по теме|материалы по теме|это интересно|интересное по теме|другие новости|ранее по теме|новости по теме|популярные ?новости)\s*(?:[:|]| [—–-]).*"
        r"|(?:read|learn|find out) more (?:about|on)\b.{0,80}\bhere\.?|games featured in this article|популярные ?новости|further reading",
        like=("Читайте также: Врач назвал дозу", "Read more: Tests that can tell", "Смотрите также: Кай"),
        unlike=("Читайте книги чаще", "Смотрите, что получилось", "Watch the skies"),
    ),
    Rule(
        "read_also",
        "line",
        r"(?:читать|прочитать|прочесть|смотреть|посмотреть|скачать|узнать|открыть|перейти|изучить|подробнее|подробности|ссылка|зеркало|ворваться|оригинал|перевод|репозиторий|"
        r"регистрация|зарегистрироваться|записаться|read|watch|link|learn more)\b[^,.]{0,60}",
        like=(
            "👉 [Читать гайд](https://a.io/x)",
            "🔗 [Ссылка на PyPI](https://pypi.org/x)",
            "👉 [Зеркало](https://a.b/c)",
        ),
        unlike=(
            "Читать вредно, считает министр",
            "👉 Читать все подряд вредно, говорит [врач](https://a.b/c), и вот почему это так на самом деле",
        ),
        longest=70,
        linked=True,
    ),
    Rule(
        "read_also",
        "tail",
        r"(?:.{0,90}\b)?(?:читайте|прочитать|прочесть|смотрите|узнать|ознакомиться)\b.{0,60}\b(?:здесь|тут|по ссылке|в статье|в посте|на сайте|в материале|статье)\b.{0,40}",
        like=("Об этом читайте в статье", "Подробнее об этом читайте здесь"),
        unlike=("Он предложил прочитать доклад",),
        longest=180,
        linked=True,
    ),
    Rule(
        "read_also",
        "inside",
        r"\((?:подробнее|читайте|см\.|полную версию|read more|see)\b[^()]{0,80}\b(?:здесь|тут|по ссылке|here)\)|"
        r"(?<=[.!?…»\"])\s*(?:подробнее|подробности)[^.!?]{0,40}\b(?:читайте|здесь|по ссылке|тут)\b[^.!?]{0,40}\s*$",
        like=("Это рекорд (подробнее читайте тут).", "Это рекорд. Подробнее об этом читайте здесь"),
        unlike=("Это рекорд (подробнее о нём ниже).",),
    ),
    Rule(
        "read_also",
        "line",
        r"(?:читайте|смотрите|слушайте) (?:на|в) .{2,90}",
        like=("Смотрите на [Youtube](https://a.b), в [VK](https://c.d).",),
        longest=110,
        linked=True,
    ),
    Rule(
        "read_also",
        "line",
        r"подробнее\b.{0,90}\b(?:здесь|в материале|в нашем|рассказали|читайте)\b.{0,50}"
        r"|.{0,110}\bчитайте в (?:рубрике|разделе|сюжете|материале|нашем|статье)\b.{0,90}"
        r"|(?:актуальные|последние|свежие|самые) (?:данные|новости|сведения|свежие)\b.{0,120}\b(?:на портале|в рубрике|на сайте|в разделе|в нашем)\b.{0,90}"
        r"|for (?:more|(?:all )?(?:the )?latest)\b.{0,120}\b(?:click here|visit|here)\b.{0,40}|follow\b.{0,60}\bfor (?:all )?(?:the )?latest\b.{0,60}",
        like=(
            "Подробнее о шоу мы рассказали здесь.",
            "Новости города читайте в рубрике «Город».",
            "For more on the leak, click here.",
            "Актуальные данные представлены на портале a.рф.",
        ),
        unlike=("Подробнее о себе он не сказал.", "Последние новости с фронта встревожили министра"),
        longest=240,
    ),
    Rule(
        "read_also",
        "end",
        r"(?<=[\s,.!?…])(?:а )?(?:полностью |подробно |подробнее |целиком |остальное )?читайте (?:в|на|по)\b[^.!?]{0,60}:?",
        like=("Вот главное, а полностью читайте в [статье](https://a.b)",),
        unlike=("Он сказал: не читайте в темноте, это вредно.",),
    ),
    Rule(
        "read_also",
        "tail",
        r"[^\W\d_]\S*(?: \S+){0,2}",
        like=("👉 [GitHub](https://a.b/c)", "⏯️ [Слушать ](https://a.b)"),
        unlike=("👉 [Как министр обманул всех](https://a.b/c)", "[41:12](https://a.b) Итоги"),
        longest=30,
        linked=True,
    ),
    # --- who says so -------------------------------------------------------------------------------------------------
    Rule(
        "source",
        "line",
        r"(?:источник(?:и)?|первоисточник|джерело|автор(?:ы)?|текст|подготовил[аи]?|перевод|по материалам|за матеріалами|источник фото|sources?|via|references|reporting by|"
        r"written by|edited by|author|прислал[аи]?)\s*(?::|—|–)\s*.{0,120}"
        r"|(?:источник|прислали через бота|по материалам\b.{0,80}|за матеріалами\b.{0,80})"
        r"|(?:first )?published in [A-Z].{0,60}|this (?:article|story|report)\b.{0,60}\b(?:re|first |originally )?(?:published|syndicated|produced)\b.{0,160}"
        r"|\((?:source|via|источник)\b.{0,60}\)|(?:The )?(?:Associated Press|Canadian Press|Reuters|Agence France-Presse|AFP|Press Association|Xinhua)"
        r"|начислено вознаграждение.{0,140}|(?:материал|статья|новость|текст) (?:подготовлен|написан|создан)\w* (?:на основе|по материалам|при поддержке|посетителем|пользователем).{0,140}",
        like=(
            "Источник: ТАСС",
            "[Источник](https://a.b/c)",
            "Автор: Мария Иванова",
            "Source: WHO",
            "(Source: Hexus)",
            "The Associated Press",
            "По материалам РИА Новости",
        ),
        unlike=(
            "Источник сообщил агентству",
            "Автор книги умер",
            "Текст договора: что в нём важно для всех, кто живёт в России и за её пределами, и почему о нём спорят юристы и депутаты",
        ),
        longest=260,
    ),
    Rule(
        "source",
        "inside",
        r"\((?:additional )?(?:reporting|writing|editing|compiled)\b(?:\s+\w+)*? by\b[^()]{0,200}\)",
        like=("(Reporting by John Smith; Editing by Jane Doe)",),
        unlike=("(reporting period)",),
    ),
    Rule(
        "source",
        "line",
        r"(?:By|BY|by)\s+[A-Z][a-z.'-]+(?:\s+[A-Z][a-zA-Z.'-]+){1,3}(?:,? (?:and|&) [A-Z][a-z.'-]+(?:\s+[A-Z][a-zA-Z.'-]+){1,2})?",
        like=("By John Smith",),
        unlike=("By then it was late", "By March the war ended"),
        longest=80,
        exact=True,
    ),
    Rule(
        "source",
        "end",
        r"(?:(?<=\s)|^)(?:via\s+)?@[A-Za-z]\w{3,31}\.?",
        like=("Цены выросли.  @banksta", "@gazprombank"),
        unlike=("@durov написал об этом",),
    ),
    Rule(
        "source",
        "tail",
        r"[А-ЯЁІЇЄҐ][а-яёіїєґ]+(?:-[А-ЯЁ][а-яё]+)? [А-ЯЁІЇЄҐ][а-яёіїєґ]+(?:-[А-ЯЁ][а-яё]+)?\.?|[\w .]{2,30} © ?[\w .]{2,40}"
        r"|[А-ЯЁ][а-яё-]+, [А-ЯЁ][а-яё]+ [А-ЯЁ][а-яё-]+|[A-Z][a-z]+ (?:[A-Z]['’])?[A-Z][a-z]+(?:[A-Z][a-z]+)?",
        like=("Сергей Смирнов", "Виталий Романюк."),
        unlike=("Сергей Смирнов уехал", "Россия"),
        longest=50,
        exact=True,
    ),
    # --- what the law or a lawyer wants said -------------------------------------------------------------------------
    Rule(
        "legal",
        "inside",
        rf"\(\*?\s*(?:[^()]{{0,120}}\s)?{_FORBIDDEN}[^()]{{0,120}}\)",
        like=(
            "ИГИЛ (запрещённая в РФ террористическая организация) взяло",
            "Meta (признана в РФ экстремистской)",
            "СМИ (иностранный агент)",
        ),
        unlike=("Он (запретил говорить)", "курение (кроме балконов)"),
    ),
    Rule(
        "legal",
        "line",
        rf"\*+ ?.{{0,160}}{_FORBIDDEN}.{{0,160}}",
        like=(
            "*Организация Meta признана экстремистской в РФ",
            "* экстремистская организация, деятельность запрещена на территории РФ",
        ),
        unlike=("Курение запрещено.",),
    ),
    Rule(
        "legal",
        "tail",
        rf"(?:[^.!?]{{0,120}} )?(?:признан\w*|внес[её]н\w*|запрещен\w*|запрещён\w*|деятельность)\b[^.!?]{{0,60}}"
        rf"(?:экстремистск|террорист|нежелательн|иноагент|иностранн\w+ агент)[^.!?]{{0,60}} {_WHERE}\.?",
        like=(
            "Meta* признана экстремистской организацией на территории РФ.",
            "Организация Meta признана экстремистской в РФ",
        ),
        unlike=(
            "Госдума обсудила закон об иностранных агентах.",
            "Уголовное дело возбуждено за уклонение от обязанностей иноагента.",
        ),
    ),
    Rule(
        "legal",
        "line",
        r"\(?(?:0|6|12|16|18)\+\)?|©.{0,160}|copyright|(?:copyright (?:©|\(c\)|\d)|все права защищены|all rights reserved|перепечатка|использование материалов|любое использование|републикация|"
        r"prices (?:are )?subject to change|не является (?:индивидуальной )?инвестиционной рекомендацией|имеются противопоказания|disclaimer)\b.{0,220}"
        r"|при (?:использовании|цитировании|перепечатке|копировании)\b.{0,120}\b(?:ссылка|гиперссылка|указание)\b.{0,80}\bобязательн\w+\.?",
        like=("18+", "© 2020 Reuters", "Все права защищены.", "All rights reserved."),
        unlike=("18 человек", "Перепечатали все"),
    ),
    Rule(
        "source",
        "line",
        r"Общество|Политика|Экономика|В мире|Мир|Спорт|Культура|Происшествия|Новости|Наука|Технологии|Авто|Бизнес|Финансы|Здоровье|Регионы|Главное|"
        r"World|Sports?|Business|Politics|News|Opinion|Entertainment|Health|Technology|Lifestyle|Science",
        like=("Общество", "World"),
        unlike=("Политика.", "Мир и война"),
        exact=True,
    ),
    # --- invitations -------------------------------------------------------------------------------------------------
    Rule(
        "footer",
        "line",
        rf"(?:.{{0,40}}[.:,!?—–|-]\s*|\W*(?:интересно\?|жми[,!]?|нажми[,!]?|хочешь [\w ]{{1,30}}\?)\s*)*(?:чтобы )?{_SUBSCRIBE}.{{0,90}}",
        like=(
            "❤ [Подписаться](https://t.me/x) | [Прислать новость](https://t.me/y)",
            "[👉 Топор Live. Подписаться](https://t.me/x)",
            "Подписывайтесь на наш Telegram-канал",
            "Интересно? Жми, чтобы подписаться на сайт в Яндексе",
        ),
        unlike=(
            "Подписаться под обращением решили 40 депутатов из разных фракций парламента, которые считают, что закон надо отклонить, сказал он",
            "Президент подписал закон",
        ),
        longest=140,
    ),
    Rule(
        "footer",
        "line",
        r"(?:читайте|читай|смотрите|следите|читать|ищите|обсуждайте|слушайте)\s+(?:нас|за нами|наши|\S+)(?:\s+\S+){0,3}?\s+(?:в|на|без)\s+"
        r"(?:яндекс\w*(?:[. ]\S+)?|telegram\S*|телеграм\S*|google\S*|vpn.*|facebook|twitter|instagram|вконтакте|vk|viber|дзен\w*|max|одноклассниках)\b.{0,60}",
        like=(
            "Читайте нас в Яндексе",
            "Читайте iReactor в Яндексе",
            "Следите за нами в Telegram",
            "Читать нас без VPN можно здесь:",
        ),
        unlike=("Читайте новости в газетах",),
        longest=140,
    ),
    Rule(
        "footer",
        "line",
        r"(?:мы|наш\w*(?:\s+\S+)?|официальный канал|оперативные новости\b.{0,80})\s+(?:в|на)\s+(?:telegram\S*|телеграм\S*|яндекс\S*|facebook|twitter|youtube|вконтакте|vk|viber\S*|instagram)"
        r"(?:\s*[:,.!|—–(/-].{0,200}|\s+(?:и|в|на|@\w+)\b.{0,160})?",
        like=("Мы в Telegram", "Наш канал в Telegram: @x"),
        unlike=("Мы на YouTube смотрели, а он", "Он в Telegram написал"),
        longest=300,
    ),
    Rule(
        "footer",
        "line",
        r"(?:нашли|заметили|увидели|знайшли)\s+(?:ошибку|опечатку|помилку).{0,140}|(?:сообщить|повідомити) (?:об|про) (?:ошибке|опечатке|помилку).{0,80}"
        r"|.{0,200}\b(?:присылайте|пишите|шлите|надсилайте)\b.{0,60}(?:на (?:адрес|почту)|нам|@|бот).{0,80}"
        r"|(?:поделиться|поделись|поделитесь|расскажите друзьям|ставьте лайк\w*|оцените (?:статью|материал|новость)|комментарии$|оставить комментарий|обсудить|поддержите|донат)\b.{0,60}",
        like=("Нашли ошибку? Выделите её и нажмите Ctrl+Enter", "Поделиться", "Истории присылайте на адрес a@b.ru"),
        unlike=(
            "Нашли пропавшего мальчика",
            "Поделиться своими планами на лето согласились не все министры, с которыми говорил наш корреспондент в четверг",
        ),
        longest=260,
    ),
    Rule(
        "footer",
        "line",
        r"(?:follow|like|join|find|tweet|contact|email)\s+(?:us|me|our|him|her|the author|@|\S+ \S+ on).{0,120}"
        r"|(?:subscribe\b|sign up|download (?:the|our)|click here|get (?:the|our) (?:app|newsletter|latest|daily)|support our|donate|share this|already a subscriber|have a tip|"
        r"do you have (?:a|any) (?:personal|story|tip|news|information)|(?:our|the) newsletter|for (?:more|all the latest|the latest)\b.{0,60}\b(?:visit|follow|download|subscribe|news)).{0,300}"
        r"|(?:loading(?:\.\.\.|…|something is loading\.?)?|view gallery.{0,20}|sorry, this (?:content|video) (?:isn't|is not) available.{0,40}|(?:story|article) continues (?:below|after).{0,40}|comments?|share)",
        like=(
            "Follow us on Twitter",
            "Subscribe to our newsletter",
            "Loading",
            "Sorry, this content isn't available on your device.",
            "Download our app",
        ),
        unlike=("Follow the money, he said", "Subscribers left", "Sharing is good"),
        longest=420,
    ),
    Rule(
        "footer",
        "tail",
        r"[—–-]?\s*(?:Dr\.? |Prof\.? )?[A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+){1,4},? (?:(?:\w+,? )?(?:is|was) (?:an?|the) .{0,80}\b(?:writer|author|editor|reporter|journalist|columnist|correspondent|professor|lecturer|fellow|founder|analyst|consultant)\b.{0,200}"
        r"|(?:[A-Z][\w-]+ ){0,4}(?:in|of|at) .{0,120}\b(?:University|Institute|College|School|Centre|Center)\b.{0,160})",
        like=(
            "— Jane Smith is a science writer and the author of a book on cats.",
            "John Roe, Reader in Law, University of Leeds.",
        ),
        unlike=("He is a writer", "Anna Doe is a brand of her own now."),
        longest=300,
        exact=True,
    ),
    Rule(
        "footer",
        "tail",
        r"(?:а )?(?:что|как\w*|кто|сколько|где|почему|согласны)\b[^.!?]{0,70}\b(?:(?:вы|у вас)\b[^?]{0,30}|думаете|считаете|по-вашему)\b[^?]{0,20}\?(?: .{0,90}(?:комментари|делитесь|пишите).{0,60})?",
        like=("А какие советы добавили бы вы?", "Как вы считаете? Пишите в комментариях"),
        unlike=("Что делать дальше?",),
        longest=200,
    ),
    Rule(
        "footer",
        "end",
        rf"(?<=[.!?…»\"])\s*[^.!?…]{{0,80}}{_SUBSCRIBE}[^.!?…]{{0,120}}[.!?…]*",
        like=("Он согласен. Будь в курсе, подписывайся на наш Instagram.",),
        unlike=("Подписаться под этим он не может",),
    ),
    Rule(
        "footer",
        "line",
        rf".{{0,140}}\b(?:telegram|телеграм|viber|instagram|facebook|youtube|яндекс|whatsapp)\S*.{{0,40}}{_SUBSCRIBE}.{{0,60}}"
        r"|.{0,100}\bв наш(?:ем|их) (?:instagram|telegram|телеграм|viber|facebook|youtube|канал|соцсет)\S*.{0,60}"
        r"|.{0,100}\bподдержи(?:те)? (?:нас|редакцию|проект|издание|\S+\.\w+)\b.{0,60}|поделиться\w+|share (?:it|this|on)\b.{0,60}|.{0,60}\bshare it with your friends\b.{0,40}",
        like=(
            "Новости области в нашем Telegram-канале. Подписывайтесь по ссылке!",
            "О спорте – в нашем Instagram!",
            "Хочешь перемен? Поддержи Znak.com",
            "Share on: WhatsApp",
        ),
        unlike=("Он написал об этом в Telegram", "Они поддержали проект закона"),
        longest=240,
    ),
    # --- tags --------------------------------------------------------------------------------------------------------
    Rule(
        "hashtags",
        "line",
        r"#\w[\w-]*(?:[\s,]*#\w[\w-]*)*",
        like=("#вакансии #работа", "#сша#россия"),
        unlike=("#МыВместе стал лозунгом",),
        longest=1_000,
    ),
    Rule(
        "hashtags",
        "tail",
        r"(?:теги|tags|метки|ключевые слова)\s*:?.{0,160}|(?:[^\W\d_][\w-]*(?: [\w-]+){0,2}, ){3,}[\w-]+(?: [\w-]+){0,2}",
        like=("ученые, исследование, Сингапур, эпидемия", "Теги: война"),
        unlike=("Приехали Иванов, Петров и Сидоров", "он, она, они, и все остальные."),
    ),
    Rule(
        "hashtags",
        "end",
        r"(?:(?<=\s)|^)#\w[\w-]*(?:[\s,]*#\w[\w-]*)*",
        like=("Выборы прошли. #выборы #россия",),
        unlike=("Лозунг #МыВместе знают все",),
    ),
)
