"""Each adapter asks its service as the service wants it, reads its answer, and says every failure in words."""

from __future__ import annotations

import re
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any
from urllib.request import urlopen

import pytest
import urllib3
from hypothesis import assume, given

from dateline.edition.inline import Run, Text, plain
from dateline.edition.marks import joined, lost
from dateline.newsroom.refusal import Refusal
from dateline.newsroom.translators import KINDS, asking
from dateline.newsroom.translators.apertium import Apertium
from dateline.newsroom.translators.deepl import DeepL
from dateline.newsroom.translators.libretranslate import LibreTranslate
from dateline.newsroom.translators.openai import OpenAI
from dateline.newsroom.translators.tagged import bare, tagged, untagged
from dateline.newsroom.translators.translator import Service, batches, fitting
from dateline.server.translating import KINDS as ALLOWED
from tests.rooms.edition.strategies import running
from tests.rooms.newsroom.fake_translator import Sent, fake

TEXTS = ['The <b id="m1">minister</b>', "said &amp; went"]
MODES = Path("/usr/share/apertium/modes")
APY = """
import sys
from functools import partialmethod
from tornado.httpserver import HTTPServer
HTTPServer.bind = partialmethod(HTTPServer.bind, address="127.0.0.1")  # it would listen everywhere
from apertium_apy.apy import main
sys.exit(main())
"""


def test_libretranslate_is_asked_in_its_own_codes_with_its_key_in_the_body() -> None:
    def answer(sent: Sent) -> tuple[int, Any]:
        if sent.method == "GET":
            return 200, [{"code": "en", "targets": ["zh-Hans", "pb"]}]
        return 200, {"translatedText": [f"[{each}]" for each in sent.body["q"]]}

    with fake(answer) as (address, seen):
        found = LibreTranslate(Service(address, key="k")).translate(TEXTS, "en", "zh-Hans")
    assert found == [f"[{each}]" for each in TEXTS]
    assert [each.path for each in seen] == ["/languages", "/translate"]
    assert seen[1].body == {"q": TEXTS, "source": "en", "target": "zh-Hans", "format": "html", "api_key": "k"}


def test_deepl_is_asked_in_capitals_with_its_key_in_the_head() -> None:
    with fake(lambda sent: (200, {"translations": [{"text": each} for each in sent.body["text"]]})) as (address, seen):
        found = DeepL(Service(address, key="k")).translate(TEXTS, "en", "pt-BR")
        DeepL(Service(address, key="k")).translate(TEXTS[:1], "sr-Latn", "en")
    assert found == TEXTS
    assert (seen[0].path, seen[0].key) == ("/v2/translate", "DeepL-Auth-Key k")
    assert seen[0].body == {"text": TEXTS, "source_lang": "EN", "target_lang": "PT-BR", "tag_handling": "xml"}
    assert (seen[1].body["source_lang"], seen[1].body["target_lang"]) == ("SR", "EN-GB")


def test_apertium_is_asked_text_by_text_for_a_pair_that_it_has() -> None:
    pairs = [{"sourceLanguage": "spa", "targetLanguage": "eng"}, {"sourceLanguage": "eng", "targetLanguage": "spa"}]

    def answer(sent: Sent) -> tuple[int, Any]:
        if sent.method == "GET":
            return 200, {"responseData": pairs}
        return 200, {"responseData": {"translatedText": sent.body["q"].upper()}}

    with fake(answer) as (address, seen):
        assert Apertium(Service(address)).translate(TEXTS, "en", "es") == [each.upper() for each in TEXTS]
        with pytest.raises(Refusal, match="Apertium cannot translate between these two languages"):
            Apertium(Service(address)).translate(TEXTS, "en", "fa")
    assert seen[1].body == {"q": TEXTS[0], "langpair": "eng|spa", "format": "html", "markUnknown": "no"}


@pytest.mark.parametrize("shell", ["{}", "```json\n{}\n```"])
def test_a_model_is_asked_for_an_array_and_may_fence_it(shell: str) -> None:
    content = shell.replace("{}", '["uno", "dos"]')
    with fake(lambda _: (200, {"choices": [{"message": {"content": content}}]})) as (address, seen):
        found = OpenAI(Service(f"{address}/v1", model="wise-1", key="k")).translate(TEXTS, "en", "es")
    assert found == ["uno", "dos"]
    assert (seen[0].path, seen[0].key, seen[0].body["model"]) == ("/v1/chat/completions", "Bearer k", "wise-1")
    system, user = seen[0].body["messages"]
    assert "from English into Spanish" in system["content"]
    assert user["content"] == '["The <b id=\\"m1\\">minister</b>", "said &amp; went"]'


FAILURES = [
    (400, {"message": "no such language"}, "these two languages. Nothing was changed. Some says: “no such language”"),
    (401, {}, "does not accept this newsroom’s key"),
    (403, {"error": {"message": "Invalid key"}}, "Tell whoever looks after the server. Some says: “Invalid key”"),
    (413, b"", "too much for Some at once"),
    (429, {"error": "Slowdown"}, "asks for a pause"),
    (456, {}, "is used up for now"),
    (503, b"<html>", "is out of order now (503)"),
    (200, b"<html>", "something that is no translation"),
    (302, {"to": "http://127.0.0.1:9/"}, "is out of order now (302)"),
]  # fmt: skip


@pytest.mark.parametrize(("status", "said", "words"), FAILURES)
def test_every_failure_is_said_in_words(status: int, said: Any, words: str) -> None:
    with fake(lambda _: (status, said)) as (address, seen), pytest.raises(Refusal) as refused:
        asking.post("Some", address, {"text": "x"}, key="secret")
    assert words in refused.value.words
    assert "secret" not in refused.value.words
    assert len(seen) == 1


def test_nobody_there_and_no_answer_are_said_in_words(monkeypatch: pytest.MonkeyPatch) -> None:
    with closing(socket.create_server(("127.0.0.1", 0))) as silent:
        port = silent.getsockname()[1]
        line = urllib3.PoolManager(timeout=urllib3.Timeout(connect=5, read=0.05), retries=False)
        monkeypatch.setattr(asking, "LINE", line)
        with pytest.raises(Refusal, match="Some took too long to answer"):
            asking.get("Some", f"http://127.0.0.1:{port}/")
    with pytest.raises(Refusal, match="Some cannot be reached now"):
        asking.get("Some", f"http://127.0.0.1:{port}/")


def test_an_answer_without_end_is_broken_off(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asking, "LARGEST", 10)
    with (
        fake(lambda _: (200, b"[" + b" " * 100 + b"]")) as (address, _),
        pytest.raises(Refusal, match="no translation"),
    ):
        asking.get("Some", address)


@pytest.mark.parametrize("kind", sorted(KINDS))
@pytest.mark.parametrize(
    "said", [[], {}, {"translatedText": ["one"], "translations": [{"text": "one"}], "choices": []}]
)
def test_an_answer_of_another_shape_or_length_is_refused(kind: str, said: Any) -> None:
    languages = [{"code": "en", "targets": ["es"]}]
    line = fake(lambda sent: (200, languages if sent.path == "/languages" else said))
    with line as (address, _), pytest.raises(Refusal):
        KINDS[kind](Service(address, model="m")).translate(TEXTS, "en", "es")


def test_every_kind_that_a_setting_may_name_has_an_adapter() -> None:
    assert set(KINDS) == set(ALLOWED)
    assert "secret" not in repr(Service("http://a", key="secret"))


def test_texts_go_in_batches_in_their_order() -> None:
    assert list(batches(["aa", "bb", "c", "dddddd"], most=2, characters=4)) == [["aa", "bb"], ["c"], ["dddddd"]]
    assert fitting("pt-BR", ["pt", "pt_BR"]) == "pt_BR"
    assert (fitting("sr-Latn", ["sr"]), fitting("fa", ["en"])) == ("sr", "")


@given(running)
def test_marks_that_come_back_as_they_were_sent_are_the_same_text(text: Text) -> None:
    assume(not re.search(r"\s\s", plain(text)))
    sent = tagged(text)
    assert untagged(sent.markup, sent) == joined(text)


LINKED = (Run("See "), Run("this", bold=True, href="https://example.org/"), Run(" & "), Run("日本", language="ja"))


def test_marks_may_move_and_words_of_another_language_stay() -> None:
    sent = tagged(LINKED)
    assert sent.markup == ('See <a id="m1"><b id="m2">this</b></a> &amp; <span id="m3">日本</span>')
    found = untagged("<span id=m3>Japan</span> و <A id='m1'>این <b id=m2>را</b></a> ببینید", sent)
    assert found is not None
    assert lost(LINKED, found) == []
    assert plain(found) == "日本 و این را ببینید"


@pytest.mark.parametrize(
    "answer",
    [
        "See this",
        '<a id="m1"><b id="m2">this</a></b> <span id="m3">x</span>',
        '<a id="m1"><b id="m2">this</b></a> <span id="m3">x</span><b id="m2">again</b>',
        '<a id="m1"><b id="m2"></b></a> <span id="m3">x</span>',
        '<b id="m1"><b id="m2">this</b></b> <span id="m3">x</span>',
        '<a id="m1"><b id="m2">this</b></a> <span id="m3">x</span><script>y</script>',
        '<a id="m1"><b id="m2">this</b></a> <span id="m3">x',
        '<a href="https://evil.example/" id="m1"><b id="m2">this</b></a> <span id="m3">x</span>',
    ],
)
def test_broken_marks_are_seen_and_the_words_alone_can_be_had(answer: str) -> None:
    assert untagged(answer, tagged(LINKED)) is None
    (run,) = bare(answer)
    assert run == Run(run.text)
    assert "<" not in run.text


@pytest.fixture(scope="module")
def apertium() -> Iterator[str]:
    """A real Apertium-APy with Debian's English and Spanish, on a free port of this machine."""
    if not shutil.which("apertium-apy") or not (MODES / "eng-spa.mode").exists():
        pytest.skip("no Apertium-APy here: apt-get install apertium-apy apertium-eng-spa")
    with closing(socket.create_server(("127.0.0.1", 0))) as free:
        port = free.getsockname()[1]
    command = ["/usr/bin/python3", "-c", APY, "-p", str(port), str(MODES)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        _wait_for(process, port)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait()


def _wait_for(process: subprocess.Popen[bytes], port: int) -> None:
    """Until a port is listened at: Apertium-APy says that it serves before it does."""
    for _ in range(600):
        assert process.poll() is None, "Apertium-APy ended at once"
        with closing(socket.socket()) as tried:
            if not tried.connect_ex(("127.0.0.1", port)):
                return
        time.sleep(0.1)
    raise TimeoutError("Apertium-APy never listened")


def test_a_real_apertium_keeps_marks_and_translates(apertium: str) -> None:
    text = (Run("The "), Run("minister", bold=True), Run(" said: "), Run("see the page", href="/en/"), Run("."))
    sent = tagged(text)
    (answer,) = Apertium(Service(apertium)).translate([sent.markup], "en", "es")
    found = untagged(answer, sent)
    assert found is not None
    assert lost(text, found) == []
    assert "ministro" in plain(found)
    with pytest.raises(Refusal, match="cannot translate between these two languages"):
        Apertium(Service(apertium)).translate(["x"], "en", "fa")
    with urlopen(f"{apertium}/listPairs", timeout=10) as said:
        assert said.status == 200
