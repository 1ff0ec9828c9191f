"""Memories: what a developer or a team wants remembered, and finding it again."""
