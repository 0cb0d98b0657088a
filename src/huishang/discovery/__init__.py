"""How a child in danger becomes known: reports by every door, until they are decided on.

Owns: reports, the doors they come in by, whose they are by place, their road (received → opened or
settled), what the receiver and the reporter are told.
Must not know: cases. Whoever opens one takes the report up, and says so when it is opened.
"""
