"""Builds the bot from its settings: the one place where parts meet."""
