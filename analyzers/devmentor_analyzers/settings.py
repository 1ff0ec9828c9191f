"""What a user may decide about the analyzers."""

from dataclasses import dataclass, field
from pathlib import Path

from devmentor_analyzers.advice.choices import Choices
from devmentor_analyzers.silence.volume import Volume


@dataclass(frozen=True, slots=True)
class Settings:
    """Frozen: a change of settings makes a new workspace."""

    interpreter: Path | None = None
    """The Python of the user's project; None finds it (its virtual environment, else our own)."""

    ty: bool = True
    """Check types with ty, and let it answer about names where it is sure."""

    lint: bool = True
    """Lint with ruff and the project's own configuration."""

    max_file_bytes: int = 2_000_000
    """Larger files are left alone: they cost seconds and are hardly ever written by people."""

    silence: Volume = field(default_factory=Volume)
    """How much of what is found is shown."""

    history: bool = True
    """Hint at hotspots, and at files that usually change together."""
    advice: Choices = field(default_factory=Choices)
    """What the mentor remarks on beside what the engines find."""
