"""Statements and expressions of Python that become functions: what they need, give back, and look like."""
