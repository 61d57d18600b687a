"""Running Semgrep fast and locked in."""
