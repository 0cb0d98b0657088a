"""The field's closed vocabularies, one word per concept (see the glossary).

They name who may hold a duty and where; they say nothing of what any rule asks of them.
"""

from __future__ import annotations

from enum import StrEnum


class Level(StrEnum):
    """The five levels of administration, by how much of a division code is filled in."""

    NATION = "nation"
    PROVINCE = "province"
    CITY = "city"
    COUNTY = "county"
    TOWN = "town"
    VILLAGE = "village"

    @property
    def label(self) -> str:
        return _LEVEL_LABELS[self]

    @property
    def rank(self) -> int:
        """0 for the nation, 5 for a village."""
        return list(Level).index(self)


_LEVEL_LABELS = {
    Level.NATION: "国家级",
    Level.PROVINCE: "省级",
    Level.CITY: "市级",
    Level.COUNTY: "县级",
    Level.TOWN: "乡镇级",
    Level.VILLAGE: "村级",
}


class OrganisationKind(StrEnum):
    """What sort of body an organisation is."""

    COMMITTEE = "committee"
    OFFICE = "office"
    DEPARTMENT = "department"
    TOWN_GOVERNMENT = "town_government"
    VILLAGE_COMMITTEE = "village_committee"
    CENTRE = "centre"
    WELFARE_HOME = "welfare_home"
    SCHOOL = "school"
    HOSPITAL = "hospital"
    SOCIAL_ORGANISATION = "social_organisation"
    PLATFORM = "platform"

    @property
    def label(self) -> str:
        return _ORGANISATION_LABELS[self]


_ORGANISATION_LABELS = {
    OrganisationKind.COMMITTEE: "未保委（领导小组）",
    OrganisationKind.OFFICE: "未保办",
    OrganisationKind.DEPARTMENT: "职能部门",
    OrganisationKind.TOWN_GOVERNMENT: "乡镇（街道）",
    OrganisationKind.VILLAGE_COMMITTEE: "村（居）民委员会",
    OrganisationKind.CENTRE: "未成年人救助保护机构",
    OrganisationKind.WELFARE_HOME: "儿童福利机构",
    OrganisationKind.SCHOOL: "学校",
    OrganisationKind.HOSPITAL: "医疗机构",
    OrganisationKind.SOCIAL_ORGANISATION: "社会组织",
    OrganisationKind.PLATFORM: "平台运维单位",
}


class PostKind(StrEnum):
    """What a person is there for. Sight and acts follow the post, never the person."""

    CHILD_DIRECTOR = "child_director"
    CHILD_SUPERVISOR = "child_supervisor"
    CASE_WORKER = "case_worker"
    OFFICE_CLERK = "office_clerk"
    OFFICE_DIRECTOR = "office_director"
    LIAISON = "liaison"
    COMMITTEE_CHAIR = "committee_chair"
    COMMITTEE_VICE_CHAIR = "committee_vice_chair"
    EXPERT = "expert"
    INSPECTOR = "inspector"
    HOTLINE_OPERATOR = "hotline_operator"
    SYSTEM_ADMINISTRATOR = "system_administrator"
    SECURITY_ADMINISTRATOR = "security_administrator"
    AUDIT_ADMINISTRATOR = "audit_administrator"

    @property
    def label(self) -> str:
        return _POST_LABELS[self]


_POST_LABELS = {
    PostKind.CHILD_DIRECTOR: "儿童主任",
    PostKind.CHILD_SUPERVISOR: "儿童督导员",
    PostKind.CASE_WORKER: "承办人",
    PostKind.OFFICE_CLERK: "未保办工作人员",
    PostKind.OFFICE_DIRECTOR: "未保办主任",
    PostKind.LIAISON: "联络员",
    PostKind.COMMITTEE_CHAIR: "未保委主任",
    PostKind.COMMITTEE_VICE_CHAIR: "未保委副主任",
    PostKind.EXPERT: "专家",
    PostKind.INSPECTOR: "督查专员",
    PostKind.HOTLINE_OPERATOR: "热线话务员",
    PostKind.SYSTEM_ADMINISTRATOR: "系统管理员",
    PostKind.SECURITY_ADMINISTRATOR: "安全管理员",
    PostKind.AUDIT_ADMINISTRATOR: "审计管理员",
}


ADMINISTRATORS = (
    PostKind.SYSTEM_ADMINISTRATOR,
    PostKind.SECURITY_ADMINISTRATOR,
    PostKind.AUDIT_ADMINISTRATOR,
)
"""三员: they keep the platform, exclude each other, and see no child (GB/T 22239-2019 8.1.5)."""


class Rank(StrEnum):
    """The rank a seat asks for in its organisation."""

    PRINCIPAL = "principal"
    DEPUTY_IN_CHARGE = "deputy_in_charge"
    SECTION_HEAD = "section_head"
    OTHER = "other"

    @property
    def label(self) -> str:
        return _RANK_LABELS[self]


_RANK_LABELS = {
    Rank.PRINCIPAL: "主要负责人",
    Rank.DEPUTY_IN_CHARGE: "分管负责人",
    Rank.SECTION_HEAD: "业务处（科）室负责人",
    Rank.OTHER: "其他人员",
}


class Sex(StrEnum):
    """GB/T 2261.1."""

    UNKNOWN = "0"
    MALE = "1"
    FEMALE = "2"
    UNSTATED = "9"

    @property
    def label(self) -> str:
        return _SEX_LABELS[self]


_SEX_LABELS = {Sex.UNKNOWN: "未知", Sex.MALE: "男", Sex.FEMALE: "女", Sex.UNSTATED: "未说明"}


class Severity(StrEnum):
    """How grave a case is, as the office judges it; who chairs follows from it by regime."""

    ORDINARY = "ordinary"
    MAJOR = "major"

    @property
    def label(self) -> str:
        return _SEVERITY_LABELS[self]


_SEVERITY_LABELS = {Severity.ORDINARY: "一般", Severity.MAJOR: "较大案情或重大问题"}
