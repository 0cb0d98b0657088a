"""排查: order a sweep, go from door to door, name who was missed, hand in, look it over."""
