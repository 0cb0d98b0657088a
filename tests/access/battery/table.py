"""Who sees one row of each table by duty, and what a grant has to hold to open it. The policy of
sight as a table: the battery tries every line, and a table without a line fails.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.db.models import Q

from huishang.access.queries import Matter, Section
from tests.access.battery.world import Side

NOBODY: frozenset[str] = frozenset()
OFFICE = frozenset({"clerk", "director"})
TEAM = OFFICE | {"rescuer"}
LOOKED_IN = TEAM | {"worker"}
"""With the one who opened the file in an emergency an hour ago."""
CITY = frozenset({"city clerk", "city director"})
CHAIRS = frozenset({"city chair", "city vice chair"})
BEARERS = frozenset({"bearing", "named"})
SPEAKERS = frozenset({"bearing", "seated"})
HERE = LOOKED_IN | {"village", "town"}
RESPONSIBLE = frozenset({"director", "security"})
IN_THE_COUNTY = HERE | {"committee", "county police", "hotline", "system", "security", "audit"}

FILE = TEAM | CITY
MEETING = FILE | SPEAKERS
DUTY = BEARERS | CITY | CHAIRS | {"city inspector"}


@dataclass(frozen=True)
class Opens:
    """A grant into a case or a child opens the row if it holds all ``sections``; without any,
    a grant of whatever section does."""

    matter: Matter
    sections: tuple[Section, ...] = ()


@dataclass(frozen=True)
class Line:
    """
    :param seen: everybody of the cast who sees the row, and nobody else.
    :param grant: None: no grant opens it.
    :param which: picks the row where a side made several; the first of them.
    """

    seen: frozenset[str]
    grant: Opens | None = None
    which: Callable[[Side], Q] = lambda _: Q()


def to_bearing(side: Side) -> Q:
    return Q(organisation=side.units[side.bearing])


def of_a_director(_: Side) -> Q:
    return Q(person__isnull=False)


_CASE = Opens(Matter.CASE)
_STORY = Opens(Matter.CASE, (Section.NARRATIVE,))
_PAPERS = Opens(Matter.CASE, (Section.MINUTES,))
_OPINIONS = Opens(Matter.CASE, (Section.MINUTES, Section.OPINIONS))

# fmt: off
LINES: Mapping[str, Line] = {
    "access.AccessRequest":             Line(frozenset({"asker", "director"})),
    "access.Emergency":                 Line(frozenset({"worker", "director"})),
    "access.SealedRecord":              Line(NOBODY),
    "access.Unsealing":                 Line(frozenset({"county police", "director", "committee",
                                                        "city director"}) | CHAIRS),
    "exchange.Delivery":                Line(frozenset({"system"})),
    "exchange.Endpoint":                Line(frozenset({"system"})),
    "notifications.Message":            Line(BEARERS | {"unnamed"}, which=to_bearing),
    "documents.StoredFile":             Line(FILE, _PAPERS),
    "documents.OfficialDocument":       Line(MEETING | CHAIRS, _PAPERS),
    "documents.DocumentReceipt":        Line(frozenset({"bearing"}) | CITY, which=to_bearing),
    "documents.Export":                 Line(frozenset({"director"})),
    "people.Child":                     Line(HERE | CITY, Opens(Matter.CHILD)),
    "people.Guardian":                  Line(HERE | CITY, Opens(Matter.CHILD, (Section.FAMILY,))),
    "people.Home":                      Line(HERE | CITY, Opens(Matter.CHILD, (Section.IDENTITY,))),
    "people.Pair":                      Line(HERE),
    "people.Particular":                Line(HERE | CITY, Opens(Matter.CHILD, (Section.FAMILY,))),
    "people.Recognition":               Line(HERE | CITY, Opens(Matter.CHILD, (Section.FAMILY,))),
    "people.StatusFact":                Line(HERE | CITY, Opens(Matter.CHILD, (Section.FAMILY,))),
    "privacy.Activity":                 Line(RESPONSIBLE),
    "privacy.ImpactAssessment":         Line(RESPONSIBLE),
    "privacy.HandlingRules":            Line(IN_THE_COUNTY),
    "privacy.RightsRequest":            Line(OFFICE),
    "privacy.Breach":                   Line(RESPONSIBLE),
    "staff.RegisterEntry":              Line(OFFICE | {"village", "town"}),
    "staff.Training":                   Line(OFFICE | {"village", "town"}),
    "staff.RecordCheck":                Line(OFFICE | {"village", "town"}, which=of_a_director),
    "staff.Appraisal":                  Line(OFFICE | {"village", "town"}),
    "staff.Supporter":                  Line(LOOKED_IN | {"town"}),
    "assignments.Assignment":           Line(DUTY),
    "assignments.Extension":            Line(DUTY),
    "assignments.Progress":             Line(DUTY),
    "assignments.ImplementationReport": Line(DUTY),
    "assignments.Reminder":             Line(DUTY),
    "assignments.SupervisionOrder":     Line(DUTY),
    "discovery.Remark":                 Line(LOOKED_IN),
    "discovery.Report":                 Line(LOOKED_IN | {"county police"}),
    "discovery.Handing":                Line(LOOKED_IN | {"county police"}),
    "imports.Batch":                    Line(frozenset({"town"})),
    "imports.Line":                     Line(frozenset({"town"})),
    "field.Device":                     Line(frozenset({"village", "security"})),
    "sweeps.Sweep":                     Line(HERE),
    "sweeps.Stretch":                   Line(HERE),
    "sweeps.Patrol":                    Line(HERE),
    "sweeps.Missed":                    Line(HERE),
    "visits.Plan":                      Line(HERE | CITY, Opens(Matter.CHILD, (Section.FAMILY,))),
    "visits.Visit":                     Line(HERE | CITY, Opens(Matter.CHILD, (Section.FAMILY,))),
    "visits.Assessment":                Line(HERE | CITY, Opens(Matter.CHILD, (Section.FAMILY,))),
    "cases.Case":                       Line(LOOKED_IN | CITY, _CASE),
    "cases.FollowUp":                   Line(LOOKED_IN | CITY, _STORY),
    "conferences.ConferenceRequest":    Line(LOOKED_IN | CITY, _STORY),
    "conferences.Conference":           Line(MEETING | CHAIRS, _PAPERS),
    "conferences.AgendaItem":           Line(MEETING, _PAPERS),
    "conferences.Decision":             Line(MEETING, _PAPERS),
    "conferences.Minutes":              Line(MEETING, _PAPERS),
    "conferences.Seat":                 Line(MEETING, _PAPERS),
    "conferences.Attendee":             Line(MEETING, _PAPERS),
    "conferences.Opinion":              Line(MEETING, _OPINIONS),
}
# fmt: on

NOT_SCOPED: Mapping[str, str] = {
    "discovery.Receipt": "a keyed hash; found by who holds the code, and by nothing else",
    "access.Draft": "what somebody is typing; read by the own account only, sealed",
    "access.Grant": "decides sight; shown through the case or child it lets into",
    "access.Involvement": "decides sight; shown through the case or child",
    "access.Member": "decides sight; shown through the case",
    "access.Part": "fragments to find rows by; a search meets the found table's scope",
    "access.Recusal": "decides sight; shown through the case",
    "access.SealedMatter": "decides sight: what every scope leaves out",
    "access.SecondedMatter": "decides sight; shown to the office that drew the team",
    "access.Submission": "where a form led its own account; no words",
    "access.Undertaking": "decides sight; shown to its signer and through the case",
    "access.UnsealingApproval": "part of an unsealing in hand",
    "audit.AnchoredHead": "a day's head of a chain, under its name; read by verification only",
    "audit.Event": "read by the audit administrator's post, and of a case by who sees the case",
    "audit.Finding": "read by the audit administrator's post; counts, no names",
    "audit.Stream": "a chain's head under the name of its case; read by verification only",
    "audit.Private": "sealed; opened one by one by the audit administrator, on the record",
    "cases.CaseChild": "the link itself; either end is reached through its own scope",
    "conferences.Confirmation": "part of minutes in hand",
    "conferences.Dissent": "part of a decision in hand",
    "conferences.RequestStep": "part of a request in hand",
    "exchange.Attempt": "part of an answer in hand; a time and a status code",
    "exchange.Origin": "numbers of a report, under no name; read to answer about it",
    "people.Followed": "keys of what came to a file with another; read to undo it",
    "people.NamePart": "fragments to find children by; a search meets the scope of children",
    "sessions.Session": "what a browser holds, sealed; read by its own key only",
}
"""Tables that hold something of a child or a case and have no scope of their own: why."""

NO_CHILD: frozenset[str] = frozenset(
    f"{room}.{model}"
    for room, models in {
        "access": "Account FormerPassword Installation SecondedPerson Secondment SignInLock Token",
        "account": "EmailAddress EmailConfirmation",
        "audit": "Anchor",
        "auth": "Group Permission",
        "contenttypes": "ContentType",
        "documents": "NumberSeries",
        "mfa": "Authenticator",
        "organisations": "Delegation Division Membership Organisation Person Post",
        "privacy": "Acknowledgement",
        "staff": "Alert",
        "socialaccount": "SocialAccount SocialApp SocialToken",
        "usersessions": "UserSession",
        "vault": "Key",
    }.items()
    for model in models.split()
)
"""Tables without anything of a child: tried against every value the world planted."""
