"""Words that a person would read and that no catalogue can translate: literals outside gettext, with their places."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from django.template.base import DebugLexer, TokenType

from tests.architecture.source import name_of, tree

# Whose first argument a person reads, and which keyword arguments of whatever call they read.
SAYS = {"Refusal", "ValidationError", "Button", "error", "success", "warning", "info"}
SAYING = {
    "verbose_name",
    "verbose_name_plural",
    "help_text",
    "label",
    "heading",
    "menu_label",
    "page_title",
    "placeholder",
}
TAKES = {"_", "gettext", "gettext_lazy", "ngettext", "pgettext"}
# Attributes of classes that Wagtail and Django show.
SHOWN = {
    "verbose_name",
    "verbose_name_plural",
    "menu_label",
    "page_title",
    "header_title",
    "title",
    "description",
    "subject",
}
TRANSLATES = {"_", "gettext", "gettext_lazy", "ngettext", "ngettext_lazy", "pgettext", "pgettext_lazy"}
LETTERS = re.compile(r"(?!UTC\b)\b[^\W\d_]{2,}")  # UTC is called so everywhere
OPENS, CLOSES = {"blocktranslate", "blocktrans"}, {"endblocktranslate", "endblocktrans"}
# A tag's own words are read; so are these attributes, wherever they stand in the text.
SILENT = re.compile(r"<(script|style|code|kbd)\b.*?</\1\s*>|<!--.*?-->", re.S | re.I)
READ_ATTRIBUTE = re.compile(r"\b(?:title|alt|placeholder|aria-label|aria-description)=\"([^\"]*)\"", re.I)
TAG = re.compile(r"<[^>]*>", re.S)


def _literal(node: ast.expr | None) -> bool:
    """Whether an expression is words written into the source: a text with letters, or one with values set in."""
    if isinstance(node, ast.Constant):
        return isinstance(node.value, str) and bool(LETTERS.search(node.value))
    if isinstance(node, ast.JoinedStr):
        return any(_literal(part) for part in node.values if isinstance(part, ast.Constant))
    if isinstance(node, ast.BinOp):
        return _literal(node.left) or (isinstance(node.op, ast.Add) and _literal(node.right))
    return False


def _called(call: ast.Call) -> str:
    return call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")


def _hidden(text: ast.JoinedStr) -> bool:
    """Whether a message stands inside an f-string, where what collects messages does not look."""
    return any(isinstance(node, ast.Call) and _called(node) in TAKES for node in ast.walk(text))


def _spoken(call: ast.Call) -> Iterator[ast.expr]:
    name = _called(call)
    on_messages = not isinstance(call.func, ast.Attribute) or getattr(call.func.value, "id", "") == "messages"
    if name in SAYS and on_messages and call.args:
        yield call.args[-1] if name.islower() and len(call.args) > 1 else call.args[0]
    yield from (each.value for each in call.keywords if each.arg in SAYING)


def _named_words(function: ast.AST) -> dict[str, ast.expr]:
    """``words = "…"`` and the like: names that hold a literal, within one file."""
    return {
        target.id: node.value
        for node in ast.walk(function)
        if isinstance(node, ast.Assign) and _literal(node.value)
        for target in node.targets
        if isinstance(target, ast.Name)
    }


def in_python(path: Path) -> Iterator[str]:
    """``file:line`` of every literal that a module shows to a person."""
    whole = tree(path)
    for top in ast.iter_child_nodes(whole):
        kept = _named_words(top)
        for node in ast.walk(top):
            found: list[ast.expr] = []
            if isinstance(node, ast.Call):
                found = list(_spoken(node))
            elif isinstance(node, ast.ClassDef):
                found = [
                    each.value
                    for each in node.body
                    if isinstance(each, ast.Assign) and SHOWN & {getattr(name, "id", "") for name in each.targets}
                ]
            if isinstance(node, ast.JoinedStr) and _hidden(node):
                yield f"{name_of(path)}:{node.lineno}"
            for each in found:
                said = kept.get(each.id, each) if isinstance(each, ast.Name) else each
                if _literal(said):
                    yield f"{name_of(path)}:{said.lineno}"


def in_template(path: Path) -> Iterator[str]:
    """``file:line`` of every text with letters that a template shows outside its tags for translating."""
    source = path.read_text(encoding="utf-8")
    inside, names, kept = False, False, []
    for token in DebugLexer(source).tokenize():
        word = token.contents.split(maxsplit=1)[0] if token.contents.strip() else ""
        if token.token_type is TokenType.BLOCK and word in OPENS | CLOSES:
            inside = word in OPENS
        shown = token.token_type is TokenType.TEXT and not inside and not names
        names = token.contents.split() == ["block", "bodyclass"]  # names of classes, not words
        start, end = token.position or (0, 0)
        text = source[start:end]
        # Lines stay where they were, and a value that is set in keeps no tag open.
        kept.append(text if shown else re.sub(r"[^\n]", " ", text))
    flat = SILENT.sub(lambda found: "\n" * found.group().count("\n"), "".join(kept))
    words = [(found.start(1), found.group(1)) for found in READ_ATTRIBUTE.finditer(flat)]
    bare = TAG.sub(lambda found: re.sub(r"[^\n]", " ", found.group()), flat)
    words += [(found.start(), found.group()) for found in re.finditer(r"[^\n]+", bare)]
    for start, text in sorted(words):
        if LETTERS.search(text.replace("&amp;", "").replace("&nbsp;", "")):
            yield f"{name_of(path)}:{flat.count(chr(10), 0, start) + 1} “{' '.join(text.split())}”"
