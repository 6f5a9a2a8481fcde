"""The project: settings, addresses, background jobs, health. Nothing of the domain."""
