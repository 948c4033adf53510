"""One law for each target: what must hold whatever bytes come in, and where to begin."""
