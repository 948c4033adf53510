"""A store gives back what was kept whole, and is silent about everything else."""

from __future__ import annotations

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sopgen.caching import Store, key_of, part_store_for

VALUES = {key_of(str(number)): b"value %d" % number for number in range(1200)}


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "made" / "cache.sqlite"


def test_what_is_kept_is_there_for_the_next_one(file: Path) -> None:
    Store(file).put(VALUES)
    assert Store(file).get([*VALUES, b"another"]) == VALUES


def test_other_values_stay_and_the_last_one_counts(file: Path) -> None:
    store = Store(file)
    store.put({b"a": b"1", b"b": b"2"})
    store.put({b"a": b"3"})
    assert store.get([b"a", b"b"]) == {b"a": b"3", b"b": b"2"}


def test_before_anything_is_kept_there_is_no_file(file: Path) -> None:
    assert Store(file).get([b"a"]) == {}
    Store(file).put({})
    assert not file.parent.exists()


def test_without_a_file_nothing_is_kept() -> None:
    store = Store(None)
    store.put(VALUES)
    assert store.get(VALUES) == {}


@pytest.mark.parametrize(
    "content", [b"", b"no database", b"SQLite format 3\0" + b"\xff" * 4096, bytes(8192)]
)
def test_a_file_that_is_no_store_is_taken_for_none_and_then_replaced(
    file: Path, content: bytes
) -> None:
    file.parent.mkdir()
    file.write_bytes(content)
    store = Store(file)
    assert store.get(VALUES) == {}
    store.put(VALUES)
    store.put(VALUES)  # what was no store is gone at the latest now
    assert store.get(VALUES) == VALUES


@given(at=st.integers(0, 20_000), junk=st.binary(min_size=1, max_size=64))
def test_torn_bytes_never_give_another_value(
    at: int, junk: bytes, tmp_path_factory: pytest.TempPathFactory
) -> None:
    file = tmp_path_factory.mktemp("torn") / "cache.sqlite"
    some = dict(list(VALUES.items())[:60])
    Store(file).put(some)
    content = bytearray(file.read_bytes())
    at %= len(content)
    content[at : at + len(junk)] = junk
    file.write_bytes(content[: at + 10_000])
    assert Store(file).get(some).items() <= some.items()


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE kept SET value = 'text'",
        "UPDATE kept SET value = X'00'",
        "UPDATE kept SET used = 'never'",
        "UPDATE kept SET value = (SELECT value FROM kept LIMIT 1 OFFSET 7)",
        "DROP TABLE kept",
        "ALTER TABLE kept DROP COLUMN proof",
    ],
)
def test_values_that_somebody_wrote_into_it_do_not_count(file: Path, change: str) -> None:
    Store(file).put(VALUES)
    with closing(sqlite3.connect(file)) as base, base:
        base.execute(change)
    assert Store(file).get(VALUES).items() <= VALUES.items()


def test_where_nothing_can_be_written_nothing_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    store = Store(tmp_path / "file" / "cache.sqlite")
    store.put(VALUES)
    assert store.get(VALUES) == {}


def test_while_another_program_holds_it_nothing_is_kept_and_nothing_fails(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sopgen.caching.store._PATIENCE", 0.01)
    Store(file).put({b"a": b"1"})
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        store = Store(file)
        store.put({b"a": b"2"})
        assert store.get([b"a"]) == {}
    assert Store(file).get([b"a"]) == {b"a": b"1"}


def test_a_full_disk_leaves_what_was_there(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*arguments: object) -> sqlite3.Connection:
        base = opened(*arguments)  # type: ignore[arg-type]
        base.execute("PRAGMA max_page_count = 20")
        return base

    from sopgen.caching import store

    opened = store._opened
    Store(file).put({b"a": b"1"})
    monkeypatch.setattr(store, "_opened", full)
    Store(file).put({key: bytes(1000) for key in VALUES})
    assert Store(file).get([b"a", *VALUES]) == {b"a": b"1"}


def test_several_write_at_once(file: Path) -> None:
    parts = [dict(list(VALUES.items())[start::8]) for start in range(8)]
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda part: Store(file).put(part), parts))
    assert Store(file).get(VALUES) == VALUES


def test_it_does_not_grow_without_end_and_keeps_what_is_used(file: Path) -> None:
    Store(file).put({b"used": bytes(1000), b"unused": bytes(1000)})
    for round_ in range(60):
        store = Store(file, largest=200_000)
        assert store.get([b"used"])
        store.put({key_of(str(round_), str(number)): bytes(1000) for number in range(10)})
    assert Store(file).get([b"used", b"unused"]).keys() == {b"used"}
    assert file.stat().st_size < 300_000


def test_what_is_there_is_told_without_being_read(file: Path) -> None:
    store = Store(file)
    assert store.holds(VALUES) == {}
    store.put(VALUES)
    assert Store(file).holds([*VALUES, key_of("other")]) == {
        key: len(value) for key, value in VALUES.items()
    }


def test_it_shrinks_to_what_was_used_last(file: Path) -> None:
    rounds = [
        {key_of(str(round_), str(number)): bytes(100) for number in range(10)}
        for round_ in range(3)
    ]
    for values in rounds:
        Store(file).put(values)
    store = Store(file)
    store.shrink(3000)
    assert len(store.get(key for values in rounds for key in values)) == 30
    store = Store(file)
    store.holds(rounds[0])
    store.shrink(2000)
    kept = Store(file).get(key for values in rounds for key in values)
    assert kept.keys() == {*rounds[0], *rounds[2]}


def test_where_there_is_no_file_there_is_nothing_to_shrink() -> None:
    Store(None).shrink(0)
    assert Store(None).holds(VALUES) == {}


def test_the_parts_of_ten_thousand_documents_have_room(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    part = bytes(10_000_000)  # four hundred documents' together
    for number in range(25):
        part_store_for(tmp_path).put({key_of(str(number)): part})
    assert len(part_store_for(tmp_path).holds(key_of(str(number)) for number in range(25))) == 25
