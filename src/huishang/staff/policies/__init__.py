"""What the register asks, how somebody stands against it, and what may be written down."""
