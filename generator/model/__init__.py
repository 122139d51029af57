"""What editors write: one frozen pydantic model per kind of record, and the types their fields share."""
