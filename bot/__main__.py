"""`python -m bot` is the `tenet` command."""

from bot.cli import main

main()
