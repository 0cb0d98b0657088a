"""Messages to organisations and persons, and the proof of their delivery and reading.

Owns: messages, when each was sent, delivered and read, and by whom.
Must not know: why a message is sent. A room hands it a recipient, words without any child's
name, a link, and the subject the receipt belongs to.
"""
