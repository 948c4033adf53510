"""One package for an auditor: documents, history, approvals, and what they show by clause."""
