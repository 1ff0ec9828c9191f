"""Talk to the cloud: a connection that survives, an outbox that loses nothing."""
