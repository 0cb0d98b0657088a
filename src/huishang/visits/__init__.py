"""评估: how much danger a child lives in, scored by one person and looked over by another.

Owns: risk assessments, their review, the level a child stands at and its history.
Must not know: any case or conference. What the scale asks is law data (`risk_scale`).
"""
