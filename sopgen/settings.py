"""The settings of a library: the `sopgen` block of `mkdocs.yml`, read without MkDocs."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlsplit

from sopgen.bundled import bundled
from sopgen.caching import check_once, store_for
from sopgen.model.errors import SettingsError
from sopgen.model.suggestion import did_you_mean
from sopgen.operator_files import PlainLoader, UnreadableError, read_limited, read_yaml, text_of

if TYPE_CHECKING:
    from jsonschema.exceptions import ValidationError

FILE: Final = "mkdocs.yml"
_LEVELS: Final = ["error", "warning", "off"]
# An address of the web or of mail; of the braces, only those that stand for something.
_REPORT_ADDRESS: Final = (
    r"^(https?://|mailto:)([^{}\s]|\{(id|version|step|title|address|commit)\})+\Z"
)
# Where a browser may load one kind of thing from, and send to (CSP 3); no list of lists.
_SOURCES: Final = {"type": "array", "items": {"type": "string", "pattern": r"^[^\s;,]+\Z"}}
_DIRECTIVES: Final = (
    "script-src style-src img-src font-src media-src connect-src worker-src frame-src form-action"
    " frame-ancestors"
)
_SCHEMA: Final[Mapping[str, Any]] = {
    "type": "object",
    "additionalProperties": False,
    "properties": {
        "schema": {"type": "string"},
        "templates": {"type": "string"},
        "pages": {"type": "array", "items": {"type": "string"}},
        "trusted": {"type": "array", "items": {"type": "string"}},
        "rules": {"type": "object", "additionalProperties": {"enum": _LEVELS}},
        "largest_file": {"type": "integer", "minimum": 1024},
        "four_eyes": {"type": "boolean"},
        "report_to": {"type": "string", "pattern": _REPORT_ADDRESS},
        "content_security": {
            "type": "object",
            "additionalProperties": False,
            "properties": {
                "enforce": {"type": "boolean"},
                "allow": {
                    "type": "object",
                    "additionalProperties": False,
                    "properties": dict.fromkeys(_DIRECTIVES.split(), _SOURCES),
                },
            },
        },
        "runs": {
            "type": "object",
            "additionalProperties": False,
            "required": ["post_to"],
            "properties": {"post_to": {"type": "string"}, "credentials": {"type": "boolean"}},
        },
    },
}
_OWN_MACHINE: Final = frozenset({"localhost", "127.0.0.1", "::1"})


@dataclass(frozen=True, slots=True)
class Runs:
    """Where the record of a finished run is sent: nowhere while `post_to` is empty.

    With `credentials` the browser sends the cookies that the receiving system set.
    """

    post_to: str = ""
    credentials: bool = False


@dataclass(frozen=True, slots=True)
class ContentSecurity:
    """What browsers hold the site's pages to.

    `enforce` is None where the settings leave it to the build, which then enforces the policy
    unless `mkdocs.yml` brings code of its own. `allow` has further sources by directive.
    """

    enforce: bool | None = None
    allow: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True)
class Settings:
    """What a library is set to.

    `root` is the folder of `mkdocs.yml`; `prefix` leads to it from the repository's root, with
    slashes and one at its end, or is empty. `pages` are globs, relative to `docs_dir`, of the
    Markdown files that are no SOPs; `trusted` of files that are published as they stand, with any
    HTML and script in them. `rules` maps a rule's code or name to error, warning or off.
    `largest_file` is in bytes. With `four_eyes` nobody may approve a version of their own.
    `report_to` is the address to which readers report what is wrong, with `{id}` and the like in
    it; empty where the forge's own issues take the reports. `runs` says where records of runs
    go, and `content_security` what browsers hold the pages to.
    """

    root: Path
    prefix: str = ""
    site_name: str = "Procedures"
    site_url: str = ""
    repo_url: str = ""
    edit_uri: str = ""
    docs_dir: Path = Path("sops")
    site_dir: Path = Path("site")
    schema_dir: Path = Path("schema")
    templates_dir: Path = Path("templates")
    pages: tuple[str, ...] = ()
    trusted: tuple[str, ...] = ()
    rules: Mapping[str, str] = field(default_factory=dict)
    largest_file: int = 1024 * 1024
    four_eyes: bool = False
    report_to: str = ""
    runs: Runs = Runs()
    content_security: ContentSecurity = ContentSecurity()


def find_settings_file(folder: Path) -> Path | None:
    """The nearest `mkdocs.yml` in a folder or above it."""
    for candidate in (folder, *folder.parents):
        if (candidate / FILE).is_file():
            return candidate / FILE
    return None


def load_settings(path: Path) -> Settings:
    """Read the settings of one `mkdocs.yml`.

    Raises `SettingsError` where the file cannot be read or sets what sopgen does not know.
    """
    config = read_configuration(path)
    block = _block(config, path)
    root = path.resolve().parent
    check_once(store_for(root), lambda: _check(block, path), "settings", repr(block))
    return Settings(
        root=root,
        prefix=_prefix(root),
        site_name=str(config.get("site_name") or "Procedures"),
        site_url=str(config.get("site_url") or ""),
        repo_url=str(config.get("repo_url") or "").rstrip("/"),
        edit_uri=_edit_uri(config, _prefix(root)),
        docs_dir=root / _folder(config, path, "docs_dir", "sops"),
        site_dir=root / _folder(config, path, "site_dir", "site"),
        schema_dir=_own_or_bundled(path, block, "schema"),
        templates_dir=_own_or_bundled(path, block, "templates"),
        pages=tuple(block.get("pages", ())),
        trusted=tuple(block.get("trusted", ())),
        rules=dict(block.get("rules", {})),
        largest_file=block.get("largest_file", 1024 * 1024),
        four_eyes=block.get("four_eyes", False),
        report_to=block.get("report_to", ""),
        runs=_runs(block.get("runs", {}), path),
        content_security=_content_security(block.get("content_security", {})),
    )


def default_settings(root: Path) -> Settings:
    """The settings of a folder without `mkdocs.yml`: the bundled schema, the folder as library."""
    root = root.resolve()
    return Settings(
        root=root,
        prefix=_prefix(root),
        docs_dir=root,
        site_dir=root / "site",
        schema_dir=bundled("schema"),
        templates_dir=bundled("templates"),
    )


class _Loader(PlainLoader):
    """The safe loader; tags that only MkDocs gives a meaning to are values of no interest."""


_Loader.add_multi_constructor("", lambda *_: None)
_Loader.add_multi_constructor("!", lambda *_: None)


def read_configuration(path: Path, heirs: tuple[Path, ...] = ()) -> dict[str, Any]:
    """The whole of a `mkdocs.yml`, with what it takes over by MkDocs' own key INHERIT.

    A value with a tag, such as `!ENV`, is None. Raises `SettingsError` where it cannot be read.
    """
    config = _read_one(path)
    parent = config.pop("INHERIT", None)
    if parent is None:
        return config
    heirs = (*heirs, path.resolve())
    other = path.parent / str(parent).replace("\0", "")
    if other.resolve() in heirs:
        raise SettingsError(f"The settings {path} inherit from themselves.")
    return _merged(read_configuration(other, heirs), config)


def _read_one(path: Path) -> dict[str, Any]:
    try:
        config = read_yaml(text_of(read_limited(path)), _Loader)
    except UnreadableError as error:
        message = f"The settings file {path}{error.where} {error.problem}."
        raise SettingsError(message, error.remedy) from error
    if not isinstance(config, dict):
        raise SettingsError(f"The settings {path} hold no fields.")
    return config


def _merged(parent: dict[str, Any], child: dict[str, Any]) -> dict[str, Any]:
    both = {
        name: _merged(parent[name], child[name])
        for name in parent.keys() & child.keys()
        if isinstance(parent[name], dict) and isinstance(child[name], dict)
    }
    return {**parent, **child, **both}


def _block(config: Mapping[str, Any], path: Path) -> dict[str, Any]:
    plugins = config.get("plugins") or []
    entries = list(plugins.items()) if isinstance(plugins, dict) else []
    for plugin in plugins if isinstance(plugins, list) else []:
        entries += list(plugin.items()) if isinstance(plugin, dict) else [(plugin, None)]
    block = next((options for name, options in entries if name == "sopgen"), None) or {}
    if not isinstance(block, dict):
        raise SettingsError(f"The sopgen block of {path} must hold fields.")
    rules = block.get("rules")
    if isinstance(rules, dict):
        # YAML 1.1 reads a bare `off` as false.
        block["rules"] = {str(n): "off" if level is False else level for n, level in rules.items()}
    return block


def _check(block: Mapping[str, Any], path: Path) -> None:
    from jsonschema import Draft202012Validator  # noqa: PLC0415 slow to import, seldom needed

    error = next(iter(Draft202012Validator(_SCHEMA).iter_errors(block)), None)
    if error is None:
        return
    if error.validator == "additionalProperties":
        within = "".join(f"{part}." for part in error.absolute_path)
        known = error.schema["properties"]
        name = next(str(key) for key in error.instance if key not in known)
        close = did_you_mean(name, known)
        hint = f'Did you mean "{within}{close}"?' if close else f"Known are: {', '.join(known)}."
        raise SettingsError(f'{path}: sopgen has no setting "{within}{name}".', hint)
    raise SettingsError(f"{path}: {_wrong_value(error)}")


def _wrong_value(error: ValidationError) -> str:
    where = ".".join(str(part) for part in error.absolute_path) or "the block"
    if where == "report_to":
        known = "{id}, {version}, {step}, {title}, {address} and {commit}"
        return (
            f"the setting sopgen.report_to must be a web or mailto: address; it may hold {known}."
        )
    if error.validator == "enum":
        return f"the setting sopgen.{where} must be one of {', '.join(_LEVELS)}."
    return f"the setting sopgen.{where} does not fit: {error.message}."


def _runs(block: Mapping[str, Any], path: Path) -> Runs:
    """Records go over a line that nobody listens to; only to the own machine it may be open."""
    address = str(block.get("post_to", ""))
    if block and not _is_sent_safely(address):
        raise SettingsError(
            f'{path}: the setting sopgen.runs.post_to must be an https address, not "{address}".',
            "For trying it out, http://localhost is allowed too.",
        )
    return Runs(address, block.get("credentials", False))


def _content_security(block: Mapping[str, Any]) -> ContentSecurity:
    allow = {name: tuple(sources) for name, sources in block.get("allow", {}).items()}
    return ContentSecurity(block.get("enforce"), allow)


def _is_sent_safely(address: str) -> bool:
    try:
        parts = urlsplit(address)
        host = parts.hostname
        parts.port  # noqa: B018 raises where the port is no number
    except ValueError:
        return False
    is_whole = bool(host) and not parts.username and not re.search(r"\s", address)
    return is_whole and (
        parts.scheme == "https" or (parts.scheme == "http" and host in _OWN_MACHINE)
    )


def _folder(config: Mapping[str, Any], path: Path, name: str, default: str) -> str:
    value = config.get(name)
    if value is not None and not isinstance(value, str):
        raise SettingsError(f"{path}: the setting {name} must be the path of a folder.")
    return value or default


def _own_or_bundled(path: Path, block: Mapping[str, Any], name: str) -> Path:
    root = path.resolve().parent
    named = block.get(name)
    if named is None and not (root / name).is_dir():
        return bundled(name)
    folder = root / (named or name)
    if not folder.is_dir():
        raise SettingsError(f'{path}: the folder {folder}, set as "{name}", is not there.')
    return folder


def _prefix(root: Path) -> str:
    """From the repository's root to the library; a folder without git is its own root."""
    for folder in (root, *root.parents):
        if (folder / ".git").exists():
            relative = root.relative_to(folder).as_posix()
            return "" if relative == "." else f"{relative}/"
    return ""


def _edit_uri(config: Mapping[str, Any], prefix: str) -> str:
    """Where a document is edited, as MkDocs derives it from the forge's address."""
    repo = str(config.get("repo_url") or "").rstrip("/")
    uri = config.get("edit_uri")
    if uri is None and re.search(r"github\.com|gitlab", repo):
        uri = f"edit/main/{prefix}{config.get('docs_dir') or 'sops'}/"
    uri = str(uri or "")
    return uri if "://" in uri or not repo or not uri else f"{repo}/{uri}"
