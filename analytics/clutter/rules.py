"""What clutter looks like: rules as data, each with texts that it must match and must not.

A rule speaks of one line as `masking.masked` leaves it, without blanks at its ends; a text without line breaks is one
line. Where a rule may stand:

- `line`: the whole of a line, anywhere;
- `tail`: the whole of a line among the last ones, below which nothing but clutter follows;
- `top`: the whole of a line among the first ones, above which nothing but clutter stands;
- `head`: the beginning of a line that is the first, or follows a headline;
- `inside`: a part of a line, anywhere;
- `end`: the last part of the last line that is no clutter.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Literal

CODE = 2
"""Raise it whenever the same text would give other spans."""

Place = Literal["line", "tail", "top", "head", "inside", "end"]


@dataclass(frozen=True)
class Rule:
    """One way in which clutter is written.

    Attributes:
        kind: one of `schema.CLUTTER_KINDS`.
        place: see above.
        pattern: of the whole line, or of the part; case is ignored unless `exact`; a blank stands for any run of blanks.
        like, unlike: lines that hold such clutter, and lines that do not.
        longest: characters that a line which is clutter as a whole has at most.
        linked: whether the line must hold an address.
        exact: whether capitals count.
        needs: letters, in lower case, one of which a text must have for the pattern to be tried: they cost little.
    """

    kind: str
    place: Place
    pattern: str
    like: tuple[str, ...]
    unlike: tuple[str, ...] = ()
    longest: int = 300
    linked: bool = False
    exact: bool = False
    needs: tuple[str, ...] = ()

    @cached_property
    def form(self) -> re.Pattern[str]:
        """The pattern, compiled."""
        pattern = self.pattern.replace(" ?", r"\s*").replace(" ", r"\s+")
        ends = r"\s*$" if self.place == "end" else ""
        return re.compile(f"(?:{pattern}){ends}", re.NOFLAG if self.exact else re.IGNORECASE)

    def of_whole(self, said: str, *, is_linked: bool) -> bool:
        """Whether a whole line is such clutter; `said` has one blank for many."""
        fits = len(said) <= self.longest and (is_linked or not self.linked) and self._may_be_in(said)
        return fits and self.form.fullmatch(said) is not None

    def of_parts(self, words: str) -> list[re.Match[str]]:
        """The parts of a line that are such clutter."""
        if not self._may_be_in(words):
            return []
        if self.place == "inside":
            return list(self.form.finditer(words))
        found = self.form.match(words) if self.place == "head" else self.form.search(words)
        return [found] if found else []

    def _may_be_in(self, words: str) -> bool:
        if not self.needs:
            return True
        lower = _lower(words)
        return any(letters in lower for letters in self.needs)


@lru_cache(maxsize=16)
def _lower(words: str) -> str:
    """Many rules ask for the same line, one after another."""
    return words.lower()


_AGENCY = (
    r"(?:РИА[\s-]+(?:Новости|ФАН)|РИАН|(?:ИА )?ТАСС|ИТАР-ТАСС|Интерфакс(?:-[А-ЯЁ][а-яё]+)?|INTERFAX(?:\.RU)?|Прайм|ПРАЙМ|"
    r"(?:ИА )?REGNUM|Sputnik|Спутник|УНИАН|УНІАН|Укрінформ|Укринформ|УНН|БЕЛТА|БелТА|АПН|ФАН|Росбалт|Лента\.ру|РБК|"
    r"Reuters|AAP|AP|AFP|Anadolu|Antara|Bernama|CNN|ANI|ANN|NAN|PTI|SPA|IANS|TASS|UPI|Xinhua|Bloomberg|BBC|dpa|DPA|EFE|ANSA|Kyodo|KUNA|WAM|QNA|Рейтер)"
)
_MONTH = (
    r"(?i:янв|фев|мар|апр|ма[йя]|июн|июл|авг|сен|окт|ноя|дек|січ|лют|бер|кві|тра|чер|лип|сер|вер|жов|лис|гру"
    r"|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[а-яёіїa-z]*\.?"
)
_DAY = rf"(?:\d{{1,2}}\s+{_MONTH}(?:\s+\d{{4}}(?:\s*г\.?)?)?|{_MONTH}\s+\d{{1,2}}(?:,?\s+\d{{4}})?)"
_DASH = r"\s*[—–-]{1,2}\s*"
_PLACE = r"[А-ЯЁІЇЄҐA-Z][А-ЯЁІЇЄҐA-Zа-яёіїєґ'’a-z./ -]{1,40}?"
_CAPITALS = r"[А-ЯЁІЇЄҐA-Z][А-ЯЁІЇЄҐA-Z'’. -]{3,30}"
_CITIES = (
    r"(?:Abu Dhabi|Amman|Athens|Bangkok|Beijing|Beirut|Berlin|Brussels|Cairo|Canberra|Chennai|Delhi|Dhaka|Doha|Dubai|Dublin|"
    r"Geneva|Hong Kong|Hyderabad|Islamabad|Istanbul|Jakarta|Jerusalem|Johannesburg|Kabul|Karachi|Kathmandu|Kiev|Kolkata|Kyiv|"
    r"Lagos|Lahore|London|Los Angeles|Madrid|Manila|Melbourne|Minneapolis|Minsk|Moscow|Mumbai|Nairobi|New Delhi|New York|Ottawa|"
    r"Paris|Riyadh|Rome|San Francisco|Seoul|Shanghai|Singapore|Sydney|Tehran|Tel Aviv|Tokyo|Toronto|Vienna|Warsaw|Washington)"
)
_NETWORK = (
    r"(?:facebook|twitter|instagram|telegram|whatsapp|viber|apple (?:music|podcasts?)|(?:google|яндекс\S?)[. ]?(?:podcasts?|музыка)|spotify|castbox|soundcloud|youtube|linkedin|pinterest|reddit|tumblr|vkontakte|vk|messenger|flipboard|"
    r"google[+]?|e-?mail|print|digg|mix|line|skype|pocket|copy link|share|tweet|save|rss|ok|rutube|tiktok|"
    r"фейсбук\w*|твиттер\w*|инстаграм\w*|телеграм\w*|вконтакте|одноклассник\w*|дзен\w*|яндекс\w*|вайбер\w*|ютуб\w*|vk видео)"
)
_FIELD = r"(?:ваш(?:е)? )?(?:имя|ник|e-?mail|name|website|сайт|captcha|комментарий)"
_BUTTON = (
    r"(?:печать|наверх|вверх|назад|сохранить|отправить|ещ[её]|закрыть|follow|attachments?|summary|menu|search|print|subscribe|facebook|twitter|reddit|"
    r"telegram|instagram|youtube|whatsapp|вконтакте|одноклассники|main links|in this article|jump to|комментарии|comments)"
)
_SURNAME = r"[А-ЯЁІЇЄҐ][а-яёіїєґ'’]+(?:-[А-ЯЁІЇЄҐ][а-яёіїєґ'’]+)?"
_NAME = rf"(?:{_SURNAME}|[А-ЯЁІЇЄҐ]\.)(?:\s*[А-ЯЁІЇЄҐ]\.)?(?: {_SURNAME}){{1,2}}"
_NAME_EN = r"[A-Z][a-z'’-]+(?: (?:[A-Z]\.|(?:[A-Z]['’])?[A-Z][A-Za-z'’-]+)){1,3}"
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

_RUN_TOGETHER = r"(?=[\w'’& -]{8,120}$)(?:(?=(?:.*[а-яё]{3}[А-ЯЁ]){2})[А-ЯЁ].*|(?=(?:.*[a-z]{3}[A-Z]){2})[A-Z\d][\w'’&-]*(?: [A-Z\d&][\w'’&-]*)*)"
"""Names of topics that a page wrote without anything between them."""

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
        rf"(?:{_PLACE}\.\s*)?{_DAY}\.?\s*/?(?:{_AGENCY}|[A-Za-zА-ЯЁа-яё\d-]+\.(?i:ru|рф|ру|ua|by|kz|com))/?(?:{_DASH}|\.\s|\s(?=[А-ЯЁA-Z«]))",
        like=("5 мая. INTERFAX.RU - Минздрав", "Москва. 5 мая. INTERFAX.RU - Минздрав"),
        unlike=("5 мая в Москве", "5 мая. Президент"),
        exact=True,
    ),
    Rule(
        "dateline",
        "head",
        rf"(?:(?:{_CAPITALS}(?:,\s*(?:{_PLACE}|{_DAY}))*|{_PLACE}|{_DAY})\s*)?"
        rf"\(\s*(?:(?:the\s)?[A-Za-z]{{2,12}}[/\s])?{_AGENCY}(?:[/\s][A-Za-z]{{2,12}})?\s*\)(?:{_DASH}|\s*[:.])",
        like=(
            "WASHINGTON (AP) — The Senate",
            "(CNN) – Scientists",
            "BERLIN, May 5 (Reuters) - Germany",
            "May 5 (UPI) -- A show",
            "New Delhi (the Herald/ANN)— A maker",
        ),
        unlike=("The (AP) said",),
        exact=True,
    ),
    Rule(
        "dateline",
        "head",
        rf"{_CAPITALS}(?:, ?(?:{_PLACE}|{_DAY}))*(?:\s*:| [—–-]{{1,2}}| >>)(?= [А-ЯЁІЇЄA-Z«“\"])",
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
        rf"(?:[—–-]\s*)?(?:published|updated|posted|last updated|first published|опубликовано|обновлено|создано|дата публикации|дата|последнее изменение"
        rf"|опубліковано|оновлено)(?:\s+(?:on|at))?\s*:?\s*(?:{_DAY}|\d{{1,2}}[./:]\d{{2}}).{{0,40}}",
        like=(
            "Updated: May 5, 2020",
            "UpdatedMay 5, 2020",
            "Опубликовано: 5 мая 2020",
            "Последнее изменение: 5 мая 2020 - 21:35",
        ),
        unlike=("Updated figures show that May was warm",),
        longest=60,
    ),
    Rule(
        "dateline",
        "line",
        rf"(?:\d{{1,2}}:\d{{2}},? )?(?:{_DAY}|\d{{1,2}}[./\s]\d{{1,2}}[./\s]\d{{4}}|\d{{4}}-\d{{2}}-\d{{2}})(?:,?(?: в| at| [|—–-])? \d{{1,2}}:\d{{2}}(?::\d{{2}})?(?: ?[ap]m)?(?: [A-Z]{{2,4}})?)?",
        like=("May 5, 2020", "5 мая 2020", "05.05.2020 10:00", "10:00, 5 мая 2020", "05 05 2020", "5 мая 2020 в 10:00"),
        unlike=("5 мая состоится парад",),
    ),
    Rule(
        "dateline",
        "head",
        rf"(?!Россия){_PLACE}, (?:ОАЭ|США|РФ|Россия|Украина|Україна|Беларусь|Казахстан|UAE|US|USA|UK|India|Jordan|Germany|France|Spain|Italy|Canada|China|Japan|Kenya)\.(?= )",
        like=("Дубай, ОАЭ. Центр", "Минск, Беларусь. Парламент"),
        unlike=("Вашингтон, США",),
        exact=True,
    ),
    Rule(
        "dateline",
        "head",
        rf"{_PLACE}(?:, {_PLACE})?, {_DAY}\.(?= )"
        rf"|{_PLACE}(?:, {_PLACE})?(?:, {_DAY})? ?(?:/[A-Z][A-Za-z -]{{1,20}}/ ?[—–-]{{1,2}}|\| ?{_AGENCY} ?\|)",
        like=("Москва, 3 мая. Банк", "BONN, May 3, 2020 /CNW/ -- The", "Lima, Peru | AFP | The"),
        unlike=("Москва, 3 мая", "Он, 3 мая родившийся"),
        exact=True,
    ),
    Rule(
        "dateline",
        "head",
        rf"{_CAPITALS}, {_DAY}(?:{_DASH}|, )[А-ЯЁІЇЄҐA-Z][\w.«» -]{{1,30}}\.(?= [А-ЯЁІЇЄҐA-Z«])",
        like=("МОСКВА, 8 янв — Агентство. Врачи", "МОСКВА, 8 янв, ВолгаПресс. Врачи"),
        unlike=("МОСКВА, 8 янв — день памяти. Врачи", "Москва, 8 янв — Праздник. Врачи"),
        exact=True,
    ),
    Rule(
        "dateline",
        "head",
        rf"/[А-ЯЁA-Z]{{2,8}}/(?= )|[А-ЯЁ]{{3,12}}{_DASH}{_DAY}\.(?= )|(?:{_PLACE}\. )?(?:[А-ЯЁа-яё\s]{{0,40}})ИА «[^»\n]{{3,40}}»\.",
        like=("/ВПН/ Самая высокая", "ВОЛГАМО - 2 мая. Врачи", "Москва. ИА «Волга». Врачи"),
        unlike=("Об этом сообщает ИА «Волга», передаёт", "НАТО - 2 мая в Москве"),
        exact=True,
    ),
    Rule(
        "dateline",
        "head",
        rf"{_CITIES}(?:\s*/\s*{_CITIES})*(?:, [A-Z][A-Za-z.]+)?(?:\s*:| [—–-]{{1,2}})(?= [A-Z“\"‘'])"
        rf"|(?:{_CAPITALS}|{_CITIES}){_DASH}{_DAY}:|[A-Z][a-z]+, \d{{1,2}} [A-Z][a-z]+ \d{{4}}{_DASH}",
        like=(
            "Washington: The senate",
            "New York/ London: A drug",
            "CAIRO – 2 May 2020: The",
            "Basel, 03 May 2020 - The firm",
        ),
        unlike=("London: a city of rain", "Washington and London: The talks", "Washington said: The"),
        exact=True,
    ),
    # --- adverts -----------------------------------------------------------------------------------------------------
    Rule(
        "advert",
        "line",
        r"(?:[—–-]\s*)?(?:реклама|на правах рекламы|партн[её]рский материал|advertisements?|advertising|sponsored(?: content)?|new ad|ad)(?:\s*[—–-])?\s*[.:]?(?:\s*(?:ООО|АО|ПАО|ИП)\b.*)?"
        r"|(?:реклама|erid)\b\s*[.:].*|.*\berid\s*:\s*\w{6,}.*|(?:реклама\W+)?рекламодатель\s*:.*|sponsored by(?: .{2,40}|: ?.{0,160}| [A-Z\d][\w ]{2,40}: .{2,200})|.{0,40}\bsponsored (?:posts?|opportunit\w+)\b.{0,60}",
        like=(
            "Реклама",
            "Реклама. ООО «Ромашка» ИНН 7700000000",
            "Erid: 2VtzqwXYZ12",
            "На правах рекламы",
            "- Advertisement -",
            "Sponsored by Acme",
            "Sponsored by:",
            "Sponsored by Acme Games: a play of roles, now on every phone. Get 25% off until May.",
            "Реклама Рекламодатель: ПАО «Волга» ИНН: 1",
        ),
        unlike=("Advertising fell in May", "Реклама в интернете подорожала", "Рекламу запретили"),
        longest=400,
        needs=("реклам", "материал", "advertis", "ad", "erid", "sponsored"),
    ),
    Rule(
        "advert",
        "line",
        r".{0,90}\b(?:нашем курсе|нашим курсом|наш(?:и)? курсы?|у нас есть курс\w*)\b.{0,100}:|.{0,60}\bby signing up\b.{0,160}"
        r"|.{0,80}\buse this link to (?:register|sign up|join)\b.{0,120}",
        like=("Подтягивайте знания с нашим курсом по Python:", "Use this link to register & get a discount on fees."),
        unlike=("Рубль держится нашим курсом на независимость.", "Их наши курсы не интересуют"),
        longest=240,
        needs=("курс", "signing up", "use this link"),
    ),
    Rule(
        "advert",
        "tail",
        r"(?=[A-Za-z\d]*[a-z])(?=[A-Za-z\d]*[A-Z])2[A-Za-z\d]{8,14}",
        like=("2VtzqwXYZ12",),
        unlike=("2VTZ", "2vtzqwxyz12"),
        exact=True,
    ),
    # --- photographs and whose they are ------------------------------------------------------------------------------
    Rule(
        "credit",
        "line",
        r"(?:(?:главное |титульное |заглавное |источник )?(?:фото(?:графия|графии)?|изображени(?:[ея]|й)|обложка)(?: на обложке| обложки)?|видео|иллюстраци[яи]|снимок|скриншот|инфографика|коллаж|кадр|"
        r"світлина|фото з|(?:(?:featured?|main|cover|header|lead|top|hero) )?(?:photos?|images?|pictures?|illustrations?|artwork|photography)(?: (?:source|credits?|courtesy))?|video|"
        r"screenshot|credits?)"
        r"(?:\s+(?:из (?:открытых|архив|личного|соц|сети|интернет)\w*|с сайта|by|by:|from|via|courtesy of|автора|предоставлен[оы])\b.{0,80}|\s*[:/©].{0,80})",
        like=(
            "Фото: Instagram / ivanova",
            "Фото из открытых источников",
            "Photo: Getty Images",
            "Видео: YouTube",
            "Главное фото: Instagram/a.b",
            "Feature image: Instagram/a_b",
            "Image source: Acme",
        ),
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
        r"(?:\s*/\s*[\w .-]{0,40})?|.{0,60}\binstagram(?:\.com)?\s*(?:[/@]|[—–-]\s*@)\s*@?[\w.]+/?",
        like=("instagram.com - @a.b", "Instagram/ivanova", "Getty Images", "John Smith / Getty Images", "pixabay.com"),
        unlike=("Акции Shutterstock выросли", "This is reuters reporting on Getty Images and its plans for the year"),
        longest=70,
        needs=(
            "getty",
            "shutterstock",
            "depositphotos",
            "globallookpress",
            "pixabay",
            "unsplash",
            "istock",
            "ap photo",
            "zuma",
            "reuters",
            "instagram",
        ),
    ),
    Rule(
        "credit",
        "inside",
        r"\((?:ap photo|photo|image|фото|getty)\b[^()]{0,80}\)|(?<=[.!?»\"”)])\s*(?:Фото|Photo|Светлина|Світлина)\s*:\s*[^!?]{3,60}$|(?<=[а-яё])(?-i:Фото)\s*:\s*[^\s!?]+(?: [^\s!?]+){0,3}$|(?<=[.!?])(?-i:File)(?: photo)?$|\s//\s(?:фба|риа|иа)\s[^/]{2,40}$",
        like=(
            "The hall was empty. (AP Photo/John Smith)",
            "Его выписали. Фото: pixabay.com",
            "Седан показали до премьерыФото: auto.example",
            "A man works on a computer.File",
            "Певец вышел на сцену // ФБА «Волга»",
        ),
        unlike=("На фото: президент", "Close the File"),
        needs=("фото", "photo", "світлина", "светлина", "image", "getty", "file", " // "),
    ),
    Rule(
        "credit",
        "inside",
        r"(?:\b[А-ЯЁ][а-яё-]{1,20}\s){1,2}Instagram @[\w.]{3,30}",
        like=("Соня Иванова Instagram @sonya Соня Иванова Instagram @sonya",),
        unlike=("в Instagram @sonya пишет",),
        exact=True,
        needs=("instagram @",),
    ),
    # --- pointers to other texts -------------------------------------------------------------------------------------
    Rule(
        "read_also",
        "line",
        r"(?:читайте|читай|смотрите|смотри|слушайте|читати|дивіться)(?:\s+(?:также|ещ[её]|еще|також|по теме|подробнее|на эту тему))?(?:\s+(?:(?:наш )?материал\w?|стать[юи]))?\s*:.*"
        r"|(?:читайте|смотрите|слушайте|дивіться|читай|смотри)\s+(?:также|ещ[её]|також|по теме)\b.*"
        r"|(?:read|read more|also read|read also|read next|up next|next|see also|see more|related(?: (?:articles?|stories|news|coverage|posts?|topics?))?|more on this|more from|more news|more stories|"
        r"watch(?: also| now)?|review|don't miss|must read|editor's (?:note|picks?)|trending(?: now)?|most (?:read|popular)|"
        r"recommended|you may also (?:like|be interested in(?: reading)?)|you might also like|further reading|games featured in this article|pay attention|по теме|материалы по теме|это интересно|интересное по теме|"
        r"другие новости|другие материалы|ранее по теме|ещ[её] по теме|новости по теме|статьи по теме|похожие (?:новости|статьи|материалы)|предыстория|продолжение(?: темы)?|популярные ?новости|"
        r"рекомендуем(?: (?:почитать|прочитать|также))?|вам (?:будет|может быть) интересно|советуем (?:почитать|прочитать)|"
        r"матеріали за темою|новини за темою|за темою|цікаве за темою|рекомендуємо)\s*(?:[:|]| [—–-]).*"
        r"|сюжет: [^.!?]{3,60}|(?:read|learn|find out) more (?:about|on)\b.{0,80}\bhere\.?|games featured in this article|популярные ?новости|further reading",
        like=(
            "Читайте также: Врач назвал дозу",
            "СЛУШАЙТЕ ТАКЖЕ",
            "Read more: Tests that can tell",
            "READ: Actor helps a fan",
            "Смотрите также: Кай",
            "Предыстория: Акция пройдёт в городе",
            "Читайте материал: «Дума ушла на каникулы».",
        ),
        unlike=(
            "Читайте книги чаще",
            "Смотрите, что получилось",
            "Watch the skies",
            "Read the bill, he said: it is bad",
        ),
    ),
    Rule(
        "read_also",
        "line",
        r"(?:(?:read|see|find out|learn) more\b|full coverage\b|click (?:here|to)\b|catch up (?:on|with)\b|check out .{3,80}\bfor more\b|for more (?:information|details|news|on)\b).{0,100}"
        r"|(?:you (?:may|might) also (?:like|be interested in(?: reading)?)|related (?:articles|stories|posts|news|topics)|more stories|most read|most popular|trending now|editor's picks|recommended for you|"
        r"похожие (?:новости|статьи|материалы)|материалы по теме|новости по теме|статьи по теме|ещ[её] по теме|по теме|другие новости|последние новости|новости партн[её]ров|новости сми2?|"
        r"главные новости|самое (?:читаемое|популярное|интересное|главное)|популярное|рекомендуем|вам (?:будет|может быть) интересно|все новости|лента новостей|в этом сюжете|"
        r"новини за темою|останні новини|популярні новини|матеріали за темою)",
        like=(
            "Read more about the outbreak on Acme Times: A trial starts",
            "Click to read all about coronavirus",
            "Check out Acme on YouTube for more news:",
            "YOU MAY ALSO BE INTERESTED IN READING",
            "Материалы по теме",
        ),
        unlike=("Find more time, he told them", "Click the link", "Популярное лекарство подорожало"),
        longest=200,
    ),
    Rule(
        "read_also",
        "line",
        r"(?:ранее|раньше|до этого|также) (?:мы (?:уже )?)?(?:писали|сообщали|рассказывали)(?: о том| по теме| об этом)?:"
        r"|(?:also read|read also|читайте также|in (?:pics|pictures|photos)|explained|opinion|gallery|live updates?|photos?|videos?|exclusive|analysis|fact check) ?\|.*"
        r"|(?:все|больше|другие) (?:новости|материалы|подробности)\b[^.!?,]{0,80}\b(?:читайте|смотрите)\b.{0,60}|[^.!?,]{0,110}\bчитайте (?:здесь|тут|по ссылке|ниже)\.?"
        r"|(?:about|learn|watch|read) .{3,60} (?:below|here)\|.*|(?:looking for|want|need) more .{2,40}\? (?:check out|see|read|here)\b.{0,80}|missed (?:any|one|out)\b.{0,60}\?.{0,80}"
        r"|.{0,90}\bcheck out (?:the following|our other|these) (?:offers|deals|stories|articles|posts)\W{0,3}",
        like=(
            "Ранее мы писали:",
            "In Pics | All you need to know about the drug",
            "Все новости о выборах читайте здесь.",
            "Also Read | The hero we loved | A daughter bids goodbye",
            "Looking for more deals? Check out the following:",
        ),
        unlike=("Ранее мы писали, что дума ушла", "Opinion is divided", "Все новости он читает здесь"),
        longest=700,
        needs=("мы ", "писали:", "|", "читайте", "смотрите", "more ", "missed", "check out"),
    ),
    Rule(
        "read_also",
        "line",
        r".{20,}(?:\.\.\.|…) ?(?:read more|continue reading|читать далее|подробнее|далее)\S{0,20}",
        like=("Jane Roe - May 3, 2020 While experts are looking for the cure, others could... Read moreScience",),
        unlike=("The list of what they read... It is what they read more",),
        longest=700,
        needs=("read more", "continue reading", "читать далее", "подробнее", "далее"),
    ),
    Rule(
        "read_also",
        "line",
        r"Read More(?=[A-Z\d]).{10,200}|(?:READ|WATCH|LISTEN|ALSO READ|MORE|RELATED)\b(?: MORE| ALSO)?\s*[:|–—-].{5,200}",
        like=("Read MorePatients get better in three days: official", "WATCH: A bear walks into a bar"),
        unlike=("Moreover, it is a shop",),
        exact=True,
    ),
    Rule(
        "read_also",
        "line",
        r"читайте (?:все )?[«\"].{3,60}[»\"] (?:в|на) \S+|see (?:\S+ )?for (?:more|further|full) .{3,80}"
        r"|читайте (?:все |самые )?(?:последние|свежие|главные|актуальные|другие|больше|важные|интересные)\b.{0,100}|.{5,150}(?:>>|›)"
        r"|(?:больше|подробности|все подробности|подробный репортаж)\b.{0,90}\b(?:в нашем|в нашей|в материале|в сюжете|в статье|на нашем|на нашей|читайте|смотрите)\b.{0,60}"
        r"|больше (?:об?|про|новостей) .{2,60}:"
        r"|(?:о том, [^.!?]{5,140}|[^.!?,]{0,90})\b(?:узнаете|читайте|смотрите|слушайте|прочтите)\b(?: \w+){0,2} (?:в|на) (?:\w+ )?(?:материале|статье|репортаже|видеорепортаже|фоторепортаже|сюжете|обзоре|подкасте|интервью|спецпроекте|галерее)\b.{0,60}"
        r"|[^.!?]{0,90}\bподробнее\b.{0,40}\bможно (?:прочитать|почитать|узнать|посмотреть|прочесть)\b.{0,60}"
        r"|[^.!?]{0,60}\b(?:эпизод\w*|выпуск\w*|подкаст\w*)\b.{0,30}\bдоступн\w+ (?:на|в|по)\b.{0,60}",
        like=(
            "ЧИТАЙТЕ ПОСЛЕДНИЕ НОВОСТИ ПРО ВЫБОРЫ",
            'Читайте все "Новости Твери" на VOLGA.',
            "See www.acme.example for more product details.",
            "Всё, что нужно знать о выборах. Спецпроект>>",
            "Подробности — в нашем тексте",
            "Больше о Skype:",
            "Какие — узнаете в материале Volga.ru",
            "О том, что думают жители, смотрите в видеорепортаже «Волги».",
            "Последние эпизоды подкаста доступны на YouTube.",
        ),
        unlike=(
            "Читайте новости в газетах",
            "Подробности пока неизвестны",
            "Больше об этом он не говорил",
            "Подробнее об этом можно было сказать",
        ),
        longest=260,
        needs=(
            "читайте",
            "смотрите",
            "слушайте",
            "прочтите",
            "узна",
            "see ",
            ">>",
            "›",
            "больше",
            "подробн",
            "эпизод",
            "выпуск",
            "подкаст",
        ),
    ),
    Rule(
        "read_also",
        "tail",
        r"(?:статья|страница|канал|резервный канал|репозиторий|сайт|документация|видео|запись|доклад|исходник\w*|исходный код|код|презентация|трансляция|текст|материал|оригинал|с любовью|paper|code|docs|repo)\b[^.!?]{0,50}",
        like=("🔗 [Статья](https://a.b/c)", "🔗 [Страница Волги на PyPI](https://a.b/c)"),
        unlike=("Видео набрало миллион просмотров за сутки, сообщили в редакции.",),
        longest=60,
        linked=True,
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
        r"(?:[^.!?]{0,140}\b)?(?:читайте|прочитать|прочесть|почитать|смотрите|посмотреть|послушать|слушайте|узнать|узнаете|ознакомиться|рассказываем)\b.{0,60}\b(?:здесь|тут|по (?:этой )?ссылке|на (?:нашем )?сайте|на medium|в репозитории|(?:в )?(?:(?:нов|наш|эт|подробн)\w+ ){0,2}(?:статье|посте|материале|гайде|обзоре|курсе))\b.{0,40}"
        r"|(?:\S+ ){0,3}?подробн\w+\b(?!.*\b(?:уточн|выясн|сообщ|расслед|неизвестн|пока ))[^.!?]{0,140}(?:\b(?:здесь|тут|по ссылке)|\b(?:в|на) \S+(?: \S+){0,2})\W*"
        r"|.{0,60}\b(?:откро\w+|чита\w+|доступ\w+|смотр\w+) без vpn\b.{0,20}",
        like=(
            "Об этом читайте в статье",
            "Подробнее об этом читайте здесь",
            "А подробнее о законе рассказывали в Volga Room.",
            "Остальные примеры можно посмотреть в нашем подробном гайде",
            "По этой ссылке статья откроется без VPN.",
        ),
        unlike=("Он предложил прочитать доклад", "Подробности пока уточняются в полиции"),
        longest=240,
        linked=True,
    ),
    Rule(
        "read_also",
        "inside",
        r"\((?:подробнее|читайте|см\.|полную версию|read more|see)\b[^()]{0,80}\b(?:здесь|тут|по ссылке|here)\)|"
        r"(?<=[.!?…»\"])\s*(?:подробнее|подробности)[^.!?]{0,40}\b(?:читайте|здесь|по ссылке|тут)\b[^.!?]{0,40}\s*$",
        like=("Это рекорд (подробнее читайте тут).", "Это рекорд. Подробнее об этом читайте здесь"),
        unlike=("Это рекорд (подробнее о нём ниже).",),
        needs=("подробн", "читайте", "(см", "полную", "read more", "(see"),
    ),
    Rule(
        "read_also",
        "line",
        r"(?:читайте|смотрите|слушайте)(?: и (?:читайте|смотрите|слушайте))? (?:(?:подкаст|выпуск|новый выпуск|эпизод|интервью|текст|полную версию|наш подкаст) )?(?:на|в) .{2,90}",
        like=(
            "Смотрите на [Youtube](https://a.b), в [VK](https://c.d).",
            "Слушайте подкаст [на нашем сайте](https://a.b) или [на YouTube](https://c.d)",
        ),
        longest=110,
        linked=True,
    ),
    Rule(
        "read_also",
        "line",
        r"подробнее\b.{0,90}\b(?:здесь|в материале|в нашем|рассказали|читайте)\b.{0,50}"
        r"|[^.!?,]{0,110}\bчитайте в (?:рубрике|разделе|сюжете|материале|нашем|статье)\b.{0,90}"
        r"|(?:актуальные|последние|свежие|самые) (?:данные|новости|сведения|свежие)\b.{0,120}(?:на портале|\b(?:в рубрике|на сайте|в разделе|в нашем|на нашем)\b).{0,90}"
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
        "inside",
        r"(?<=[:.!?])\sAlso\sRead\s?[:–-]\s?[^.!?]{10,160}$",
        like=("Check out the post here: Also Read - An actor shares a video of his father",),
        unlike=("He also read - and wrote - a book of tales",),
        exact=True,
        needs=("also read",),
    ),
    Rule(
        "read_also",
        "end",
        r"(?<=[\s,.!?…])(?:а )?(?:полностью |подробно |подробнее |целиком |остальное )?читайте (?:в|на|по)\b[^.!?]{0,60}:?",
        like=("Вот главное, а полностью читайте в [статье](https://a.b)",),
        unlike=("Он сказал: не читайте в темноте, это вредно.",),
        needs=("читайте",),
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
        needs=("@",),
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
    Rule(
        "source",
        "tail",
        rf"(?:Автор(?: текста| материала)?|Авторы|Текст|К публикации подготовил[аи]?|Подготовил[аи]?|Материал подготовил[аи]?|Записал[аи]?|Беседовал[аи]?|Перев[её]л[аи]?|Редактор|Фото автора|Підготував|Підготувала)\b:? ?(?:{_NAME}(?:, | и )?){{1,3}}\.?"
        r"|(?:[А-ЯЁ][а-яё-]+, )(?:[А-ЯЁ«][^,.]{1,30}, )?[А-ЯЁ][а-яё]+ [А-ЯЁ][а-яё-]+|.{0,80}\bспециально для .{2,40}|.{2,60} © ?.{2,40}"
        rf"|(?:{_NAME_EN}(?:,? and |, ))+(?:The )?(?:Associated Press|Canadian Press|Reuters|AP|AFP|CNN|Bloomberg|[A-Z].{{2,30}}(?:Times|Post|News|Press|Service|Magazine))"
        rf"|{_NAME_EN}(?:- de \w+)? ?/ ?.{{2,30}}\b(?:News|Press|Service|Agency)\b.{{0,20}}"
        rf"|(?:[—–-]\s*)?[\w.+-]+@[\w-]+\.[\w.]+|[a-z]{{2,5}}(?:-[a-z]{{2,5}})?(?:/[a-z]{{2,5}}(?:-[a-z]{{2,5}})?)+|{_AGENCY}|NAN|.{{10,150}}[а-яё\d]Источник: ?.{{3,120}}"
        rf"|(?:кек|мем|шутка|прислал\w*) от .{{3,40}}|{_NAME}\. ?(?:© ?)?Фото:? .{{2,60}}",
        like=(
            "Автор Елена Волгина",
            "Материал подготовила Анна Волгина",
            "Москва, Волга Ньюс, Анна Волгина",
            "Корреспондент Иван Волгин специально для «Волги»",
            "Ваша Анна, редактор © Volga.ru",
            "Jane Roe, The Associated Press",
            "Jane Roe/Acme News Service",
            "roe@acme.example",
            "ml-ma/as/har",
            "Анна Волгина. Фото vk.example/volga",
        ),
        unlike=("Автор книги умер", "Подготовила партия", "He wrote for Acme News", "и/или"),
        longest=260,
        exact=True,
    ),
    Rule(
        "source",
        "line",
        r"(?:https?://)?(?:www\.)?[A-Za-z\d-]+(?:\.[a-z\d-]+)*\.(?:com|ru|ua|net|org|by|kz|info|tv|uk|co|io|me|news|рф)(?:/\S*)?"
        r"|(?:ИСТОЧНИК|SOURCE):? .{2,60}|source \S+\.[a-z]{2,3}|(?:E-?mail|Contacts?|Media contacts?|Press contacts?|Почта|Контакты|Тел(?:ефон)?)\s*[:.]\s*.{0,80}(?:@|\d{2}).{0,80}"
        r"|To contact the (?:author|editor|reporter|writer)s?\b.{0,200}|View original content.{0,80}|[Ww]ith files from .{2,80}"
        rf"|(?:Written |Edited |Posted |Reported |Published )?[Bb]y .{{3,40}}\|.{{0,80}}|By .{{3,40}} {_DAY}.{{0,20}}",
        like=(
            "volga.example.com",
            "Acme.com",
            "ИСТОЧНИК VOLGA.RU",
            "SOURCE Acme Pharmaceutical Inc.",
            "Contacts: Joe Roejoe@acme.example",
            "To contact the editor responsible for this story: Jane Roe at roe@acme.example",
            "With files from Acme News",
            "Written By Jane Roe | Mumbai | Updated On: May 03, 2020 07:50 IST",
            "By Acme Staff May 3, 2020",
        ),
        unlike=("Contacts: he has none", "By then, it is said, they left", "Acme.com said"),
        longest=240,
        exact=True,
    ),
    Rule(
        "source",
        "line",
        r"\(?(?:note: ?)?(?:an? (?:earlier |previous )?version of )?(?:this|the|our) (?:\w+ )?(?:article|story|report|piece|post|material|interview|translation|press release|content)\b.{0,100}"
        r"\b(?:published|syndicated|produced|appeared|translated|translation|edited|adapted|provided|updated|republished|refiled|corrected|amended|written by)\b.{0,200}\)?"
        r"|(?:re)?printed (?:from|with|by)\b.{0,80}\bpermission\b.{0,160}|(?:note: ?)?materials? (?:may|might) have been edited\b.{0,160}|the ap is solely responsible\b.{0,60}"
        r"|(?:additional )?(?:information|material) (?:has been |was )?adapted from\b.{0,160}",
        like=(
            "(This story has been published from a wire feed without modifications.)",
            "A version of this article was first published in March.",
            "This article is a translation of the original in French.",
            "Reprinted from Acme with permission from Roe News.",
            "The AP is solely responsible for all content.",
        ),
        unlike=("This story is long and sad", "The report was read by many", "This report is by no means written off"),
        longest=360,
    ),
    Rule(
        "source",
        "end",
        rf"(?<=[.!?»”\")])\s*(?:[—–―-]{{1,2}}\s*|/{{1,2}}\s?)(?:with\s)?(?:{_AGENCY}|[A-Z]{{2,6}}|[A-Z]\w+\.com|Al\s[A-Z]\w+(?:\sEnglish)?)"
        rf"|(?<=[.!?»”\")])\s*\((?:{_AGENCY}|[A-Z]{{2,6}})(?:[,/\s]+(?:{_AGENCY}|[A-Z]{{2,6}}))*\)|(?<=[.!?»”\")])\s*[a-z]{{2,4}}/[a-z]{{2,4}}\s\([^()]{{2,40}}\)"
        r"|\((?:[Ии]сточник|[Ss]ource)\b[^()]{0,60}\)|(?<=[.!?»”\")])\s*By\s[A-Z][\w.-]+(?:\s[A-Z][\w.-]+){1,2}\s\([\w.]+@[\w.]+\)",
        like=(
            "It is over, he said. — Bernama",
            "It is over. -- Al Volga English",
            "The show must go on.(NAN)",
            "It is over. jsi/sms (AP, AFP, dpa)",
            "Комета видна в мае.(Источник)",
        ),
        unlike=("It is over (NATO)", "He left. — Why, she asked", "“I left.” — Jane Roe"),
        exact=True,
    ),
    Rule(
        "source",
        "line",
        r"[^!?]{0,240}\bcontributed (?:reporting|research|\w+ing)?(?: ?(?:to|for) (?:this|the) (?:report|story|article|piece|post|dispatch))?(?: from .{2,40})?\.?"
        r"|[A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+){0,2} reported from [A-Z][\w ,.]{2,60}"
        r"|\(?[Ww]ith (?:(?:agency|additional|some|\w+) )?(?:inputs|reporting|reports)(?: (?:from|by) .{2,60}|\)?\.?)"
        rf"|(?:Compiled|Reviewed|Transcribed|Curated|Translated|Produced|Photographs?) by {_NAME_EN}\.?"
        r"|\(?(?:Updates?|Corrects?|Adds|Recasts) (?:with|to|throughout|story|headline|paragraph|comments?|details?|background)\b.{0,120}\)|.{0,30}\bUpdated (?:to include|with)\b.{0,80}"
        r"|\(?The above (?:text|article|post) is\b.{0,80}|[Tt]hanks,? (?:to )?(?:\S+ ){1,4}for (?:the|this) (?:link|tip|heads[ -]up)\W{0,4}"
        r"|В новость (?:были )?внесены изменения.{0,160}|//? ?[А-ЯЁ]{2,6} .{2,40}",
        like=(
            "The Acme Press contributed to this report.",
            "Roe reported from Leeds. AP writer Jane Doe contributed to this report from Tver.",
            "(With ANI inputs)",
            "With reporting by AFP.",
            "Compiled by Jane Roe",
            "(Updates with comment from the firm in fifth paragraph.)",
            "Thanks Mark for the link",
            "// ФБА «Волга»",
        ),
        unlike=(
            "The heat contributed to this rise.",
            "With reports of rain, they left",
            "Updated figures are bad",
            "Roe reported from home that all was well",
        ),
        longest=300,
        exact=True,
        needs=(
            "contribut",
            "reported from",
            "with ",
            "by ",
            "update",
            "correct",
            "adds",
            "recasts",
            "above",
            "anks",
            "внесены",
            "/",
        ),
    ),
    Rule(
        "source",
        "tail",
        r"\([A-Z]{2,8}(?:[,/] ?[A-Z]{2,8})*\)|(?:[A-Z]\w* ){0,3}via [A-Z][\w ]{1,30}",
        like=("(NAN)", "via Acme", "Acme Plus via VOLGA"),
        unlike=("They came via Tver.", "(нет)"),
        longest=50,
        exact=True,
    ),
    Rule(
        "source",
        "top",
        r"[Bb]y ?(?:NewsDesk|News Desk|Staff|Admin|Editor\w*|Agenc(?:y|ies)|Our \w+(?: \w+)?)\b.{0,40}",
        like=("By NewsDesk @acmenews", "By Our Correspondent"),
        unlike=("By then", "Standby"),
        longest=70,
        exact=True,
    ),
    Rule(
        "source",
        "top",
        rf"{_NAME_EN}",
        like=("Jane Roe", "Jane R. Roe"),
        unlike=("Россия", "Jane said"),
        longest=40,
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
        r"\(?(?:0|6|12|16|18)\+\)?|©.{0,160}|copyright(?:(?: ©| \(c\))? ?\d{4}.{0,160})?|(?:copyright (?:©|\(c\))|все права защищены|all rights reserved|перепечатка|использование материалов|любое использование|републикация|"
        r"prices (?:are )?subject to change|не является (?:индивидуальной )?инвестиционной рекомендацией|имеются противопоказания|disclaimer)\b.{0,220}"
        r"|при (?:использовании|цитировании|перепечатке|копировании)\b.{0,120}\b(?:ссылка|гиперссылка|указание)\b.{0,80}\bобязательн\w+\.?",
        like=("18+", "© 2020 Reuters", "Copyright 2020 Acme.", "Все права защищены.", "All rights reserved."),
        unlike=("18 человек", "Перепечатали все"),
    ),
    Rule(
        "legal",
        "line",
        r"возрастн\w+ (?:ограничени\w|категори\w).{0,60}|.{0,160}\b(?:не нес[её]т ответственности за (?:содержани|достоверност|точност|информаци|последстви)|не отража\w+ (?:позицию|мнение|точку зрения) редакции"
        r"|(?:может|могут) не совпадать с (?:мнением|точкой зрения|позицией)|не несе відповідальності|(?:може|можуть) не (?:збігатися|співпадати) з)\w*.{0,160}"
        r"|.{0,60}\b(?:opinions?|views?)\b.{0,80}\b(?:are|is) (?:those of|solely|his|her|their|the author)\b.{0,200}|.{0,60}\bviews expressed (?:herein|here|in this)\b.{0,200}|disclosures?\s*[:.].{0,300}"
        r"|.{0,200}\b(?:affiliate (?:commissions?|links?|partners?)|we (?:may|might|will) (?:earn|receive|get) (?:an? )?(?:\w+ )?(?:commission|share|percentage))\b.{0,160}"
        r"|we guarantee 100% privacy\b.{0,160}|your information will never be shared.{0,40}",
        like=(
            "Возрастное ограничение: 6+",
            "Агентство не несёт ответственности за содержание статьи.",
            "Материалы содержат оценки зарубежных СМИ и не отражают позицию редакции.",
            "The opinions expressed herein are those of the author.",
            "Disclosure: Acme owns a share of the paper.",
            "If you buy a product here, we may earn an affiliate commission.",
        ),
        unlike=("Никто не несёт ответственности за пожар.", "Views differ on this", "Возрастные изменения начались"),
        longest=420,
        needs=(
            "возрастн",
            "ответственност",
            "відповідальн",
            "редакци",
            "не совпад",
            "збіга",
            "співпада",
            "opinion",
            "view",
            "disclosure",
            "affiliate",
            "we ",
            "privacy",
            "your information",
        ),
    ),
    Rule(
        "source",
        "line",
        r"Общество|Политика|Экономика|В мире|Мир|Спорт|Культура|Происшествия|Новости|Наука|Технологии|Авто|Бизнес|Финансы|Здоровье|Регионы|Главное|Основное|Шоу-бизнес|Lifestyle|Суспільство|Політика|Економіка|Світ|Україна|Спецпроект|Эксклюзив|"
        r"World|Breaking news|BREAKING NEWS|(?:Hollywood|World|Local|Latest|Business|Sports?|Entertainment|Tech|National) News|Sports?|Business|Politics|News|Opinion|Entertainment|Health|Technology|Lifestyle|Science",
        like=("Общество", "World"),
        unlike=("Политика.", "Мир и война"),
        exact=True,
    ),
    Rule(
        "source",
        "tail",
        _RUN_TOGETHER,
        like=("Jane SmithJohn JonesReality TV", "ВыборыДумаТверь"),
        unlike=("Основы", "OnePlus 8 Pro", "Основы DevSecOps", "Roadmap для JavaScript и TypeScript"),
        exact=True,
    ),
    Rule(
        "source",
        "top",
        rf"{_RUN_TOGETHER}|(?:Общество|Политика|Экономика|В мире|Спорт|Культура|Новости|Наука|Главное|Основное|Здоровье)(?:[А-ЯЁ][а-яё]+)+",
        like=("В миреСобытияПроисшествия", "ОбществоОсновное"),
        unlike=("OnePlus 8 Pro",),
        exact=True,
    ),
    # --- invitations -------------------------------------------------------------------------------------------------
    Rule(
        "footer",
        "line",
        rf"(?:.{{0,110}}[.:,!?—–|-]\s*)?(?:(?:на)?жми[,!]? )?(?:чтобы |вы можете )?{_SUBSCRIBE}.{{0,90}}",
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
        r"|[^.!?]{0,200}\b(?:присылайте|пишите|шлите|надсилайте)\b.{0,60}(?:на (?:адрес|почту)|нам|@|бот).{0,80}"
        r"|(?:поделиться|поделись|поделитесь|расскажите друзьям|ставьте лайк\w*|оцените (?:статью|материал|новость)|комментарии$|оставить комментарий|обсудить|поддержите|донат)\b.{0,60}",
        like=("Нашли ошибку? Выделите её и нажмите Ctrl+Enter", "Поделиться", "Истории присылайте на адрес a@b.ru"),
        unlike=(
            "Нашли пропавшего мальчика",
            "Поделиться своими планами на лето согласились не все министры, с которыми говорил наш корреспондент в четверг",
        ),
        longest=260,
        needs=(
            "ошибк",
            "опечатк",
            "помилк",
            "присылайте",
            "пишите",
            "шлите",
            "надсилайте",
            "поделись",
            "поделит",
            "поделиться",
            "расскажите",
            "лайк",
            "оцените",
            "комментари",
            "обсудить",
            "поддержите",
            "донат",
        ),
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
        r"[—–-]?\s*(?:(?:Dr\.? |Prof\.? )?[A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+){1,4}|The (?:author|writer)),? (?:(?:\w+,? )?(?:is|was) (?:an?|the) .{0,80}\b(?i:writer|author|editor|reporter|journalist|columnist|correspondent|professor|lecturer|fellow|founder|analyst|consultant|practitioner|researcher|economist|historian)\b.{0,200}"
        r"|(?:[A-Z][\w-]+ ){0,4}(?:in|of|at) .{0,120}\b(?:University|Institute|College|School|Centre|Center)\b.{0,160})",
        like=(
            "— Jane Smith is a science writer and the author of a book on cats.",
            "John Roe, Reader in Law, University of Leeds.",
            "The author is a Distinguished Professor of Law.",
        ),
        unlike=("He is a writer", "Anna Doe is a brand of her own now."),
        longest=420,
        exact=True,
    ),
    Rule(
        "footer",
        "tail",
        r".{0,300}\b(?:he|she|they|author|you) (?:can|may) (?:also )?(?:be (?:contacted|reached|followed)|(?:contact|reach|follow) (?:him|her|them|us))\b.{0,160}|(?:об авторе|про автора|about the author|о компании|about us|автор статьи)\s*[:—–-]?.{0,300}"
        r"|like (?:their|our|us on) facebook\b.{0,60}|.{3,40} is the parent company of .{2,40}",
        like=("Dr Roe has offices in London. She may be contacted at 555-0100.", "Об авторе: историк, живёт в Твери"),
        unlike=("He can be proud", "Она может прийти"),
        longest=420,
        needs=(" can ", " may ", "автор", "about ", "о компании", "facebook", "parent company"),
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
        needs=("подпи", "підпи", "присоединя", "прислать нов", "предложить нов", "буст", "приєднуйт", "долучайт"),
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
        needs=(
            "подпи",
            "підпи",
            "присоединя",
            "прислать нов",
            "предложить нов",
            "буст",
            "приєднуйт",
            "долучайт",
            " в наш",
            "поддержи",
            "поделиться",
            "share",
        ),
    ),
    Rule(
        "footer",
        "line",
        rf"(?:.{{0,60}}?\W)?(?:share (?:this |it |on |via )?(?:article|story|post|page)?\W*)?(?:{_NETWORK}\W*){{3,}}|(?:(?:по)?делиться|(?:за)?твитнуть|репостнуть|пошерить|запинить|отправить|share|tweet|pin)\w*(?:\W*(?:(?:по)?делиться|(?:за)?твитнуть|репостнуть|пошерить|запинить|отправить|{_NETWORK}))+",
        like=(
            "Facebook Twitter Pinterest WhatsApp",
            "By Jane Roe May 3, 2020 Facebook Twitter Pinterest WhatsApp Linkedin ReddIt",
            "📺 [YouTube](https://a.b) | [VK Видео](https://a.c) | [Дзен](https://a.d)",
            "ПоделитьсяТвитнуть",
        ),
        unlike=("Facebook, Twitter и Telegram оштрафованы", "Share prices fell"),
        longest=200,
        needs=(
            "facebook",
            "twitter",
            "telegram",
            "whatsapp",
            "youtube",
            "instagram",
            "вконтакте",
            "share",
            "tweet",
            "делиться",
            "твитнуть",
            "репостнуть",
            "пошерить",
            "запинить",
            "отправить",
            "vk",
        ),
    ),
    Rule(
        "footer",
        "line",
        r"(?:(?:кол(?:ичест)?во )?(?:просмотр\w*|прочитал\w*|прочтений|показов|голосов|проголосовал\w*|комментари[ийев]\w*|лайк\w*)|перегляд\w*|коментар\w*|views?|reads?|shares?|comments?|votes?|likes?)\s*[:(–—-]?\s*\d[\d\s.,/()kкм]*"
        r"|(?:[—–-]\s*)?(?:\d[\d\s.,kк]*)?(?:просмотр\w{0,3}|комментари\w{1,2}|прочтени\w{1,2}|перегляд\w{0,2}|views?|shares?|comments?|reads?|min(?:ute)?s? read)"
        r"|(?:время (?:на )?чтени[ея]|read(?:ing)? time|час читання|user rating|editor rating)\s*:?.{0,40}"
        rf"|{_FIELD}\s*(?:\*|\(обязательно\))|(?:введите (?:код|текст|символы)|your (?:name|e-?mail|comment))\b.{{0,40}}"
        r"|(?:добавить|написать|показать|читать|смотреть|все|ваши?|leave a|post a|add a|view|show|read) (?:все )?(?:комментари\w+|коментар\w+|comments?|reply)\b.{0,40}"
        r"|(?:ваше мнение|комментарий появится|your e-?mail address|required fields|чтобы (?:оставить комментарий|комментировать)|войдите,? чтобы|авторизуйтесь|только зарегистрированные|you must be logged in|log in to|sign in to)\b.{0,160}"
        r"|(?:оцен(?:ите|и|ить) (?:эту )?(?:статью|материал|новость|публикацию)|rate this|нравится|мне нравится|не нравится|понравилась (?:статья|новость)|спасибо за оценку)\b.{0,40}"
        r"|\d+ (?:из|з|of) \d+ ?(?:на весь|full).{0,40}|(?:всі|все) фоторе.{0,40}"
        r"|(?:скопировать ссылку|распечатать|версия для печати|назад к списку|в избранное|показать (?:ещ[её]|больше)|загрузить ещ[её]|развернуть|свернуть|"
        r"back to top|load more|show more|see all|view all|all news|previous (?:article|post|story)|next (?:article|post|story)|nextprevious.{0,80}|"
        r"spread the love|advertise with us|contact us|sign in|log in|stay tuned.{0,60})",
        like=(
            "Просмотров: 282",
            "3 комментария",
            "- shares",
            "Read Time: 2 min",
            "Ваш комментарий *",
            "Имя *",
            "Комментарий появится после премодерации.",
            "Your email address will not be published.",
            "Оцените новость",
            "Версия для печати",
            "Spread the love",
        ),
        unlike=(
            "Рейтинг министра упал",
            "Комментарии министра удивили всех",
            "Имя",
            "Views from the top",
            "Сохранить мир",
        ),
        longest=200,
    ),
    Rule(
        "footer",
        "tail",
        rf"\d[\d\s.,]{{0,8}}|[+(\d][\d\s()+-]{{8,20}}|{_FIELD} ?:?|{_BUTTON}|(?:рейтинг|оценка|rating)\s*:.{{0,20}}",
        like=("282", "+7 (900) 000-00-00", "Attachment", "Имя:", "Рейтинг: 4.5"),
        unlike=("282 человека", "Print is dead"),
    ),
    Rule(
        "footer",
        "top",
        rf"\d[\d\s.,]{{0,8}}|{_BUTTON}|(?:\w+_)+(?:icons?_)?loading|home(?:features?|news|world|science|health|business|tech|sports?|lifestyle|entertainment|\s|/|>|»|›)+",
        like=("13", "Follow", "HomeFeaturesScience"),
        unlike=("Homework",),
        longest=80,
    ),
    Rule(
        "footer",
        "line",
        r"[^.!?]{0,60}\b(?:присылайте|пришлите|пришли|надсилайте|надішліть)\b.{0,120}\b(?:viber|whatsapp|telegram|вайбер|телеграм|редакци[юи]|почту|бот\w*|по (?:телефону|номеру)|смс)\b.{0,120}"
        r"|(?:если )?(?:вы |ты )?(?:стал[аи]?|оказались|видели|были) (?:свидетел\w+|очевид\w+).{0,160}|(?:вы |ты )?(?:свидетель|очевидец) (?:происшестви|событи|интересн|чп|дтп).{0,120}"
        r"|.{0,80}\bctrl ?\+ ?enter\b.{0,60}|(?:нашли|заметили|увидели|обнаружили|помітили|знайшли|побачили) (?:\w+ )?(?:ошибк|опечатк|неточност|помилк|одрук).{0,160}"
        r"|наш(?:и)? (?:whatsapp|viber|telegram|телеграм|вайбер|e-?mail|телефон\w*|почта|инстаграм|instagram|бот)\b.{0,80}"
        r"|(?:у вас |у тебя )?есть (?:новость|новости\?|что рассказать|чем поделиться|информация\?|интересн\w+ (?:новост|истори|информаци)\w+|свежая новость)\W.{0,160}"
        r"|(?:send|submit|e-?mail) (?:us |in )?(?:your |a )?(?:news|stor|tip|photo|video|feedback|comment|question)\w*\b.{0,160}|(?:got|have) (?:an? |any )?(?:news|story|tip|question|feedback|confidential tip)\b.{0,200}",
        like=(
            "Присылайте фото и видео в Viber, WhatsApp или по смс на номер +7-900-000-00-00.",
            "Ты свидетель происшествия?Пришли фото в редакцию",
            "Стали очевидцем происшествия? Пишите нам!",
            "Наш WhatsApp +7 (900) 000 00 00",
            "Есть новость? Пишите нам",
            "Send your news stories to us via WhatsApp on +233 55 000.",
        ),
        unlike=("Сообщите министру", "Есть новости о мире", "Send in the clowns"),
        longest=300,
        needs=(
            "сылайте",
            "пришли",
            "надсилайте",
            "надішліть",
            "свидетел",
            "очевид",
            "ctrl",
            "ошибк",
            "опечатк",
            "неточност",
            "помилк",
            "одрук",
            "наш",
            "есть ",
            "send",
            "submit",
            "mail",
            "got ",
            "have ",
        ),
    ),
    Rule(
        "footer",
        "line",
        rf"[^.!?]{{0,120}}\b(?:у нас|наш[аеи]?(?: \w+){{1,3}}) (?:в|на) {_NETWORK}\b.{{0,60}}|(?:лучш\w+|сам\w+ (?:важн|интересн|главн|свеж|красив)\w+|главн\w+|больше|ещ[её] больше|оперативн\w+|все|свежие|только важн\w+|интересн\w+)\b.{{0,80}}\b{_NETWORK}\S*(?:[ -]канал\w*)\b.{{0,120}}"
        r"|(?:telegram|телеграм|telegram-|viber-|вайбер-)[ -]?канал .{3,60}|хо(?:тите|чешь) (?:знать|узнавать|получать|читать|быть (?:в курсе|первым)|первыми|стать автором|больше)\b.{0,140}"
        r"|(?:приглашаем|заходи|заходите|переходите|залетай|залетайте|заглядывайте|загляни) (?:вас )?(?:в|на) (?:наш\w*|свой)\b.{0,120}|[^.!?]{0,80}\b(?:накиньте|закиньте|отдайте|нужны|ваши?|нам —) (?:\w+ )?буст\w*\b.{0,80}"
        r"|[^.!?]{0,100}\bследите за (?:нашими|нами|обновлениями|новостями|развитием событий)\b.{0,120}|(?:будь|будьте|оставайтесь|залишайтеся) (?:в курсе|на связи|с нами|з нами)\b[^.!?]{0,80}[.!?]*"
        r"|[^.!?]{0,60}\b(?:присоединяйтесь|присоединяйся|приєднуйтесь|подписывайтесь|подписаться|підписуйтесь) (?:к нам|на нас|до нас|на наш\w*)\b.{0,200}",
        like=(
            "Самые красивые места у нас в Instagram!",
            "Также для вас наша страничка в Telegram!",
            "Самое важное в Telegram-канале «Волги»",
            "Лучший Telegram-канал про технику (возможно)",
            "Telegram-канал создателя Волги про технику",
            "Хотите знать важные новости раньше всех?",
            "Приглашаем в наш второй канал с новостями",
            "Будьте в курсе событий города",
            "Присоединяйтесь к нам в Instagram, на YouTube и следите за хроникой.",
        ),
        unlike=("Главные банки закрыли свои каналы", "Хотите верьте", "Все ушли в Telegram"),
        longest=300,
        needs=(
            "у нас",
            "наш",
            "канал",
            "хотите",
            "хочешь",
            "заход",
            "залета",
            "загляни",
            "загляд",
            "переход",
            "приглаша",
            "буст",
            "следите",
            "будь",
            "оставайт",
            "залишайт",
            "к нам",
            "на нас",
            "до нас",
        ),
    ),
    Rule(
        "footer",
        "tail",
        r"(?:[^.!?]{0,60}\byour?\b[^.!?]{0,60}\? |if you [^.!?]{3,60}, )?(?:please |do |so )?(?:let us know|leave (?:us )?(?:a comment|your comments)|tell us|share your (?:thoughts|views|opinions?|experience)|sound off)\b[^.!?]{0,120}[.!?]*"
        r"|(?:[^.!?]{0,60}\b(?:вы|вас|вам|ваш\w*|ты|тебе|тебя)\b[^.!?]{0,60}\? )?[^.!?(]{0,90}\b(?:пишите|напишите|делитесь|поделитесь|поделись|расскажите|оставляйте|дополните|дополнить|высказывайте|обсуд\w+|ждём|ждем|пиши|жду)\b.{0,90}\b(?:комментари\w+|своим мнением|сво[её] мнение|ваше мнение|ваши мнения|коментар\w+)\b.{0,90}"
        r"|(?:а )?(?:вы|вам|у вас)\b[^.!?]{0,60}\bнов(?:ост(?:ь|ью)|инк\w+)\b[^.!?]{0,20}\?|(?:bookmark|follow) this page\b.{0,80}|like and subscribe\b.{0,60}|с вами был\w? .{3,40}",
        like=(
            "If you give it a try, let us know what you think.",
            "Вы можете дополнить список в комментариях!",
            "Вы расстроены этой новостью?",
        ),
        unlike=(
            "The police tell them",
            "They will let us know before they leave",
            "Пишите книги",
            "Он рассказал в комментарии изданию",
        ),
        longest=320,
        needs=(
            "let us",
            "leave",
            "tell us",
            "share your",
            "sound off",
            "комментари",
            "мнени",
            "коментар",
            "новост",
            "новинк",
            "this page",
            "like and",
            "с вами",
        ),
    ),
    Rule(
        "footer",
        "line",
        r".{0,160}\b(?:delivered|straight|sent|right)\b.{0,30}\b(?:to|in) your (?:inbox|e-?mail|phone)\b.{0,80}|join (?:over |more than )?[\d,.]+ ?\w* (?:subscribers|readers|members|people)\b.{0,120}"
        r"|.{0,80}\b(?:leave|drop) (?:us )?(?:a|your) comments?\b.{0,60}\b(?:facebook|below|let us know|section)\b.{0,100}|join the (?:community|conversation|discussion)\b.{0,120}"
        r"|(?:[^.!?]{0,90}\? )?share your (?:thoughts|views|opinions?) (?:with us|in|on|below)\b.{0,80}|for more\b.{0,100}\b(?:follow|check out) (?:us|our)\b.{0,80}"
        r"|.{2,60}\bis available (?:on|via) (?:itunes|apple|spotify)\b.{0,160}\b(?:podcasts?|rss|feed)\b.{0,80}|(?:the )?i hope (?:this|the|you) (?:article|post|guide|tutorial|list|found|liked|enjoyed)\b.{0,120}"
        r"|a post shared by .{3,60} on .{6,40}|view this post on instagram.{0,20}|.{5,100}\$[\d.,]+(?: \([^()]{2,20}\))?see details"
        r"|(?:share|kindly share) (?:this|it)\b.{0,60}\bwith your friends\b.{0,40}|.{0,60}\bpoll options are limited\b.{0,80}|(?:table of )?contents ?(?:show|hide)|.{0,20}\bthank you for (?:reading|watching|subscribing)\b.{0,60}"
        r"|(?:this|the) (?:column|article|post|piece|material)\b.{0,40}\bdoes(?:n't| not)\b.{0,30}\b(?:reflect|represent)\b.{0,160}",
        like=(
            "Get all the latest news on the virus delivered daily to your inbox.",
            "Join over 200,000 subscribers for the latest reviews and deals.",
            "Leave us a comment on our Facebook page @Acme and let us know what you think.",
            "Talk of Acme is available on iTunes and Spotify or through our RSS feed for other podcast players.",
            "I hope this article helped you!",
            "This column does not necessarily reflect the opinion of the owners.",
            "Contentsshow",
        ),
        unlike=(
            "The parcel was delivered to your door",
            "Join the army, he said",
            "This article does not mention him",
            "I hope this war ends",
        ),
        longest=340,
        needs=(
            "your",
            "this post",
            "see details",
            "join",
            "comment",
            "share",
            "for more",
            "available",
            "hope",
            "poll",
            "contents",
            "thank",
            "reflect",
            "represent",
        ),
    ),
    Rule(
        "footer",
        "tail",
        r"(?:максимально )?распростран(?:яем|яйте|ите|им)\W{0,3}|what (?:do|did|would) you (?:think|make)\b[^.!?]{0,100}\?(?: [^.!?]{0,100}\?)?(?: .{0,100})?"
        r"|(?:are|will|have|do|would) you\b[^.!?]{3,80}\? (?:let|tell|share|leave|comment|sound).{0,120}|(?:winners? gallery|terms (?:&|and) conditions|enter the giveaway\b.{0,20}|.{3,40}\bcommunity forum)"
        r"|(?:\+?\d[\d ()-]{7,18}(?: ?\([^()]{3,40}\))?[,; ]*){1,4}",
        like=(
            "Распространите.",
            "What do you think about this phone? How does it compare to yours?",
            "Will you be watching the show? Share your thoughts with us.",
            "+7 (900) 000-00-00, +7 (900) 000-00-00 (Анна Волгина),",
        ),
        unlike=("Распространите слух", "What do they think?", "How do you do it, he asked", "How do you like it?"),
        longest=260,
    ),
    # --- tags --------------------------------------------------------------------------------------------------------
    Rule(
        "hashtags",
        "line",
        r"#\w[\w-]*(?:[\s,]*#\w[\w-]*)*(?: @\w+)?",
        like=("#css @acme", "#вакансии #работа", "#сша#россия"),
        unlike=("#МыВместе стал лозунгом",),
        longest=1_000,
    ),
    Rule(
        "hashtags",
        "tail",
        r"(?:теги|тэги|tags|метки|ключевые слова|мітки|темы|теми|topics?|персоны|рубрик[аи]|категори[яи]|filed under|posted in|categor(?:y|ies)|labels?|keywords|more about)\s*:.{0,200}|(?:теги|тэги|tags|метки|ключевые слова)\b.{0,160}|(?:[^\W\d_][\w-]*(?: [\w-]+){0,2}, ){3,}[\w-]+(?: [\w-]+){0,2},?|(?:[^\W\d_][\w-]*(?: [\w-]+){0,2}, ){2,}[\w-]+,",
        like=("ученые, исследование, Сингапур, эпидемия", "Теги: война", "Рубрика: Выборы", "Filed under: News"),
        unlike=("Приехали Иванов, Петров и Сидоров", "он, она, они, и все остальные."),
    ),
    Rule(
        "hashtags",
        "end",
        r"^[a-zа-яё\d][\w-]*(?:\x20[\w-]+){0,3}(?:\x20{2,}[\w-]+(?:\x20[\w-]+){0,3}){2,}",
        like=("выборы  дума  избирательный округ  закон",),
        unlike=("выборы прошли", "Иван  Волгин  и другие"),
        exact=True,
    ),
    Rule(
        "hashtags",
        "end",
        r"(?:(?<=\s)|^)#\w[\w-]*(?:[\s,]*#\w[\w-]*)*",
        like=("Выборы прошли. #выборы #россия",),
        unlike=("Лозунг #МыВместе знают все",),
        needs=("#",),
    ),
)
