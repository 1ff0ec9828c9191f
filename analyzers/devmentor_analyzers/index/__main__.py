"""The process that brings an index up to date: `python -m devmentor_analyzers.index`."""

from devmentor_analyzers.index.process import main

main()
