"""工作台: what this post owes, sorted by legal deadline; what it waits for; what has changed."""
