"""What editors write: one frozen record per kind, and the types of its fields."""
