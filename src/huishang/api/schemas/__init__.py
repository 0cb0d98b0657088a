"""What goes over the wire, shape by shape: filled from what a query answers, without logic."""
