"""What there is to ask. Called by the addresses only."""
