"""The list of hashes of a site or a package: made, read, and held against files and git."""

from sopgen.manifest.value import MANIFEST, Kind, Manifest, as_bytes, engine_of, made_with

__all__ = ["MANIFEST", "Kind", "Manifest", "as_bytes", "engine_of", "made_with"]
