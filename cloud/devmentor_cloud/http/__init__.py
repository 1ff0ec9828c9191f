"""What every service's HTTP side shares: problems, identity, health, limits."""
