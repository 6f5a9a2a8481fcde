"""The pages on which people build the agenda of an overleg, and see what is still missing in it."""
