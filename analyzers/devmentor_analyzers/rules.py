"""What a lint rule means, for explanations without a model."""


async def explain_rule(code: str) -> str | None:
    """Documentation of a ruff rule as Markdown; None when there is no such rule."""
    return None
