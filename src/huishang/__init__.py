"""Huishang (会商): the working platform of a child-protection coordination office.

Packages import downwards only:
``web | api | cli → conferences → cases → assignments → people → notifications | documents
→ access → organisations → audit → workflow → law → kernel``.
"""
