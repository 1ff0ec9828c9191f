"""The contract: what crosses a wire."""
