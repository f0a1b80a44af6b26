"""What goes out as a typo and changes what readers are told, in every language; and what truly is one."""

from __future__ import annotations

import unicodedata
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.edition.blocks import Block, List, Paragraph, Quote
from dateline.edition.inline import Run, text
from dateline.edition.loud import MOST_WORDS, change_digest, loud
from dateline.edition.values import Byline, Edition
from dateline.languages.language import languages
from tests.builders import an_edition, uid
from tests.effort import examples

P = uid("paragraph")
NOBODY: dict[Any, str] = {}


def saying(tag: str, said: str, **fields: Any) -> Edition:
    return an_edition(language=tag, blocks=(Paragraph(P, text(said)),), **fields)


def reasons(tag: str, before: str, after: str, known: dict[Any, str] = NOBODY) -> tuple[str, ...]:
    return loud(saying(tag, before), saying(tag, after), known).reasons


NUMBERS = [
    ("ar", "وصل ثلاثة وزراء", "وصل أربعة وزراء"),
    ("ar", "قُتل ١٢ شخصا", "قُتل ١٣ شخصا"),
    ("bm", "minisiri fila nana", "minisiri saba nana"),
    ("en", "the ten ministers met", "the twelve ministers met"),
    ("en", "a loss of 5%", "a loss of 5"),
    ("en", "it was -5 degrees", "it was 5 degrees"),
    ("en", "it cost $30", "it cost €30"),
    ("en", "the G7 met", "the G8 met"),
    ("es", "llegaron dos ministros", "llegaron doce ministros"),
    ("fa", "دو نفر آمدند", "سه نفر آمدند"),
    ("fa", "۱۲ نفر آمدند", "۲۱ نفر آمدند"),
    ("ff", "ministeeruuji ɗiɗi", "ministeeruuji tati"),
    ("fr", "les deux ministres", "les douze ministres"),
    ("ha", "ministoci biyu sun zo", "ministoci uku sun zo"),
    ("hi", "दो मंत्री आए", "तीन मंत्री आए"),
    ("hi", "१२ लोग", "१३ लोग"),
    ("ja", "三人が死亡した", "五人が死亡した"),
    ("km", "៥ នាក់បានស្លាប់", "៦ នាក់បានស្លាប់"),
    ("km", "បីនាក់បានស្លាប់", "បួននាក់បានស្លាប់"),
    ("ko", "3만 명이 모였다", "3억 명이 모였다"),
    ("pt", "chegaram dois ministros", "chegaram doze ministros"),
    ("pt-BR", "dois milhões", "dois bilhões"),
    ("ro", "au venit doi miniștri", "au venit trei miniștri"),
    ("ru", "пришли два министра", "пришли три министра"),
    ("sr-Cyrl", "дошла су два министра", "дошла су три министра"),
    ("sr-Latn", "došla su dva ministra", "došla su tri ministra"),
    ("sw", "mawaziri watatu walikuja", "mawaziri watano walikuja"),
    ("th", "สองคนเสียชีวิต", "สามคนเสียชีวิต"),
    ("th", "๒ คน", "๓ คน"),
    ("uk", "прийшли два міністри", "прийшли п’ять міністрів"),
    ("ur", "دو وزیر آئے", "تین وزیر آئے"),
    ("vi", "có hai bộ trưởng", "có ba bộ trưởng"),
    ("zh-Hans", "十一人死亡", "十人死亡"),
    ("zh-Hant", "三萬人死亡", "三億人死亡"),
]
NEGATIONS = [
    ("ar", "وذهب الوزير", "ولم يذهب الوزير"),
    ("bm", "a bɛ na", "a tɛ na"),
    ("en", "they did see it", "they did not see it"),
    ("en", "they do see it", "they don’t see it"),
    ("en", "it was legal", "it was illegal"),
    ("es", "el ministro vino", "el ministro no vino"),
    ("fa", "وزیر می‌رود", "وزیر نمی‌رود"),
    ("fa", "وزیر رفت", "وزیر نرفت"),
    ("ff", "o yahii", "o alaa"),
    ("fr", "il est venu", "il n’est pas venu"),
    ("ha", "ministan ya zo", "ministan bai zo"),
    ("hi", "वह जाएगा", "वह नहीं जाएगा"),
    ("ja", "大臣は行きます。", "大臣は行きません。"),
    ("km", "គាត់ទៅ", "គាត់មិនទៅ"),
    ("ko", "그는 갔다", "그는 가지 않았다"),
    ("pt", "o ministro veio", "o ministro não veio"),
    ("pt-BR", "ela quer isso", "ela nunca quer isso"),
    ("ro", "ministrul a venit", "ministrul n-a venit"),
    ("ru", "министр пришел", "министр не пришел"),
    ("sr-Cyrl", "министар је дошао", "министар није дошао"),
    ("sr-Latn", "ministar je došao", "ministar nije došao"),
    ("sw", "waziri atakuja", "waziri hatakuja"),
    ("th", "รัฐมนตรีไปประชุม", "รัฐมนตรีไม่ไปประชุม"),
    ("uk", "міністр прийшов", "міністр не прийшов"),
    ("ur", "وہ جائے گا", "وہ نہیں جائے گا"),
    ("vi", "ông đi", "ông không đi"),
    ("zh-Hans", "部长同意", "部长不同意"),
    ("zh-Hant", "部長同意", "部長沒同意"),
]
NAMES = [
    ("en", "he met Mr. Smith there", "he met Mr. Smyth there"),
    ("en", "a flat in Paris was sold", "a flat in London was sold"),
    ("es", "la reunión de Madrid", "la reunión de Lisboa"),
    ("fr", "l’Iran a répondu", "l’Irak a répondu"),
    ("pt-BR", "a casa de Lula", "a casa de Dilma"),
    ("ro", "casa lui Ion", "casa lui Iov"),
    ("ru", "в доме Путина", "в доме Медведева"),
    ("uk", "у домі Шевченка", "у домі Франка"),
    ("sr-Cyrl", "у кући Тита", "у кући Тине"),
    ("sw", "alikwenda Nairobi jana", "alikwenda Mombasa jana"),
    ("vi", "ông đến Huế", "ông đến Vinh"),
    ("fa", "نشست NATO آغاز شد", "نشست NASA آغاز شد"),  # Latin letters among others have their capitals
    ("zh-Hans", "贝拉克·奥巴马说", "贝拉克·奥马巴说"),  # the dot says that a name stands here
]
QUOTATIONS = [
    ("ar", "قال: «نذهب غدا»", "قال: «نعود غدا»"),
    ("en", "he said: “we go”", "he said: “we went”"),
    ("en", "he said: 'we go'", "he said: 'we went'"),
    ("en", "he said that we go", "he said that “we go”"),
    ("fa", "گفت: «می‌رویم»", "گفت: «می‌آییم»"),
    ("fr", "il dit : « on part »", "il dit : « on reste »"),
    ("ja", "「行く」と言った", "「来る」と言った"),
    ("ru", "он сказал: «едем»", "он сказал: „едим“"),
    ("th", "เขาพูดว่า “ไป”", "เขาพูดว่า “มา”"),
    ("zh-Hans", "他说：“我同意”", "他说：“我统一”"),
    ("zh-Hant", "他說：「我同意」", "他說：「我統一」"),
]
SILENT = [
    ("ar", "ذهب الوزير الى البيت", "ذهب الوزير إلى البيت"),
    ("bm", "minisiri nanna", "minisiri nana"),
    ("en", "Teh ministers met in teh hall.", "The ministers met in the hall."),
    ("en", "the polish president", "the Polish president"),
    ("en", 'he said: "we go"', "he said: “we go”"),
    ("en", "in 2009-2010", "in 2009–2010"),
    ("en", "I am here, its true", "I'm here, it's true"),
    ("es", "el ministrro vino", "el ministro vino"),
    ("es", "un mesa", "una mesa"),
    ("fa", "او بة خانه رفت", "او به خانه رفت"),
    ("fa", "12 نفر آمدند", "۱۲ نفر آمدند"),
    ("ff", "o yahi", "o yahii"),
    ("fr", "une homme", "un homme"),
    ("ha", "ministaan ya zo", "ministan ya zo"),
    ("hi", "वह घर गयी", "वह घर गई"),
    ("ja", "会議おを開いた", "会議を開いた"),
    ("km", "គាត់ទៅផ្ទះះ", "គាត់ទៅផ្ទះ"),
    ("ko", "그는 집에 갓다", "그는 집에 갔다"),
    ("pt", "o ministrro veio", "o ministro veio"),
    ("pt-BR", "a reunaio começou", "a reunião começou"),
    ("ro", "ministrull a venit", "ministrul a venit"),
    ("ru", "министр в дмоме", "министр в доме"),
    ("sr-Cyrl", "министарр је дошао", "министар је дошао"),
    ("sr-Latn", "ministarr je došao", "ministar je došao"),
    ("sw", "wazirii alikuja", "waziri alikuja"),
    ("th", "รัฐมนตรีปรชุมกัน", "รัฐมนตรีประชุมกัน"),
    ("uk", "міністрр прийшов", "міністр прийшов"),
    ("ur", "وزیر گھر گیاا", "وزیر گھر گیا"),
    ("vi", "ông đii", "ông đi"),
    ("zh-Hans", "这是部份原因", "这是部分原因"),
    ("zh-Hant", "這是部份原因", "這是部分原因"),
]


@pytest.mark.parametrize(("tag", "before", "after"), NUMBERS)
def test_another_number_is_no_typo(tag: str, before: str, after: str) -> None:
    assert "number" in reasons(tag, before, after)
    assert "number" in reasons(tag, after, before)


@pytest.mark.parametrize(("tag", "before", "after"), NEGATIONS)
def test_a_negation_that_comes_or_goes_is_no_typo(tag: str, before: str, after: str) -> None:
    assert "negation" in reasons(tag, before, after)
    assert "negation" in reasons(tag, after, before)


@pytest.mark.parametrize(("tag", "before", "after"), NAMES)
def test_another_name_is_no_typo(tag: str, before: str, after: str) -> None:
    assert reasons(tag, before, after) == ("name",)


@pytest.mark.parametrize(("tag", "before", "after"), QUOTATIONS)
def test_other_words_in_somebodys_mouth_are_no_typo(tag: str, before: str, after: str) -> None:
    assert reasons(tag, before, after) == ("quotation",)


@pytest.mark.parametrize(("tag", "before", "after"), SILENT)
def test_a_slip_in_a_common_word_is_one(tag: str, before: str, after: str) -> None:
    assert reasons(tag, before, after) == ()


def test_every_language_is_tried_for_each() -> None:
    for cases in (NUMBERS, NEGATIONS, SILENT):
        assert {tag for tag, _, _ in cases} == set(languages())


REGISTERED = [
    ("ar", "قال باراك أوباما أمس", "قال باراك أباما أمس", "باراك أوباما"),
    ("fa", "باراک اوباما گفت", "باراک اباما گفت", "باراک اوباما"),
    ("hi", "बराक ओबामा ने कहा", "बराक ओबाम ने कहा", "बराक ओबामा"),
    ("ja", "大臣は安倍晋三に会った", "大臣は安部晋三に会った", "安倍晋三"),
    ("km", "លោក សម រង្ស៊ី បាននិយាយ", "លោក សម រង្សី បាននិយាយ", "សម រង្ស៊ី"),
    ("ko", "대통령은 문재인 을 만났다", "대통령은 문제인 을 만났다", "문재인"),
    ("th", "นายกฯ ทักษิณ กล่าว", "นายกฯ ทักสิน กล่าว", "ทักษิณ"),
    ("ur", "عمران خان نے کہا", "عمرن خان نے کہا", "عمران خان"),
    ("zh-Hans", "主席习近平表示", "主席习近评表示", "习近平"),
    ("zh-Hant", "總統蔡英文表示", "總統蔡英雯表示", "蔡英文"),
    ("en", "Obama spoke", "Osama spoke", "Obama"),
]


@pytest.mark.parametrize(("tag", "before", "after", "name"), REGISTERED)
def test_a_name_that_the_house_keeps_is_known_in_any_script_and_place(
    tag: str, before: str, after: str, name: str
) -> None:
    assert reasons(tag, before, after, {uid("person"): name}) == ("name",)
    assert reasons(tag, after, before, {uid("person"): name}) == ("name",)
    assert reasons(tag, before, after) == ()


def test_a_kept_name_is_not_found_inside_another_word() -> None:
    assert reasons("en", "a realistik plan", "a realistic plan", {uid("person"): "real"}) == ()


def test_a_name_at_the_head_of_a_sentence_is_known_from_another_place() -> None:
    known = (Paragraph(uid("second"), text("The office of Osama and of Obama said so.")),)
    before, after = (
        msgspec.structs.replace(saying("en", said), blocks=(Paragraph(P, text(said)), *known))
        for said in ("Obama left.", "Osama left.")
    )
    assert loud(before, after, NOBODY).reasons == ("name",)


def test_another_word_at_the_head_of_a_sentence_may_be_a_name() -> None:
    assert reasons("en", "Obama said so.", "Biden said so.") == ("name",)
    assert reasons("en", "Ten came.", "Twelve came.") == ("number",)


def test_in_a_headline_that_writes_all_its_words_large_capitals_say_nothing() -> None:
    before, after = "Ministers Debate Thier Budget Again", "Ministers Debate Their Budget Again"
    assert loud(an_edition(headline=before), an_edition(headline=after), NOBODY).reasons == ()


def test_a_quote_block_is_quoted_without_marks() -> None:
    before, after = (an_edition(blocks=(Quote(P, text(said), "A judge"),)) for said in ("We go.", "We went."))
    assert loud(before, after, NOBODY).reasons == ("quotation",)


def test_a_byline_is_a_name_and_is_shown_as_readers_get_it() -> None:
    ana = uid("ana")
    before, after = an_edition(bylines=(Byline(person=ana),)), an_edition(bylines=(Byline(name="ben"),))
    found = loud(before, after, {ana: "Ana Diaz"})
    assert found.reasons == ("name",)
    assert "".join(piece.text for piece in found.parts[0].change.pieces) == "Ana Diazben"


def test_sources_are_judged_as_any_text() -> None:
    assert loud(an_edition(sources=("report of 2008",)), an_edition(sources=("report of 2009",)), NOBODY).reasons == (
        "number",
    )


def test_so_many_words_are_no_typo_and_one_fewer_is() -> None:
    before, after = (
        ["a", "b", "c", "d", "e", "f", "g", "h", "i"],
        ["aa", "bb", "cc", "dd", "ee", "ff", "gg", "hh", "ii"],
    )
    assert len(before) == MOST_WORDS + 1
    assert reasons("en", " ".join(before), " ".join(after)) == ("words",)
    assert reasons("en", " ".join(before), " ".join([*after[:-1], before[-1]])) == ()


def test_words_are_counted_through_all_parts() -> None:
    blocks: tuple[tuple[Block, ...], ...] = tuple(
        tuple(Paragraph(uid(str(at)), text(f"so {word} it")) for at in range(MOST_WORDS + 1)) for word in ("wsa", "was")
    )
    found = loud(an_edition(blocks=blocks[0]), an_edition(blocks=blocks[1]), NOBODY)
    assert found.reasons == ("words",)
    assert found.words == len(found.parts) == MOST_WORDS + 1


def test_a_paragraph_more_counts_its_words() -> None:
    more = Paragraph(uid("more"), text("and so they all went home again late at night"))
    before = saying("en", "so it was")
    after = msgspec.structs.replace(before, blocks=(*before.blocks, more))
    assert loud(before, after, NOBODY).reasons == ("words",)


def test_what_is_moved_or_made_bold_touches_nothing() -> None:
    one, two = Paragraph(uid("one"), text("the 5 of them")), List(uid("two"), (text("not so"),), ordered=False)
    bold = Paragraph(uid("one"), (Run("the 5 of them", bold=True),))
    found = loud(an_edition(blocks=(one, two)), an_edition(blocks=(two, bold)), NOBODY)
    assert not found
    assert not found.parts


def test_a_very_long_part_is_judged_as_a_whole() -> None:
    long = "word " * 5_000
    assert reasons("en", f"that {long} thus", f"what {long} then") == ("words",)
    assert reasons("en", f"{long} thus", f"{long} then") == ()


def test_what_was_confirmed_for_one_change_of_words_holds_for_no_other() -> None:
    first, second, third = (saying("en", said) for said in ("ten came", "two came", "six came"))
    assert change_digest(first, second) == change_digest(first, msgspec.structs.replace(second, version=7))
    assert len({change_digest(*pair) for pair in ((first, second), (first, third), (second, third))}) == 3
    signed = msgspec.structs.replace(second, bylines=(Byline(name="Ana"),))
    assert change_digest(first, signed) != change_digest(first, second)


COMMON = {
    "en": ["ministers", "house", "water", "after", "people", "green", "talks", "budget"],
    "fr": ["maison", "chemin", "ministre", "pluie", "bonjour", "marche"],
    "ru": ["дома", "вода", "министры", "бюджет", "погода", "дорога"],
    "fa": ["خانه", "وزیر", "بودجه", "مردم", "باران"],
    "ar": ["البيت", "الوزير", "الماء", "الطريق"],
    "hi": ["पानी", "मंत्री", "बजट", "सड़क"],
    "vi": ["nhà", "nước", "đường", "người"],
}
MARKS = [",", ".", ";", " –", "!", "؟", "،", "…"]
LETTERS = {"fa": "ابدرز", "ar": "ابدرز", "ru": "абвгд", "hi": "कगतदप"}


@st.composite
def slips(draw: st.DrawFn) -> tuple[str, str, str]:
    """A language, a sentence of common words, and the same with other punctuation and a letter wrong in one word."""
    tag = draw(st.sampled_from(sorted(COMMON)))
    said = draw(st.lists(st.sampled_from(COMMON[tag]), min_size=3, max_size=8))
    marks = [draw(st.lists(st.sampled_from(["", *MARKS]), min_size=len(said), max_size=len(said))) for _ in range(2)]
    wrong = list(said)
    at = draw(st.integers(0, len(said) - 1))
    letter, place = draw(st.sampled_from(LETTERS.get(tag, "bcdkl"))), draw(st.integers(2, len(said[at])))
    wrong[at] = said[at][:place] + letter + said[at][place + 1 :]
    texts = [" ".join(f"{word}{mark}" for word, mark in zip(side, marked, strict=True))
             for side, marked in zip((wrong, said), marks, strict=True)]  # fmt: skip
    return tag, texts[0], texts[1]


@settings(max_examples=examples(300), deadline=None)
@given(slips())
def test_punctuation_and_one_letter_of_a_common_word_are_silent(slip: tuple[str, str, str]) -> None:
    assert reasons(*slip) == ()


@settings(max_examples=examples(150), deadline=None)
@given(st.text(st.sampled_from("aB 1٢三。.,“”'不не\n·"), max_size=25), st.sampled_from(sorted(languages())))
def test_a_text_that_stays_is_never_loud_and_a_digit_more_always_is(said: str, tag: str) -> None:
    said = unicodedata.normalize("NFC", said).strip()
    assert reasons(tag, said, said) == ()
    assert "number" in reasons(tag, said, f"{said} 47")
