"""The process that reads a repository's past: `python -m devmentor_analyzers.history FOLDER`."""

from devmentor_analyzers.history.process import main

main()
