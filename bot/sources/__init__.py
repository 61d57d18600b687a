"""What changed? Reads a Change from wherever it is."""
