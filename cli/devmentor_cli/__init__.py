"""The front door: `devmentor …`."""
