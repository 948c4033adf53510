"""Makes the key under which something is kept from everything that it follows from."""

from __future__ import annotations

from hashlib import blake2b


def key_of(*parts: bytes | str) -> bytes:
    """A key of 20 bytes; other parts, or the same divided otherwise, give another one."""
    made = blake2b(digest_size=20)
    for part in parts:
        content = part.encode(errors="surrogatepass") if isinstance(part, str) else part
        made.update(len(content).to_bytes(8, "big"))
        made.update(content)
    return made.digest()
