"""The forms with which people change agreements and load lists."""
