"""Models that answer: a thin layer over the `openai` client for any compatible endpoint."""
