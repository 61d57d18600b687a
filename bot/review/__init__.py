"""What do we say, and where? Pure: values in, a Review out."""
