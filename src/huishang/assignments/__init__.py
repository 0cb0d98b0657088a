"""Duties from the day they are assigned to the day they are filed.

Owns: assignments and their due dates, the named person, progress, implementation reports and
filing, extensions, reminders, supervision orders.
Must not know: where a duty comes from. A conference, a referral or a meeting assigns; here it is
accepted, done, reported, filed, and chased.
"""
