"""Templates of stories: a desk's own prompts, which stop a publication until somebody writes over them."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from dateline.newsroom.actions.templates import begin, keep
from dateline.newsroom.forms import EditionForm
from dateline.newsroom.models import EditionPage, StoryTemplate
from dateline.newsroom.refusal import Refusal
from dateline.newsroom.sample.templates import install_templates
from dateline.newsroom.unfinished import unfinished
from tests.rooms.newsroom.house import draft, fresh, person

pytestmark = [pytest.mark.newsroom, pytest.mark.django_db]
BODY = "<h2>Background</h2><p>It rained.</p><p>[[Whom did you ask?]]</p>"


def entered(role: str, tag: str = "en") -> tuple[Client, Any]:
    client, user = Client(), person(role, tag)
    client.force_login(user)
    return client, user


def text(page: Any) -> str:
    return "".join(block.value.source for block in page.body)


def test_an_edition_is_kept_with_its_headings_and_without_its_words() -> None:
    made = keep(draft(body=BODY, kicker="Weather"), "Weather report", "en")
    assert (made.kicker, made.headline) == ("Weather", "[[NATO meets]]")
    assert text(made) == "<h2>Background</h2><p>[[It rained.]]</p><p>[[Whom did you ask?]]</p>"


def test_keeping_under_the_same_name_replaces() -> None:
    keep(draft(body=BODY), "Report", "en")
    keep(draft(title="Other", body="<p>New.</p>"), "Report", "en")
    assert [text(each) for each in StoryTemplate.objects.all()] == ["<p>[[New.]]</p>"]


def test_nothing_is_no_template() -> None:
    with pytest.raises(Refusal, match="no text"):
        keep(draft(body=""), "Empty", "en")


def test_a_story_begun_from_one_cannot_go_out_before_its_prompts_are_written_over() -> None:
    template = keep(draft(body=BODY), "Report", "en")
    page, other = begin(template, "en"), begin(template, "en")
    assert page.translation_key != other.translation_key
    assert [block.id for block in page.body] != [block.id for block in other.body]
    with pytest.raises(Refusal, match="still to come"):
        page.get_latest_revision().publish()


def test_the_address_comes_from_the_headline_that_the_writer_puts_in() -> None:
    page = fresh(begin(keep(draft(body=BODY), "Report", "en"), "en"))
    assert page.slug == str(page.translation_key)[:8]
    form: EditionForm = page.get_edit_handler().get_form_class()(instance=page, parent_page=page.get_parent())
    assert form["slug"].value() == ""
    page.title, page.slug = "It rained at last", ""
    page.full_clean()
    assert page.slug == "it-rained-at-last"


@pytest.mark.parametrize(("tag", "names"), [("fr", "Actualité"), ("fa", "خبر"), ("km", "News")])
def test_the_sample_brings_four_to_every_desk_and_all_stop_a_publication(tag: str, names: str) -> None:
    install_templates()
    install_templates()
    found = StoryTemplate.objects.filter(language="" if tag == "km" else tag)
    assert found.count() == 4
    assert found[0].name == names
    assert all(len(unfinished(begin(each, tag))) >= 5 for each in found)


def test_a_reporter_begins_from_the_desks_templates_and_those_for_all() -> None:
    client, reporter = entered("reporter")
    keep(draft(body=BODY), "Our report", "en")
    keep(draft(title="Two", body=BODY), "House report", "")
    keep(draft(title="Three", body=BODY), "Leur rapport", "fr")
    shown = client.get(reverse("newsroom_new_story")).content.decode()
    assert "Our report" in shown
    assert "House report" in shown
    assert "Leur rapport" not in shown
    assert "Take it away" not in shown
    answer = client.post(reverse("newsroom_begin", args=["en", StoryTemplate.objects.get(name="House report").pk]))
    page = EditionPage.objects.latest("pk")
    assert answer.headers["Location"] == reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert page.owner == reporter
    assert client.get(answer.headers["Location"]).status_code == 200


def test_a_sub_editor_keeps_and_drops_at_the_own_desk_alone() -> None:
    client, _sub = entered("sub-editor")
    page = draft(body=BODY)
    url = reverse("newsroom_keep_template", args=[page.pk])
    assert "All desks" not in client.get(url).content.decode()
    client.post(url, {"name": "Mine", "language": "en"})
    client.post(url, {"name": "Not mine", "language": "fr"})
    client.post(url, {"name": "Everybody's", "language": ""})
    assert [each.name for each in StoryTemplate.objects.filter(language="en")] == ["Mine"]
    everywhere = keep(page, "For all", "")
    for each in StoryTemplate.objects.all():
        client.post(reverse("newsroom_drop_template", args=[each.pk]))
    assert StoryTemplate.objects.get() == everywhere


def test_a_desk_without_templates_says_how_one_is_made() -> None:
    client, _reporter = entered("reporter")
    assert "Keep as template" in client.get(reverse("newsroom_new_story")).content.decode()
