"""Writes ``docs/reference/roles.md`` from the table, so that what people read is what the newsroom does."""

from __future__ import annotations

from dateline.newsroom.permissions import TABLE, Role, Row

HEAD = """# Roles

A person has one or more roles, each at one language's desk or at all desks. Who may do what stands in one table,
`dateline/newsroom/permissions.py`; this page is written from it (a test keeps the two equal).

- **●** may, at the desks where the role is held.
- **◐** may from any desk: the thing is shared by all languages, and a role at one desk is enough.
- **○** may with the role for all desks only: the thing is shared by all languages, or concerns them all.

| action | {roles} |
|---|{lines}|
"""
FOOT = """
Nobody publishes by approving unless they may publish: what a sub-editor approves waits as a draft for a desk chief.
While an edition is in review, only those who review it edit it. One's own draft, never published, may be deleted by
whoever wrote it.

## Groups

`dateline setup` makes a group for every role at every desk (`French desk: translators`, `All desks: sub-editors`) and
gives it exactly these rights; a change made to such a group by hand goes at the next setup. A group that you make
yourself is left alone. It can hold any permission of Wagtail's, and ours, each named after its action; ours then hold
in every language.

## Who gives roles

An administrator gives and takes roles at the desks where they are administrator. Roles for all desks are given by an
administrator for all desks. Only a superuser, such as the first account `chief`, makes superusers, changes a
superuser's account, or changes what a group may do; every other way is refused, whatever screen it comes by. From the
shell, `dateline person` gives and takes roles.
"""
SIGNS = {"at the desk": "●", "from any desk": "◐", "for all desks": "○"}


def roles_document() -> str:
    """The whole page, in Markdown."""
    head = HEAD.format(roles=" | ".join(Role), lines="|".join(":-:" for _ in Role))
    return head + "".join(_line(row) for row in TABLE.values()) + FOOT


def _line(row: Row) -> str:
    cells = [SIGNS[row.reach] if role in row.roles else "" for role in Role]
    return f"| {row.words} | {' | '.join(cells)} |\n"
