"""How commands speak: words and JSON to standard output, faults to standard error, nothing of the one in the other."""

from __future__ import annotations

import json

import pytest

from dateline.record.verify import Verdict
from dateline.server import screen
from dateline.server.screen import as_json, fail, progress, say


def test_a_line_is_written_as_it_stands(capsys: pytest.CaptureFixture[str]) -> None:
    line = "[bold]12[/bold] entries in «خبر» " + "long " * 60
    say(line)
    assert capsys.readouterr() == (line + "\n", "")


def test_a_value_is_json_alone_on_standard_output(capsys: pytest.CaptureFixture[str]) -> None:
    as_json(Verdict(entries=1, erased=0, head="é", problems=("[red]",)))
    out, err = capsys.readouterr()
    assert json.loads(out) == {"entries": 1, "erased": 0, "head": "é", "problems": ["[red]"]}
    assert out.endswith("}\n")
    assert err == ""


@pytest.mark.parametrize("status", [1, 2])
def test_a_failure_says_why_on_standard_error_and_ends_with_its_status(
    capsys: pytest.CaptureFixture[str], status: int
) -> None:
    with pytest.raises(SystemExit) as ended:
        fail("[x.txt] cannot be read", status=status)
    assert ended.value.code == status
    assert capsys.readouterr() == ("", "dateline: [x.txt] cannot be read\n")


def test_a_failure_that_names_no_status_ends_with_2() -> None:
    with pytest.raises(SystemExit) as ended:
        fail("no")
    assert ended.value.code == 2


@pytest.mark.parametrize("total", [None, 3])
@pytest.mark.parametrize("patience", [0.0, 1e9])
def test_progress_hands_everything_on_in_order_and_keeps_off_standard_output(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, total: int | None, patience: float
) -> None:
    monkeypatch.setattr(screen, "PATIENCE", patience)
    with progress("Working", total) as tell:
        assert list(tell([1, 2, 3])) == [1, 2, 3]
        assert list(tell(iter("ab"))) == ["a", "b"]
        assert list(tell([])) == []
    assert capsys.readouterr().out == ""


def test_progress_lets_a_failure_of_the_work_through() -> None:
    with pytest.raises(ZeroDivisionError), progress("Working") as tell:  # noqa: PT012 - the loop is what fails
        for each in tell([1, 0]):
            _ = 1 // each


def test_progress_that_was_never_shown_leaves_no_line_behind(capsys: pytest.CaptureFixture[str]) -> None:
    with progress("Printing") as tell:
        assert list(tell([1, 2])) == [1, 2]
    said = capsys.readouterr()
    assert (said.out, said.err) == ("", "")
