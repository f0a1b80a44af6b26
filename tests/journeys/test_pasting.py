"""Pasting from Word and Google Docs in a real browser: links, emphasis, lists and headings come along, nothing else."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from playwright.sync_api import Page as Tab

from tests.journeys.house import RunningHouse, wait_for

pytestmark = [pytest.mark.browser, pytest.mark.newsroom, pytest.mark.slow, pytest.mark.xdist_group("journey")]

BODY = "[name=body-0-value] ~ * [contenteditable=true]"
WORD = """<html xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"
xmlns:w="urn:schemas-microsoft-com:office:word"><head><meta name=Generator content="Microsoft Word 15">
<style><!-- p.MsoNormal {mso-style-unhide:no; margin:0cm; font-family:"Calibri",sans-serif;} --></style></head>
<body lang=EN-GB style='tab-interval:36.0pt'><!--StartFragment-->
<h1><span style='mso-fareast-font-family:"Times New Roman"'>Ferries wait<o:p></o:p></span></h1>
<p class=MsoNormal><span style='color:red;font-size:20.0pt'>Three <b style='mso-bidi-font-weight:normal'>ports</b> are
<i>shut</i>, says <a href="https://harbour.example/today"><span style='color:blue'>the office</span></a>.<o:p></o:p>
</span></p>
<p class=MsoListParagraphCxSpFirst style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]><span
style='font-family:Symbol'><span style='mso-list:Ignore'>·<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;
</span></span></span><![endif]>North quay<o:p></o:p></p>
<p class=MsoListParagraphCxSpLast style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]><span
style='mso-list:Ignore'>·<span>&nbsp; </span></span><![endif]>South quay<o:p></o:p></p>
<p class=MsoNormal><o:p>&nbsp;</o:p></p>
<p class=MsoListParagraph style='mso-list:l1 level1 lfo2'><span
style='mso-list:Ignore'>1.<span>&nbsp;</span></span>First</p>
<p class=MsoNormal>The end.<script>alert(1)</script><img src="file:///D:/clip_image001.png"></p>
<!--EndFragment--></body></html>"""
DOCS = """<meta charset='utf-8'><meta charset="utf-8"><b style="font-weight:normal;" id="docs-internal-guid-1a2b3c4d">
<h2 dir="ltr" style="line-height:1.38"><span style="font-size:16pt;font-weight:400">Ferries wait</span></h2>
<p dir="ltr" style="line-height:1.38"><span style="font-size:11pt;font-weight:400;color:#ff0000">Three </span>
<span style="font-size:11pt;font-weight:700">ports</span><span style="font-weight:400"> are </span>
<span style="font-style:italic;font-weight:400">shut</span><span style="font-weight:400">, says </span><a
href="https://www.google.com/url?q=https://harbour.example/today?a%3D1&amp;sa=D&amp;ust=1"><span
style="color:#1155cc;font-weight:400;text-decoration:underline">the office</span></a><span>.</span></p><br />
<ul style="margin-top:0"><li dir="ltr" style="list-style-type:disc;font-weight:400" aria-level="1"><p dir="ltr"
role="presentation"><span>North quay</span></p></li><ul><li dir="ltr" aria-level="2"><p role="presentation">
<span>Gate 1</span></p></li></ul><li dir="ltr" aria-level="1"><p><span>South quay</span></p></li></ul>
<ol><li dir="ltr" aria-level="1"><p dir="ltr"><span>First</span></p></li></ol></b>"""
PASTE = """([selector, html, text]) => {
  const data = new DataTransfer();
  data.setData("text/html", html);
  data.setData("text/plain", text);
  const editor = document.querySelector(selector);
  editor.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
}"""


def pasted(house: RunningHouse, tab: Tab, html: str) -> dict[str, Any]:
    """What the editor hands to the form after a paste into a new edition."""
    tab.goto(f"{house.address}/newsroom/pages/")
    href = tab.locator("a[href*='/edit/']", has_text="English").first.get_attribute("href")
    number = re.findall(r"\d+", href or "")[0]
    tab.goto(f"{house.address}/newsroom/pages/add/newsroom/editionpage/{number}/")
    tab.locator(BODY).first.click()
    tab.evaluate(PASTE, [BODY, html, "plain"])
    kept = tab.locator("[name=body-0-value]")
    wait_for(lambda: "Ferries" in kept.input_value())
    found: dict[str, Any] = json.loads(kept.input_value())
    return found


def blocks(state: dict[str, Any]) -> list[tuple[str, str, int]]:
    """Kind, words and depth of each block that has words."""
    return [(each["type"], each["text"].strip(), each["depth"]) for each in state["blocks"] if each["text"].strip()]


def marked(state: dict[str, Any]) -> list[tuple[str, str]]:
    """Style and words of each emphasised part."""
    return [
        (part["style"], each["text"][part["offset"] : part["offset"] + part["length"]])
        for each in state["blocks"]
        for part in each["inlineStyleRanges"]
    ]


def links(state: dict[str, Any]) -> list[str]:
    """Where the links lead."""
    return [each["data"]["url"] for each in state["entityMap"].values() if each["type"] == "LINK"]


def test_words_own_html_is_headings_emphasis_links_and_lists(house: RunningHouse, tab: Tab) -> None:
    state = pasted(house, tab, WORD)
    assert blocks(state) == [
        ("header-two", "Ferries wait", 0),
        ("unstyled", "Three ports are shut, says the office.", 0),
        ("unordered-list-item", "North quay", 0),
        ("unordered-list-item", "South quay", 0),
        ("ordered-list-item", "First", 0),
        ("unstyled", "The end.", 0),
    ]
    assert marked(state) == [("BOLD", "ports"), ("ITALIC", "shut")]
    assert links(state) == ["https://harbour.example/today"]


def test_google_docs_html_is_not_all_bold_and_its_links_lead_where_they_say(house: RunningHouse, tab: Tab) -> None:
    state = pasted(house, tab, DOCS)
    assert blocks(state) == [
        ("header-two", "Ferries wait", 0),
        ("unstyled", "Three ports are shut, says the office.", 0),
        ("unordered-list-item", "North quay", 0),
        ("unordered-list-item", "Gate 1", 1),
        ("unordered-list-item", "South quay", 0),
        ("ordered-list-item", "First", 0),
    ]
    assert marked(state) == [("BOLD", "ports"), ("ITALIC", "shut")]
    assert links(state) == ["https://harbour.example/today?a=1"]
    tab.fill("[name=title]", "Ferries")
    tab.click("footer button[type=submit]")
    tab.wait_for_url("**/edit/")
    kept = tab.locator("[name=body-0-value]").input_value()
    assert "docs-internal-guid" not in kept
    assert "google.com" not in kept
