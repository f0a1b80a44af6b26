"""Who walks the desk in each language, and the headlines of the stories that they work at."""

from __future__ import annotations

WALKER, SECOND = "walker", "second"
# Who follows the corrected story; an English desk looks at the French one.
BEHIND = {"fr": "Les ministres se réunissent", "fa": "وزیران دیدار می‌کنند", "zh-Hans": "部长们会晤"}
CORRECTED = "Ministers meet on Thursday"
HELD = {"en": "The report on the ice", "fa": "گزارش یخ‌های بالتیک", "zh-Hans": "波罗的海海冰报告"}
KILLED = {"en": "A witness speaks", "fa": "شاهدی سخن می‌گوید", "zh-Hans": "一位证人的讲述"}
RELEASED = {"en": "Two ferries, one pilot", "fa": "دو کشتی و یک راهنما", "zh-Hans": "两艘渡轮一名领航员"}
# A passage that must go for good, and the name in it.
WITNESS = {"en": "Vera Volkova", "fa": "ورا ولکووا", "zh-Hans": "薇拉·沃尔科娃"}
SEEN = {
    "en": "A witness, Vera Volkova, saw it all.",
    "fa": "شاهدی به نام ورا ولکووا همه چیز را دید.",
    "zh-Hans": "证人薇拉·沃尔科娃目睹了一切。",
}
INSTEAD = {"en": "who is not named here", "fa": "که نامش را نمی‌بریم", "zh-Hans": "某某"}
REDACTED = {"en": "The night of the flood", "fa": "شب سیل", "zh-Hans": "洪水之夜"}
# A number that changes under the name of a typo.
MISCOUNTED = {"en": "The bridge costs more", "fa": "پل گران‌تر می‌شود", "zh-Hans": "大桥造价上涨"}
COUNTED = {
    "en": ("It cost 3 million.", "It cost 4 million."),
    "fa": ("هزینهٔ آن ۳ میلیون بود.", "هزینهٔ آن ۴ میلیون بود."),
    "zh-Hans": ("耗资3亿元。", "耗资4亿元。"),
}
