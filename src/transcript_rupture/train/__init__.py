"""Learning from labels: here, the numbers that fuse rules and measures."""
