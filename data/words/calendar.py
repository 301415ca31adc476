"""Months and weekdays as they stand in dates, in Russian, Ukrainian and English, in small letters."""

from __future__ import annotations

DATE_WORDS = frozenset(
    """
    января февраля марта апреля мая июня июля августа сентября октября ноября декабря
    понедельник понедельника вторник вторника среда среду среды четверг четверга пятница пятницу пятницы
    суббота субботу субботы воскресенье воскресенья
    січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня
    понеділок понеділка вівторок вівторка середа середу середи четвер четверга п'ятниця п'ятницю п'ятниці
    субота суботу суботи неділя неділю неділі
    january february march april may june july august september october november december
    monday tuesday wednesday thursday friday saturday sunday
    """.split()
)
