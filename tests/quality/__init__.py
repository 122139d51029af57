"""What `make quality` measures."""
