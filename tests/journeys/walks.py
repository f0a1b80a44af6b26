"""Who walks the desk in each language, and the headlines of the stories that they work at."""

from __future__ import annotations

WALKER, SECOND = "walker", "second"
# Who follows the corrected story; an English desk looks at the French one.
BEHIND = {"fr": "Les ministres se réunissent", "fa": "وزیران دیدار می‌کنند", "zh-Hans": "部长们会晤"}
CORRECTED = "Ministers meet on Thursday"
HELD = {"en": "The report on the ice", "fa": "گزارش یخ‌های بالتیک", "zh-Hans": "波罗的海海冰报告"}
KILLED = {"en": "A witness speaks", "fa": "شاهدی سخن می‌گوید", "zh-Hans": "一位证人的讲述"}
RELEASED = {"en": "Two ferries, one pilot", "fa": "دو کشتی و یک راهنما", "zh-Hans": "两艘渡轮一名领航员"}
