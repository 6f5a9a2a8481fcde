"""Pages: thin, and narrowed down to who is looking."""
