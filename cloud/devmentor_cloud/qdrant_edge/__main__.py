"""`python -m devmentor_cloud.qdrant_edge`."""

from devmentor_cloud.qdrant_edge.serve import main

if __name__ == "__main__":
    main()
