"""The cloud tier: gateway, auth, memory, project."""
