"""What `devmentor check` was asked for."""

from dataclasses import dataclass
from pathlib import Path

from devmentor_cli.refusal import Refusal


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckOptions:
    """What was asked for on the command line; None where the configuration decides."""

    paths: tuple[Path, ...]
    output: str = "text"
    statistics: bool = False
    types: bool | None = None
    select: tuple[str, ...] = ()
    fix: bool = False
    unsafe_fixes: bool = False
    diff: bool = False
    watch: bool = False
    stdin_filename: Path | None = None
    diff_base: str | None = None
    baseline: Path | None = None
    write_baseline: bool = False
    fail_on: str | None = None
    exit_zero: bool = False

    @property
    def chosen(self) -> tuple[Path, ...]:
        """The files and folders to look at."""
        return self.paths or (Path(),)

    @property
    def selected(self) -> tuple[str, ...]:
        """The rules to keep to; all but hints when there are none."""
        parts = (part.strip() for each in self.select for part in each.split(","))
        return tuple(part for part in parts if part)

    def validate(self) -> None:
        """Raise `Refusal` for options that do not go together, and paths that are not there."""
        together = {
            "--fix and --diff": self.fix and self.diff,
            "--watch and --fix or --diff": self.watch and (self.fix or self.diff),
            "--watch and --stdin-filename": self.watch and self.stdin_filename,
            "--watch and --write-baseline": self.watch and self.write_baseline,
            "--write-baseline and --diff-base": self.write_baseline and self.diff_base,
            "--write-baseline and --diff": self.write_baseline and self.diff,
            "--stdin-filename and PATHS": self.stdin_filename and self.paths,
            "--stdin-filename and --diff-base": self.stdin_filename and self.diff_base,
            "--stdin-filename and --write-baseline": self.stdin_filename and self.write_baseline,
        }
        for names, both in together.items():
            if both:
                raise Refusal(f"{names} do not go together: leave one of them out.")
        if self.unsafe_fixes and not (self.fix or self.diff):
            raise Refusal("--unsafe-fixes needs --fix (to write them) or --diff (to see them).")
        if self.statistics and self.output not in ("text", "json"):
            raise Refusal(f"--statistics can be printed as text or json, not as {self.output}.")
        missing = [str(path) for path in self.chosen if not path.exists()]
        if missing:
            raise Refusal(f"No such file or folder: {', '.join(missing)}.")
