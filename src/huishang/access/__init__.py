"""Who may see what, and how we know who it is.

Owns: accounts and the post they act in, involvements (an organisation is in a matter by duty),
grants (a person is let into one matter for a while), recusals (回避), the scoped manager that
refuses a query nobody scoped, encrypted columns, kept drafts and once-only submissions.
Must not know: what a case or a conference is. It speaks of *matters*: a kind and a key.
"""
