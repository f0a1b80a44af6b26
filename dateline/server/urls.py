"""Addresses of the newsroom; readers' pages are served from the press file, never by Django."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings
from django.contrib.auth.decorators import permission_required
from django.contrib.staticfiles.views import serve as serve_static
from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.urls import include, path
from django.views.decorators.http import require_safe
from django.views.generic import RedirectView
from django.views.static import serve
from wagtail.admin import urls as wagtailadmin_urls

from dateline.edition.picture import kept_name
from dateline.newsroom import shared_preview
from dateline.newsroom.accounts.urls import doors
from dateline.newsroom.desk import speaking
from dateline.server.answers import NEVER, NO_BODY, Answer, kept_file
from dateline.server.files import media_type, medium
from dateline.server.keeping import metrics


@permission_required("wagtailadmin.access_admin")
def media(request: HttpRequest, path: str) -> HttpResponseBase:
    """An original or a thumbnail, for those who may enter the newsroom: drafts never leak."""
    return serve(request, path, document_root=settings.MEDIA_ROOT)


@permission_required("wagtailadmin.access_admin")
def rendition(request: HttpRequest, path: str) -> HttpResponseBase:
    """A rendition that no published text uses yet, for previews."""
    return serve(request, kept_name(path), document_root=settings.DATELINE_BLOBS)


@permission_required("wagtailadmin.access_admin")
def played(request: HttpRequest, path: str) -> HttpResponseBase:
    """Sound, film or captions that no published text plays yet, whole or in parts, so that players can jump."""
    # Readers' answers may be kept by anybody for ever; what is not published yet is for this person's browser alone.
    return _sent(medium(Path(settings.DATELINE_BLOBS), path, request.META), request, "private, no-cache")


@require_safe
@shared_preview.alone
def shared(request: HttpRequest, token: str, name: str) -> HttpResponseBase:
    """A file of what an outsider's link shows or plays, a recording in parts as well."""
    file = shared_preview.file_of(token, name)
    if file is None:
        return shared_preview.nothing(request)
    return _sent(kept_file(file, media_type(name), request.META), request, NEVER)


def _sent(answer: Answer, request: HttpRequest, cache: str) -> HttpResponseBase:
    headers = {**dict(answer.headers), "Cache-Control": cache}
    if answer.status not in NO_BODY:
        headers["Content-Length"] = str(answer.length)
    content = answer.content(str(request.method))
    sort = StreamingHttpResponse if answer.download else HttpResponse
    return sort(content, status=answer.status, headers=headers)


def static(request: HttpRequest, path: str) -> HttpResponseBase:
    """The admin's own scripts and styles."""
    return serve_static(request, path, insecure=True)


urlpatterns = [
    path("newsroom/healthz", metrics.health),
    path("newsroom/metrics", metrics.metrics),
    path("newsroom/preview/<str:token>", shared_preview.edition, name="newsroom_shared_preview"),
    path("newsroom/preview/<str:token>/pictures/<str:name>", shared, name="newsroom_shared_picture"),
    path("newsroom/static/<path:path>", static, name="newsroom_static"),
    path("newsroom/pictures/<path:path>", rendition),
    path("newsroom/files/<path:path>", played),
    path("newsroom/media/<path:path>", media),
    # Wagtail's own log would show to some what only the audit log's readers may know.
    path("newsroom/reports/site-history/", RedirectView.as_view(pattern_name="newsroom_audit")),
    path("newsroom/reports/site-history/results/", RedirectView.as_view(pattern_name="newsroom_audit_results")),
    path("newsroom/", include(doors)),  # before Wagtail's own, some of which stand at the same addresses
    path("newsroom/jsi18n/", speaking.words_for_scripts),
    path("newsroom/", include(wagtailadmin_urls)),
]
