"""审计: the record of everything done, for its auditor, and the proof that it is whole."""
