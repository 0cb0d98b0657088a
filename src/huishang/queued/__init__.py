"""Django's SQLite backend, with its writers in a queue.

Owns: who may begin a transaction next.
Must not know: any table. SQLite lets one transaction write at a time and makes the others try again
after a nap, longest for who waits longest: with fifty phones handing in at once, some came first
again and again and others not within twenty seconds. Here each waits for a lock of the operating
system, which wakes them in turn.
"""
