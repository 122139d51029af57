"""What follows from the records without being written down: pure functions over one corpus or several states of it."""
