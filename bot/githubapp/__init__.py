"""Everything about being a GitHub App."""
