"""One module a stage of the road."""
