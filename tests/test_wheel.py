"""The wheel, built and installed for real, brings all that sopgen needs and nothing else."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import sysconfig
import venv
from pathlib import Path
from zipfile import ZipFile

import pytest

from tests import dist
from tests.commandline import REPOSITORY
from tests.licences import pins
from tests.sample import TODAY, sop


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    options = ["--no-deps", "--no-build-isolation", "--no-index", "--quiet"]
    _pip("wheel", *options, "--wheel-dir", str(folder), str(REPOSITORY))
    (built,) = folder.glob("*.whl")
    return built


def test_the_same_bytes_are_built_elsewhere_at_another_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    moment = "1795305600"
    first = dist.build(REPOSITORY, tmp_path / "first", "wheel", moment)
    archive = dist.build(REPOSITORY, tmp_path / "first", "sdist", moment)
    for name, value in (("TZ", "Asia/Kathmandu"), ("LC_ALL", "C"), ("PYTHONHASHSEED", "7")):
        monkeypatch.setenv(name, value)
    before = os.umask(0o077)
    try:
        again = dist.build_again(archive, tmp_path / "again", moment)
    finally:
        os.umask(before)
    assert again.name == first.name
    assert again.read_bytes() == first.read_bytes()


def test_the_parts_of_a_release_are_those_of_the_lock(tmp_path: Path) -> None:
    file = tmp_path / "parts.cdx.json"
    dist.write_parts(file, "1795305600")
    told = json.loads(file.read_text("utf-8"))
    assert (told["bomFormat"], told["metadata"]["component"]["name"]) == ("CycloneDX", "sopgen")
    parts = [(part["name"], part["version"]) for part in told["components"]]
    assert sorted(parts) == sorted(pins())
    assert all(part["externalReferences"][0]["hashes"] for part in told["components"])


@pytest.fixture(scope="module")
def environment(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An environment with sopgen from its wheel; this one lends it the rest."""
    folder = tmp_path_factory.mktemp("environment")
    venv.create(folder, symlinks=os.name != "nt")
    names = {"base": str(folder), "platbase": str(folder)}
    packages = Path(sysconfig.get_path("purelib", "venv", vars=names))
    # The lent folder is only searched, its own .pth files are not read: no editable sopgen.
    (packages / "lent.pth").write_text(sysconfig.get_path("purelib"), "utf-8")
    scripts = Path(sysconfig.get_path("scripts", "venv", vars=names))
    options = ["--no-index", "--no-deps", "--quiet"]
    _pip("--python", str(scripts / "python"), "install", *options, str(wheel))
    return scripts


def _pip(*arguments: str) -> None:
    command = [sys.executable, "-m", "pip", "--disable-pip-version-check", *arguments]
    subprocess.run(command, check=True, cwd=REPOSITORY)


def run(environment: Path, folder: Path, *command: str) -> subprocess.CompletedProcess[str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    whole = [str(environment / command[0]), *command[1:]]
    return subprocess.run(
        whole, cwd=folder, env=kept, capture_output=True, encoding="utf-8", check=False
    )


def test_it_brings_every_schema_and_template(wheel: Path) -> None:
    inside = set(ZipFile(wheel).namelist())
    expected = {
        f"sopgen/_bundled/{file.relative_to(REPOSITORY).as_posix()}"
        for folder in ("schema", "templates")
        for file in (REPOSITORY / folder).rglob("*")
        if file.is_file()
    }
    assert "sopgen/_bundled/schema/vocabulary.yml" in expected
    assert expected - inside == set()


def test_it_brings_nothing_but_the_package(wheel: Path) -> None:
    inside = ZipFile(wheel).namelist()
    assert {name.split("/")[0].split("-")[0] for name in inside} == {"sopgen"}
    assert [name for name in inside if "test" in name or name.endswith(".pyc")] == []
    assert "sopgen/py.typed" in inside


def test_it_runs_in_an_empty_folder(wheel: Path, environment: Path, tmp_path: Path) -> None:
    version = run(environment, tmp_path, "sopgen", "--version")
    assert (version.returncode, version.stderr) == (0, "")
    assert version.stdout == f"sopgen {wheel.name.split('-')[1]}\n"
    where = run(environment, tmp_path, "python", "-c", "import sopgen; print(sopgen.__file__)")
    assert Path(where.stdout).is_relative_to(environment.parent)
    assert "SOP201  error" in run(environment, tmp_path, "sopgen", "rules").stdout


def test_it_validates_a_file_in_an_empty_folder(environment: Path, tmp_path: Path) -> None:
    (tmp_path / "good.md").write_text(sop(), "utf-8")
    (tmp_path / "bad.md").write_text(sop(status="aproved"), "utf-8")
    good = run(environment, tmp_path, "sopgen", "validate", "good.md", "--today", TODAY)
    assert (good.returncode, good.stderr) == (0, "")
    bad = run(environment, tmp_path, "sopgen", "validate", "bad.md", "--today", TODAY)
    assert bad.returncode == 1
    assert 'Did you mean "approved"?' in bad.stdout


def test_it_starts_a_library(environment: Path, tmp_path: Path) -> None:
    made = run(environment, tmp_path, "sopgen", "init", "acme", "--yes", "--today", TODAY)
    assert (made.returncode, made.stderr) == (0, "")
    checked = run(environment, tmp_path / "acme", "sopgen", "validate", "--today", TODAY)
    assert checked.stdout == "2 documents checked, all in order.\n"
