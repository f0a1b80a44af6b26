"""Judges that need a browser: axe-core for accessibility, and whether a page fits a screen of 320 CSS pixels."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Page as Tab

from tests import programs
from tests.validators.page import Message

AXE = "axe-core/axe.min.js"
RUN_AXE = """rules => axe.run(document, {resultTypes: ["violations"], ...(rules.length && {runOnly: rules})})"""
# Colours that are on their way to others are nobody's: what moves to an end is at its end before the judge looks.
SETTLE = """() => document.getAnimations().forEach(each =>
  Number.isFinite(each.effect.getComputedTiming().endTime) && each.finish())"""
SMALL = {"width": 320, "height": 640}
# What stands out to the right or left, unless a parent scrolls on its own (a table in its box) or hides it from sight.
OVERFLOW = """() => {
  const width = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= width) return null;
  const scrolls = element => { for (let up = element.parentElement; up && up !== document.body; up = up.parentElement)
    if (getComputedStyle(up).overflowX !== "visible") return true; return false; };
  const out = [...document.body.querySelectorAll("*")].filter(element => {
    const box = element.getBoundingClientRect();
    return box.width && (box.right > width + 0.5 || box.left < -0.5) && !scrolls(element); });
  const elements = out.slice(0, 5).map(element => element.outerHTML.slice(0, 120));
  return {width: document.documentElement.scrollWidth, elements};
}"""


def accessibility(tab: Tab, name: str, *rules: str) -> list[Message]:
    """What axe-core finds on the page that the tab shows, by all its rules or by these."""
    # Through the debugger, not a script element: our pages' Content-Security-Policy rightly refuses those.
    tab.evaluate(programs.npm_file(AXE).read_text(encoding="utf-8") + "\n;undefined")
    tab.evaluate(SETTLE)
    found: dict[str, Any] = tab.evaluate(RUN_AXE, rules)
    faults = [(violation["id"], node) for violation in found["violations"] for node in violation["nodes"]]
    return [
        Message(name, "axe", rule, " ".join(map(str, node["target"])), " ".join(node["failureSummary"].split()))
        for rule, node in faults
    ]


def fits(tab: Tab, name: str) -> list[Message]:
    """Whether the page that the tab shows can be read at 320 CSS pixels without scrolling sideways."""
    before = tab.viewport_size
    tab.set_viewport_size({"width": SMALL["width"], "height": SMALL["height"]})
    found: dict[str, Any] | None = tab.evaluate(OVERFLOW)
    if before:
        tab.set_viewport_size(before)
    if found is None:
        return []
    return [Message(name, "width", "320 px", "; ".join(found["elements"]), f"the page is {found['width']} px wide")]
