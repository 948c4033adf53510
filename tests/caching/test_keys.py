"""A key tells apart all that an answer may follow from, the program itself included."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import sopgen
from sopgen.caching import key_of, origin, store_for

PARTS = st.lists(st.binary(max_size=4) | st.text(max_size=4), max_size=4)


@given(PARTS, PARTS)
def test_other_parts_give_another_key(one: list[bytes | str], other: list[bytes | str]) -> None:
    def written(parts: list[bytes | str]) -> list[bytes]:
        texts = (part.encode() if isinstance(part, str) else part for part in parts)
        return list(texts)

    assert (key_of(*one) == key_of(*other)) is (written(one) == written(other))


def test_another_line_in_any_module_is_another_origin(tmp_path: Path) -> None:
    package = tmp_path / "sopgen"
    package.mkdir()
    source = Path(sopgen.__file__).parent
    shutil.copy(source / "__init__.py", package)
    shutil.copytree(source / "caching", package / "caching")
    telling = "from sopgen.caching import origin; print(origin().hex())"

    def told() -> str:
        command = [sys.executable, "-c", telling]
        return subprocess.check_output(command, cwd=tmp_path, text=True)

    first, again = told(), told()
    with (package / "__init__.py").open("a") as file:
        file.write("# changed\n")
    assert first == again != told() != ""
    assert origin() == origin()


def test_a_repository_and_all_its_work_trees_share_what_is_kept(tmp_path: Path) -> None:
    main, other = tmp_path / "main", tmp_path / "other"
    git = ["git", "-c", "user.name=x", "-c", "user.email=x@example.org", "-C", str(main)]
    for command in (["init", "-q"], ["commit", "-q", "--allow-empty", "-m", "x"]):
        main.mkdir(exist_ok=True)
        subprocess.run([*git, *command], check=True)
    subprocess.run([*git, "worktree", "add", "-q", "--detach", str(other)], check=True)
    (other / "deep").mkdir()
    store_for(other / "deep").put({b"key": b"value"})
    assert store_for(main).get([b"key"]) == {b"key": b"value"}
    assert [file.name for file in (main / ".git" / "sopgen").iterdir()] == ["cache-1.sqlite"]


@pytest.mark.parametrize("content", ["", "gitdir: nowhere", "\x00", "gitdir: \x00"])
def test_without_a_repository_nothing_is_kept(tmp_path: Path, content: str) -> None:
    (tmp_path / ".git").write_text(content)
    store = store_for(tmp_path)
    store.put({b"key": b"value"})
    assert store.get([b"key"]) == {}
    assert [file.name for file in tmp_path.iterdir()] == [".git"]
