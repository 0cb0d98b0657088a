"""The rules of each jurisdiction as dated, cited data, and the questions one may put to them.

Owns: instruments and their articles, regimes and their clauses (`data/`), the closed vocabulary of
provisions, lookup with basis and path (`book`), departments, the State Council's calendar and the
counting of days, and the two judgements that are pure law: the level proposed and the incident
grade. What a source leaves open is a local setting, and says so.
Must not know: any case, any table, any framework. It answers; it never decides for a person.
"""
