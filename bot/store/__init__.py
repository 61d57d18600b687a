"""What the bot remembers: deliveries, reviews and keys (SQLAlchemy Core)."""
