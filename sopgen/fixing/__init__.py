"""Mends what can be mended without a doubt, and proves that nothing else changed."""

from sopgen.fixing.fixing import Fixed, fix_documents

__all__ = ["Fixed", "fix_documents"]
