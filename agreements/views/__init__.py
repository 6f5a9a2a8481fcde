"""The pages about agreements, one module per noun."""
