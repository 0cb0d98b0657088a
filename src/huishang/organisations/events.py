"""What the registers of places, bodies and posts write into the audit."""

from huishang.audit.event_types import declare

DIVISION_REGISTERED = declare("organisations.register_division", "登记行政区划", legible=True)
ORGANISATION_REGISTERED = declare("organisations.register_organisation", "登记单位", legible=True)
MEMBER_ADMITTED = declare("organisations.admit_member", "列为成员单位")
PERSON_REGISTERED = declare("organisations.register_person", "登记人员")
APPOINTED = declare("organisations.appoint", "任职")
POST_ENDED = declare("organisations.end_post", "离任")
DELEGATED = declare("organisations.delegate", "委托")
DELEGATION_ENDED = declare("organisations.end_delegation", "收回委托")
