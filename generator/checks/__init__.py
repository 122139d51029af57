"""Editorial rules: what loads and links, and still shouldn't be published like that."""
