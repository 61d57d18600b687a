"""A small GitHub on this machine, to try the bot and to test it."""
