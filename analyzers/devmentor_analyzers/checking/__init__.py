"""Files checked from the command line: findings, fixes, baselines, what changed since."""
