"""Live screens: what changed, told as it happens, and caught up with after a break."""
