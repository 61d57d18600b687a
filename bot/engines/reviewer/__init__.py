"""Asking a model to review: which files it sees, which model it is, and the call itself."""
