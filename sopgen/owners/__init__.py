"""Code owners: the teams that a forge asks to review a document, made from owner and approver.

The vocabulary says which teams stand for a role. What is made stands in a block of its own in the
forge's file; lines that somebody wrote around it stay.
"""

from sopgen.owners.block import Owned, owned, owners_block
from sopgen.owners.file import OwnersFile, code_owners, kept_owners
from sopgen.owners.forges import Forge, forge_of

__all__ = [
    "Forge",
    "Owned",
    "OwnersFile",
    "code_owners",
    "forge_of",
    "kept_owners",
    "owned",
    "owners_block",
]
