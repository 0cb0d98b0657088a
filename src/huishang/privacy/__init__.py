"""个人信息保护: what is done with children's data, on what ground, and what is owed to them for it.

Owns: the register of processing activities (处理活动清单), impact assessments, the rules for data
of children under fourteen with who acknowledged them, rights requests and their written refusal,
the record of breaches, the year's compliance material.
Must not know: any case or child's file. What it keeps about a requester is sealed; a breach names
kinds and numbers of data, never a child.
"""
