"""离线走访: what is carried to where there is no signal, and what comes back from there.

Owns: the phones that carry files out, the key each lies under, what a phone is handed, what it
hands in later.
Must not know: how the phone shows or keeps it; how a visit or a report is judged: it is handed in
through the very actions a page uses.
"""
