"""Tenet: a code-review bot that argues from principles."""
