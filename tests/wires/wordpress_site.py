"""Exports of a small WordPress site, for tests: as large as wanted, whole, broken or made to do harm."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

HEAD = """<?xml version="1.0" encoding="UTF-8" ?>
<rss version="2.0" xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/"
 xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:wp="http://wordpress.org/export/1.2/"><channel>
<title>The Harbour Post</title><link>https://old.example</link><language>{language}</language>
<wp:wxr_version>1.2</wp:wxr_version><wp:base_blog_url>https://old.example</wp:base_blog_url>
<wp:author><wp:author_login>mira</wp:author_login><wp:author_display_name>Mira Sand</wp:author_display_name></wp:author>
"""
TAIL = "</channel></rss>"
PICTURE = """<item><title>harbour</title><guid>https://old.example/?attachment_id=7</guid>
<excerpt:encoded><![CDATA[The harbour at dawn]]></excerpt:encoded>
<wp:post_id>7</wp:post_id><wp:post_parent>1</wp:post_parent><wp:post_type>attachment</wp:post_type>
<wp:status>inherit</wp:status>
<wp:attachment_url>https://old.example/wp-content/uploads/2019/05/harbour.png</wp:attachment_url>
<wp:postmeta><wp:meta_key>_wp_attachment_image_alt</wp:meta_key><wp:meta_value>Two ferries</wp:meta_value></wp:postmeta>
</item>"""


def post(number: int = 1, content: str = "<p>Words.</p>", *, more: str = "", **fields: str) -> str:
    """One post; ``fields`` replace what stands in its elements, ``more`` stands before its end."""
    said = {
        "title": f"Ferries {number} & more", "link": f"https://old.example/2019/05/02/ferries-{number}/",
        "guid": f"https://old.example/?p={number}", "dc:creator": "mira", "content:encoded": content,
        "excerpt:encoded": "What happened.", "wp:post_id": str(number), "wp:post_date": "2019-05-02 10:00:00",
        "wp:post_date_gmt": "2019-05-02 08:00:00", "wp:status": "publish", "wp:post_type": "post",
    }  # fmt: skip
    said |= {name.replace("__", ":"): value for name, value in fields.items()}
    inner = "".join(f"<{name}>{escape(value, quote=False)}</{name}>" for name, value in said.items())
    return f"<item>{inner}{more}</item>\n"


def category(name: str, domain: str = "category", nicename: str = "x") -> str:
    """A term of a post."""
    return f'<category domain="{domain}" nicename="{nicename}"><![CDATA[{name}]]></category>'


def export(*items: str, language: str = "en") -> bytes:
    """A whole file."""
    return (HEAD.format(language=language) + "".join(items) + TAIL).encode()


def pages(count: int) -> Iterable[bytes]:
    """A file with so many posts, part by part."""
    yield HEAD.format(language="en").encode()
    for number in range(1, count + 1):
        body = "".join(f"<p>Ferry {number} left the harbour {each} times that day.</p>" for each in range(8))
        yield post(number, body, more=category("Harbours")).encode()
    yield TAIL.encode()
