"""Makes documents uniform in layout, and proves of each that its meaning stayed the same."""

from sopgen.formatting.library import Formatted, format_documents

__all__ = ["Formatted", "format_documents"]
