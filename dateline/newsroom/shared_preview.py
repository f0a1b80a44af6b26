"""What an outsider with a preview link gets: one edition as it stood with its files, and a plain page for all else."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.html import escape, format_html
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_safe

from dateline.languages.language import language
from dateline.newsroom import preview
from dateline.newsroom.actions.preview_links import look
from dateline.newsroom.models.edition import EditionPage
from dateline.newsroom.models.preview_link import PreviewLink
from dateline.newsroom.refusal import Refusal
from dateline.newsroom.taken_along import pictures_of, recordings_of

# The token stands in the address, so the address must reach nobody: no cache, no search engine, no next site.
ALONE = {
    "Cache-Control": "no-store",
    "X-Robots-Tag": "noindex, nofollow, noarchive",
    "Referrer-Policy": "no-referrer",
    "X-Frame-Options": "DENY",
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; media-src 'self'; "
        "font-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
}
BODY = re.compile(rb"<body[^>]*>")
BANNER = (
    '<aside data-preview style="background:#fff3bf;border-block-end:2px solid #8a6100;color:#1d1d1d;'
    'padding:.75rem 1rem;text-align:start"><strong>{}</strong> {} {}</aside>'
)
MARK = "\ue000"  # stands for the name until both are escaped; no language's words hold it
View = Callable[..., HttpResponseBase]


def alone(view: View) -> View:
    """A decorator: the headers above on every answer, of errors too."""

    @wraps(view)
    def answered(request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
        answer = view(request, **kwargs)
        for name, value in ALONE.items():
            answer[name] = value
        return answer

    return answered


@require_safe
@alone
def edition(request: HttpRequest, token: str) -> HttpResponse:
    """The reader's page of the revision that the link is for."""
    link = look(token)
    if link is None:
        return nothing(request)
    try:
        answer = preview.as_readers_get_it(preview.value_of(_as_it_stood(link)))
    except Refusal as refusal:
        return preview.words(refusal.words, status=200)
    body = _with_banner(answer.content, link)
    for name in _files(link):
        own = reverse("newsroom_shared_picture", args=[token, name])
        for folder in ("pictures", "media"):
            body = body.replace(f"/{folder}/{name}".encode(), own.encode())
    answer.content = body
    return answer


def _with_banner(body: bytes, link: PreviewLink) -> bytes:
    """The page with a word at its head, in its own language: what it is, until when it opens, whose link it is."""
    its = language(link.page.tag)
    given = escape(its.text("preview_given", name=MARK)).replace(MARK, format_html("<bdi>{}</bdi>", link.whom))
    until = its.text("preview_until", when=its.instant(link.expires))
    out = link.page.live and link.page.live_revision_id == link.revision_id
    notice = "" if out else its.text("preview_notice")  # it may have gone out since, word for word
    said = format_html(BANNER, notice, until, mark_safe(given))  # noqa: S308 - escaped part by part
    return BODY.sub(lambda found: found[0] + said.encode(), body, count=1)


def file_of(token: str, name: str) -> Path | None:
    """A file of what this link's revision shows or plays; no other, though the same token is asked."""
    link = look(token)
    kept = _files(link).get(name) if link else None
    file = Path(settings.DATELINE_BLOBS, kept) if kept else None
    return file if file and file.is_file() else None


def _as_it_stood(link: PreviewLink) -> EditionPage:
    page: EditionPage = link.revision.as_object()
    return page


def _files(link: PreviewLink) -> dict[str, str]:
    """The newsroom's names of the files, by those that the page names."""
    try:
        edition = preview.value_of(_as_it_stood(link))
    except Refusal:
        return {}
    blocks = (edition.lead, *edition.blocks)
    recordings = list(recordings_of(blocks))
    pictures = [*pictures_of(blocks), *(each.poster for each in recordings if each.poster)]
    played = {name: name for each in recordings for name in each.value().names}
    return played | {file.name: file.rendition.file for each in pictures for file in each.value().published}


def nothing(request: HttpRequest) -> HttpResponse:
    """The same for a wrong token, one that has run out and one that was withdrawn: nobody learns which."""
    return render(request, "newsroom/shared_preview/nothing.html", status=404)
