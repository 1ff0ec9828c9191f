"""Qdrant's engine in a process of our own, behind the part of Qdrant's REST API that we use."""
