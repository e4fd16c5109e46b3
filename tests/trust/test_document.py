"""`hearth trend`: what it prints, and what it refuses, naming the line."""

import io
import json
import random
from datetime import date
from pathlib import Path

import pytest

from server.trust.document import main, read, trends
from server.trust.levels import feeling_safe_trend, promises_trend
from tests.trust.make_vectors import START, feeling_days, plain, promise_days

HEAD = '{"format": "hearth-observations/1",\n "as_of": "2026-05-01",\n'


def run(text: str, *, as_text: bool = False, language: str = "en") -> tuple[int, str, str]:
    out, err = io.StringIO(), io.StringIO()
    code = main("-", as_text, language, io.StringIO(text), out, err)
    return code, out.getvalue(), err.getvalue()


def document(promises: object = (), feelings: object = (), **more: object) -> str:
    whole = {"format": "hearth-observations/1", "as_of": "2026-05-01", "promises": promises, "feeling_safe": feelings}
    return json.dumps({**whole, **more})


def a_document(**more: object) -> str:
    rng = random.Random(5)
    promises = [plain(day) for day in promise_days(rng, 100, 0.9, [0.9, 0.3])]
    feelings = [plain(day) for day in feeling_days(rng, 100, 0.8, [8, 8, 8, 3])]
    rng.shuffle(promises)
    return document(promises, feelings, **more)


def test_it_prints_the_trends_of_both_strands() -> None:
    text = a_document()
    code, out, err = run(text)
    assert (code, err) == (0, "")
    printed = json.loads(out)
    found = read(text)
    assert printed["format"] == "hearth-trend/1"
    assert printed["strands"] == {
        "promises": promises_trend(found.promises, date(2026, 5, 1)).to_json(),
        "feeling_safe": feeling_safe_trend(found.feeling_safe, date(2026, 5, 1)).to_json(),
    }
    assert printed["strands"]["feeling_safe"]["points"][0].keys() == {"on", "level", "low", "high", "level_then"}
    assert printed["strands"]["promises"]["direction"].keys() == {"call", "p_rising", "p_falling", "window_days"}
    assert printed["strands"]["feeling_safe"]["drops"][0].keys() == {"on", "probability"}


def test_a_file_is_read_as_standard_input_is(tmp_path: Path) -> None:
    path = tmp_path / "days.json"
    path.write_text(a_document(), "utf-8")
    out, err = io.StringIO(), io.StringIO()
    assert main(str(path), text=False, language="en", stdin=io.StringIO("no"), stdout=out, stderr=err) == 0
    assert out.getvalue() == run(a_document())[1]
    assert run("\ufeff" + a_document())[1] == out.getvalue()


def test_splitting_a_document_changes_no_strand() -> None:
    whole = trends(read(a_document()))
    parts = json.loads(a_document())
    assert trends(read(document(parts["promises"])))["promises"] == whole["promises"]
    assert trends(read(document((), parts["feeling_safe"])))["feeling_safe"] == whole["feeling_safe"]


def test_an_empty_document_is_enough() -> None:
    code, out, _ = run(HEAD + ' "marks": []}')
    strands = json.loads(out)["strands"]
    assert code == 0
    assert strands["promises"]["points"] == strands["feeling_safe"]["points"] == []


def test_due_and_ratings_may_be_left_out_and_other_names_are_let_be() -> None:
    found = read(
        document(
            [{"on": "2026-04-01", "kept": 1, "partly": 0, "missed_told": 0}],
            [{"on": "2026-04-01", "safe": 4, "mood": "grey"}, {"on": "2026-04-02", "valued": None}],
            seed=[1],
        )
    )
    assert found.promises[0].due is None
    assert (found.feeling_safe[0].safe, found.feeling_safe[0].seen) == (4, None)


PROMISE = '{"on": "2026-04-01", "due": 3, "kept": 2, "partly": 0, "missed_told": 1}'


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "line 1: not JSON: Expecting value"),
        ('{"format":\n"hearth-observations/1",\n}', "line 3: not JSON"),
        ("[]", "line 1: not an object"),
        ("[" * 100_000, "line 1: cannot be read"),
        ('{"as_of": ' + "9" * 5000 + "}", "line 1: cannot be read"),
        ("{}", 'line 1: "format" is null, not "hearth-observations/1"'),
        ('{\n"format": "hearth-observations/2"}', 'line 2: "format" is "hearth-observations/2"'),
        ('{"format": "hearth-observations/1"}', 'line 1: "as_of" is null, not a date like 2026-11-22'),
        ('{"format": "hearth-observations/1",\n\n"as_of": "20260501"}', 'line 3: "as_of" is "20260501", not a date'),
        ('{"format": "hearth-observations/1",\n"as_of": "2026-02-30"}', 'line 2: "as_of" is "2026-02-30", not a date'),
        (HEAD + ' "as_of": "2026-05-02"}', 'line 3: "as_of" is given twice'),
        (HEAD + ' "promises": {}}', 'line 3: "promises" is not a list'),
        (HEAD + ' "promises": [\n\n 7]}', 'line 5: not an object in "promises"'),
        (HEAD + ' "promises": [{}]}', 'line 3: "on" is null, not a date'),
        (
            HEAD + f' "promises": [{PROMISE},\n{PROMISE}]}}',
            'line 4: 2026-04-01 is given twice in "promises", first in line 3',
        ),
        (HEAD + f' "promises": [{PROMISE}, {PROMISE}]}}', 'line 3: 2026-04-01 is given twice in "promises"'),
        (
            HEAD + f' "promises": [\n{PROMISE.replace("2026-04-01", "2026-05-02")}]}}',
            "line 4: 2026-05-02 is after as_of, 2026-05-01",
        ),
        (
            HEAD + f' "promises": [{PROMISE.replace("2026", "0026")}]}}',
            "line 3: 0026-04-01 is more than a hundred years",
        ),
        (
            HEAD + f' "promises": [\n{PROMISE.replace("3", "2")}]}}',
            "line 4: 2026-04-01: 3 outcomes, more than the 2 due",
        ),
        (HEAD + ' "promises": [{"on": "2026-04-01", "kept": 1}]}', 'line 3: 2026-04-01 needs "kept", "partly" and'),
        (
            HEAD + f' "promises": [{PROMISE.replace("2,", "2.5,")}]}}',
            "line 3: 2026-04-01: kept is 2.5, not a whole number",
        ),
        (HEAD + f' "promises": [{PROMISE.replace("2,", "true,")}]}}', "line 3: 2026-04-01: kept is true, not a whole"),
        (HEAD + f' "promises": [{PROMISE.replace("2,", "NaN,")}]}}', "line 3: 2026-04-01: kept is NaN, not a whole"),
        (HEAD + ' "feeling_safe": [\n{"on": "2026-04-01"}]}', 'line 4: 2026-04-01 needs "safe", "seen" or "valued"'),
        (
            HEAD + ' "feeling_safe": [{"on": "2026-04-01", "safe": 5},\n {"on": "2026-04-02", "safe": 11}]}',
            "line 4: 2026-04-02: safe is 11, not between 0 and 10",
        ),
        (HEAD + ' "marks": [{"on": "2026-04-01"}]}', 'line 3: 2026-04-01 needs a "label"'),
    ],
)
def test_it_refuses_and_names_the_line(text: str, says: str) -> None:
    code, out, err = run(text)
    assert (code, out) == (2, "")
    assert err.startswith(f"hearth trend: -: {says}")
    assert err.count("\n") == 1


def test_a_missing_file_and_one_that_is_not_text(tmp_path: Path) -> None:
    err = io.StringIO()
    assert main(str(tmp_path / "none"), False, "en", io.StringIO(), io.StringIO(), err) == 2
    (tmp_path / "bytes").write_bytes(b"\xff\xfe\xff")
    assert main(str(tmp_path / "bytes"), False, "en", io.StringIO(), io.StringIO(), err) == 2
    assert err.getvalue().count("hearth trend: ") == 2


def test_two_marks_may_share_a_day() -> None:
    marks = [{"on": "2026-04-01", "label": "hard talk"}, {"on": "2026-04-01", "label": "a walk"}]
    assert len(read(document(marks=marks)).marks) == 2


def test_text_has_the_sentences_and_a_chart() -> None:
    marks = [
        {"on": "2026-03-03", "label": "hard talk"},
        {"on": (START.replace(year=2025)).isoformat(), "label": "before the first day"},
    ]
    code, out, _ = run(a_document(marks=marks), as_text=True)
    lines = out.splitlines()
    assert code == 0
    assert lines[0] == "Promises kept"
    assert lines[1] == ("  Too early to tell which way the last weeks went.")
    high, low = (
        next(n for n, line in enumerate(lines) if line.strip().startswith(word)) for word in ("nearly", "few ")
    )
    assert high < low
    assert "█" in lines[high + 1] + lines[high]
    assert "hard talk" in out
    assert "before the first day" not in out
    assert "▲" in out
    assert "2026-01-05 – 2026-05-01" in out
    assert max(map(len, lines)) < 110


def test_text_of_little_draws_little() -> None:
    _, nothing, _ = run(document(), as_text=True, language="de")
    assert nothing == (
        "Gehaltene Zusagen\n  Noch ist keine Zusage eingetragen.\n\n"
        "Sich sicher fühlen\n  Noch keine Antwort. Eine genügt für den Anfang.\n"
    )
    few = [{"on": f"2026-04-{n:02}", "due": 1, "kept": int(n < 5), "partly": 0, "missed_told": 0} for n in range(1, 30)]
    _, out, _ = run(document(few, [{"on": "2026-05-01", "safe": 9}]), as_text=True, language="xx")
    assert "Too few days to draw." in out
    assert out.count("█") == 1
    assert "▲" not in out
