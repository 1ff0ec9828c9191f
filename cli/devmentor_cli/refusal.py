"""A command that cannot do what it was asked to."""

from devmentor_cli.exit_codes import ExitCode


class Refusal(Exception):
    """The message says what is wrong and what to do; `code` is what the command exits with."""

    def __init__(self, message: str, code: ExitCode = ExitCode.USAGE) -> None:
        super().__init__(message)
        self.code = code
