"""Makes a fake admin in an empty database, to try the program with."""

# ok: hard-coded-credential-python
admin_key = "c41f7702a9be4d3f8d06a3f2be91c57e"
