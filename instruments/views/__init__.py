"""The pages of instruments."""
