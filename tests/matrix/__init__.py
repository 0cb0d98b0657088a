"""A package, so that its stage is taken down when its last test has run."""
