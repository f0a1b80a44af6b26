"""Following a source part by part, through the newsroom: what is open, what marks close, what saving keeps."""

from __future__ import annotations

from random import Random
from typing import Any

import pytest
from django.http import QueryDict
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dateline.edition.values import Dismissal, Edition
from dateline.newsroom import record
from dateline.newsroom.actions.follow import dismiss, follow, switch_source
from dateline.newsroom.actions.translate import translate
from dateline.newsroom.desk.beside import parts
from dateline.newsroom.marks import Mark, mark, mark_of, marks_in, opened_in
from dateline.newsroom.marks import opened as opened_as
from dateline.newsroom.models import EditionPage
from dateline.newsroom.refusal import Refusal
from dateline.newsroom.standings import derivation_of, sides
from tests.effort import examples
from tests.rooms.newsroom.house import again, fresh, person, published

pytestmark = [pytest.mark.newsroom, pytest.mark.django_db]
THREE = {"aaaaa": "The first paragraph.", "bbbbb": "The second paragraph.", "ccccc": "The third paragraph, the last."}


def body(page: EditionPage, **said: str) -> Any:
    """The page's stream with paragraphs of these keys and words."""
    stream = page.get_latest_revision_as_object().body
    stream[0].value.source = "".join(f'<p data-block-key="{key}">{words}</p>' for key, words in said.items())
    return stream


def story(*tags: str) -> list[EditionPage]:
    """A story of three paragraphs, each language made from the one before."""
    pages = [published("en")]
    pages[0] = again(pages[0], "typo", body=body(pages[0], **THREE))
    for tag in tags:
        pages.append(live(translate(pages[-1], tag)))
    return pages


def live(page: EditionPage) -> EditionPage:
    fresh(page).get_latest_revision().publish()
    return fresh(page)


def draft(page: EditionPage) -> EditionPage:
    found: EditionPage = fresh(page).get_latest_revision_as_object()
    return found


def opened(page: EditionPage) -> list[Any]:
    return list(sides(draft(page)).standing().moved)


def read(page: EditionPage) -> int:
    derived = derivation_of(draft(page))
    assert derived
    return derived.version


def value(page: EditionPage) -> Edition:
    found = record.newest(page.key)
    assert isinstance(found, Edition)
    return found


def moved_on(page: EditionPage, kind: str = "update", note: str = "", **said: str) -> EditionPage:
    return again(page, kind, note, body=body(page, **{**THREE, **said}))


def test_one_part_caught_up_leaves_the_others_open() -> None:
    english, french = story("fr")
    moved_on(english, aaaaa="The first, changed.", bbbbb="The second, changed.")
    first, second = opened(french)
    follow(draft(french), [mark_of(first)])
    assert [each.source for each in opened(french)] == [second.source]
    assert read(french) == 2


def test_the_version_read_moves_to_the_newest_when_nothing_is_open_any_more() -> None:
    english, french = story("fr")
    moved_on(english, aaaaa="The first, changed.")
    follow(draft(french), [mark_of(each) for each in opened(french)])
    assert opened(french) == []
    assert read(french) == 3
    assert value(french).version == 1


def test_a_mark_about_words_that_the_source_left_meanwhile_marks_nothing() -> None:
    english, french = story("fr")
    moved_on(english, aaaaa="The first, changed.")
    seen = mark_of(opened(french)[0])
    moved_on(english, aaaaa="The first, changed again.")
    follow(draft(french), [seen])
    assert len(opened(french)) == 1


def test_publishing_a_draft_that_only_followed_is_silent_and_asks_for_no_kind() -> None:
    english, french = story("fr")
    moved_on(english, aaaaa="The first, changed.")
    follow(draft(french), [mark_of(each) for each in opened(french)])
    live(french)
    assert value(french).version == 2
    assert [change.kind for change in value(french).changes] == ["derivation"]
    assert value(french).updated is None


def test_following_with_words_changed_asks_what_readers_are_told() -> None:
    english, french = story("fr")
    moved_on(english, aaaaa="The first, changed.")
    page = draft(french)
    page.title = "Autre titre"
    follow(page, [mark_of(each) for each in opened(french)])
    with pytest.raises(Refusal, match="choose a publish kind"):
        live(french)
    with pytest.raises(Refusal, match="Words of this edition changed"):
        again(french, "derivation")


def test_a_told_correction_stays_open_until_it_is_told() -> None:
    english, french = story("fr")
    again(english, "correction", "It was Friday.")
    (told,) = opened(french)
    assert (told.how, told.source) == ("told", "change/3")
    follow(draft(french), [mark_of(told)])
    assert opened(french) == []
    assert read(french) == 3


def test_a_part_left_out_on_purpose_is_not_asked_for_again() -> None:
    english, french = story("fr")
    moved_on(english, ddddd="A fourth paragraph.")
    (added,) = opened(french)
    follow(draft(french), [Mark(source=added.source, digest=added.digest, parts=())])
    moved_on(english, ddddd="The fourth paragraph, changed.")
    assert opened(french) == []


def test_a_new_paragraph_is_paired_with_ours_at_the_same_place() -> None:
    english, french = story("fr")
    moved_on(english, ddddd="A fourth paragraph.")
    page = draft(french)
    page.body = body(french, **THREE, eeeee="Un quatrième paragraphe.")
    follow(page, [mark_of(each) for each in opened(french)])
    moved_on(english, ddddd="The fourth paragraph, changed.")
    (changed,) = opened(french)
    assert changed.parts == (str(sides(draft(french)).draft.blocks[3].id),)


def test_paragraphs_put_together_or_cut_in_two_keep_what_they_were_made_from() -> None:
    english, french = story("fr")
    page = draft(french)
    page.body = body(
        french, aaaaa="The first paragraph. The second paragraph.", ccccc="The third paragraph,", zzzzz="the last."
    )
    page.save_revision()
    moved_on(english, bbbbb="The second, changed.", ccccc="The third, changed.")
    blocks = [str(each.id) for each in sides(draft(french)).draft.blocks]
    second, third = opened(french)
    assert second.parts == (blocks[0],)
    assert third.parts == (blocks[1], blocks[2])


def test_a_paragraph_deleted_and_brought_back_is_still_followed() -> None:
    english, french = story("fr")
    page = draft(french)
    page.body = body(french, aaaaa=THREE["aaaaa"])
    page.save_revision()
    moved_on(english, bbbbb="The second, changed.")
    assert opened(french) == []
    page = draft(french)
    page.body = body(french, **THREE)
    page.save_revision()
    assert len(opened(french)) == 1


def test_a_dismissal_is_recorded_with_its_reason_and_a_later_change_is_raised_anew() -> None:
    english, french = story("fr")
    moved_on(english, aaaaa="The first, changed.")
    (changed,) = opened(french)
    with pytest.raises(Refusal, match="Say in a few words why"):
        dismiss(draft(french), changed, " ")
    said = dismiss(draft(french), changed, "Known in France.")
    assert record.newest(said.key) == said
    assert isinstance(said, Dismissal)
    assert opened(french) == []
    moved_on(english, aaaaa="The first, changed again.")
    assert len(opened(french)) == 1


def test_saving_a_draft_after_a_dismissal_moves_the_version_read() -> None:
    english, french = story("fr")
    moved_on(english, aaaaa="The first, changed.")
    dismiss(draft(french), opened(french)[0], "Known in France.")
    draft(french).save_revision()
    assert read(french) == 3


def test_who_may_not_edit_at_the_desk_marks_and_dismisses_nothing() -> None:
    english, french = story("fr")
    moved_on(english, aaaaa="The first, changed.")
    stranger, (changed,) = person("translator", "fa"), opened(french)
    with pytest.raises(Refusal, match="may not edit this edition"):
        follow(draft(french), [mark_of(changed)], user=stranger)
    with pytest.raises(Refusal, match="may not edit this edition"):
        dismiss(draft(french), changed, "No.", user=stranger)
    assert len(opened(french)) == 1


def test_saving_a_draft_of_the_source_raises_nothing() -> None:
    english, french = story("fr")
    page = draft(english)
    page.title = "Unread"
    page.save_revision()
    assert opened(french) == []


def test_a_source_may_be_switched_along_the_chain_with_what_was_read() -> None:
    english, _arabic, persian = story("ar", "fa")
    moved_on(english, aaaaa="The first, changed.")
    assert opened(persian) == []
    switch_source(draft(persian), "en")
    (changed,) = opened(persian)
    assert (changed.how, changed.kind) == ("changed", "update")
    switch_source(draft(persian), "ar")
    assert opened(persian) == []


@pytest.mark.parametrize("target", ["ar", "fa"])
def test_a_circle_of_sources_is_refused_at_any_length(target: str) -> None:
    english, _arabic, _persian = story("ar", "fa")
    with pytest.raises(Refusal, match="That would be a circle: English →"):
        switch_source(draft(english), target)


def test_an_edition_of_another_origin_counts_as_unread_when_it_becomes_the_source() -> None:
    english, french = story("fr")
    spanish = live(translate(english, "es"))
    page = draft(spanish)
    page.derived_from = None
    page.publish_kind = "typo"
    page.save_revision().publish()
    switch_source(draft(french), "es")
    assert {each.how for each in opened(french)} == {"changed"}
    assert len(opened(french)) >= 3


@settings(max_examples=examples(4), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(0, 2**32))
def test_after_any_marks_exactly_the_unread_words_are_open(seed: int) -> None:
    chance = Random(seed)
    english, french = story("fr")
    now = dict(THREE)
    seen, dismissed = dict(now), dict[str, str]()
    names = {key: str(block.id) for key, block in zip(now, value(english).blocks, strict=True)}
    for turn in range(4):
        key = chance.choice(list(now))
        now[key] = chance.choice([THREE[key], f"Words of turn {turn}."])
        english = again(english, chance.choice(["typo", "update"]), body=body(english, **now))
        found = opened(french)
        stale = {key for key in now if now[key] not in {seen[key], dismissed.get(key)}}
        assert {each.source for each in found} == {names[key] for key in stale}
        if found:
            one = chance.choice(found)
            which = next(key for key, name in names.items() if name == one.source)
            if chance.random() < 0.5:
                follow(draft(french), [mark_of(one)])
                seen[which] = now[which]
            else:
                dismiss(draft(french), one, "Not here.")
                dismissed[which] = now[which]


def test_a_mark_that_autosave_kept_goes_with_its_tick() -> None:
    english, french = story("fr")
    moved_on(english, aaaaa="The first paragraph, changed.", bbbbb="The second paragraph, changed.")
    derived = derivation_of(draft(french))
    assert derived
    shown = {each.source: opened_as(derived, each) for each in opened(french)}
    ticks = [mark_of(each) for each in opened(french)]
    follow(draft(french), ticks)
    assert (opened(french), read(french)) == ([], 3)
    first, second = shown
    page = draft(french)
    form = QueryDict(mutable=True)
    form.setlist("follow-was", [*shown.values(), "no form of ours"])
    form.setlist("follow-read", [each.written for each in ticks if each.source == second])
    mark(page, marks_in(form), opened_in(form))
    page.save_revision()
    assert [each.source for each in opened(french)] == [first]
    assert read(french) == derived.version


def test_an_adaptation_written_anew_is_open_until_it_worked_the_change_in_or_left_it_out() -> None:
    (english,) = story()
    adapted = translate(english, "fr", sort="adaptation")
    stream: Any = [("text", '<p data-block-key="ownown">Words of our own.</p>')]
    adapted.body = stream
    adapted.save_revision()
    french = live(adapted)
    english = again(english, "update", body=body(english, **(THREE | {"bbbbb": "The second has news."})))
    (found,) = opened(french)
    assert found.how == "changed"
    page = follow(draft(french), [mark_of(found)])
    assert not opened(page)
    page.publish_kind = "update"
    page.save_revision().publish()
    again(english, "correction", "So.", body=body(english, **(THREE | {"bbbbb": "The second is right."})))
    assert {each.how for each in opened(french)} == {"told", "changed"}
    moved = next(each for each in opened(french) if each.how == "changed")
    follow(draft(french), [Mark(source=moved.source, digest=moved.digest, parts=())])
    shown = {each.name: each for each in parts(draft(french), sides(draft(french)), {})}
    assert shown[moved.source].left_out
    assert not any(each.left_out for name, each in shown.items() if name != moved.source)
