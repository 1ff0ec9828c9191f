"""The process that keeps the index: `python -m devmentor_analyzers.symbols`."""

from devmentor_analyzers.symbols.process import main

main()
