"""Say it: on GitHub, on a terminal, in a report."""
