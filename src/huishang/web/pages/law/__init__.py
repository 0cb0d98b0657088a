"""制度依据: what is in force where, on which article, and what is silent.

Everything comes from the law book; nothing here is about any case, so every post may read it.
"""
