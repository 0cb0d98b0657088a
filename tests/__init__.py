"""The house's tests. Names tell the rule; states are reached only through actions."""
