"""The commands about changes: validate --base, diff, bump."""
