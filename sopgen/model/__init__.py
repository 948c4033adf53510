"""The values everything else passes around: frozen, without any input or output."""
