"""Why something was not read or left out, as `data.sources` says it, in the interface's other languages."""

from __future__ import annotations

REASONS = {
    "ru": {
        "is a link, which is not followed": "это ссылка, по ссылкам программа не ходит",
        "is of no kind that can be imported": "такие файлы не читаются",
        "cannot be read: no right to": "нет права на чтение",
        "is a pipe": "это канал, а не файл",
        "is a socket": "это сокет, а не файл",
        "is a device": "это устройство, а не файл",
        "head of a report": "шапка отчёта",
        "heading of a group": "заголовок группы",
        "header again": "повтор заголовка таблицы",
        "row of totals": "строка итогов",
        "row of numbers": "строка одних чисел",
        "messages without text": "сообщения без текста",
        "actions of the bulk format": "служебные строки выгрузки",
        "the end of the file: it breaks off inside a list or an object": "файл обрывается внутри списка или объекта",
        "holds no articles": "статей нет",
        "service messages": "служебные сообщения",
        "service message": "служебное сообщение",
        "is the head of a download, before its first article": "начало выгрузки, до первой статьи",
        "is the end of a download, behind its last article": "конец выгрузки, после последней статьи",
        "is an attachment of a message": "вложение письма",
        "is text beside a table of articles": "текст рядом с таблицей статей",
        "further files of no kind that can be imported": "прочие файлы, которые не читаются",
        "is a WARC record of type": "запись WARC вида",
        "is a WARC response with status": "ответ WARC с кодом",
    }
}
