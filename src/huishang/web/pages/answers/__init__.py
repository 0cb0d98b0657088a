"""对外答复: where the programs of a place are answered, and what did not arrive there."""
