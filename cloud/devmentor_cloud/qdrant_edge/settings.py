"""What the parent of the server tells it, light enough for the parent to import."""

from typing import Final

KEY_VARIABLE: Final = "DEVMENTOR_QDRANT_EDGE_KEY"
"""The key that callers must show travels in the environment, not on the command line."""
