"""Answers about code: gathering context, asking the tier, answering without one."""
