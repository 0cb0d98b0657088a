"""Keys, and what lies sealed under them: columns, files, blind indexes.

Owns the ciphers, the versions of the keys, the provider that works with them, the sealed column
types, and the walk that moves everything from one key to the next. Must not know: who may see
what, who rotates a key and why, what any column says.
"""
