"""The closed vocabulary of what a regime may say, one typed name per question.

The annotation is the kind: ``Provision[Duration]`` is read from YAML as a `Duration`, and
`LawBook.lookup` answers with one. Nothing else says what kind a provision is; `vocabulary` reads
it from there.
A provision of an optional value (``… | None``) is off where its value is null.
"""

from __future__ import annotations

from huishang.kernel.terms import Level, OrganisationKind, PostKind, Rank

from .provision import Provision
from .values import (
    Applicant,
    Body,
    ChairRule,
    Confirmation,
    DayCounting,
    DecisionPart,
    DepartmentCode,
    Disclosure,
    Duration,
    Duty,
    Escalation,
    ExtensionReason,
    Filing,
    GradeRow,
    GuardianRank,
    Invitee,
    Issue,
    LevelProposal,
    NoConsensusWay,
    OpinionGround,
    Participant,
    Place,
    Presentation,
    Profession,
    Quorum,
    RecordForm,
    Right,
    Scale,
    Scheme,
    SealedKind,
    Signing,
    Staffing,
    StartingPoint,
    Trigger,
    UnsealingGround,
    UnusualReading,
    UrgentNotice,
    Validity,
    Visiting,
)

# --- 启动与管辖 ---------------------------------------------------------------------------------

PRINCIPLES: Provision[tuple[str, ...]] = Provision(
    "principles", "会商原则", "办理和会商时应当遵循的原则。"
)
REPORTING_BODIES: Provision[tuple[Body, ...]] = Provision(
    "reporting_bodies", "报告主体", "发现或者接到需要会商的情形时，应当报告未保办的单位。"
)
REPORT_CLOCK: Provision[Duration] = Provision(
    "report_clock", "报告时限", "“第一时间报告”按多长时间掌握。"
)
REPORT_FEEDBACK: Provision[bool] = Provision(
    "report_feedback", "结果反馈", "接到报告的单位是否应当将处理结果告知报告人。"
)
COMPETENT_PLACES: Provision[tuple[Place, ...]] = Provision(
    "competent_places", "管辖地", "哪些地方的县级未保委有权办理个案。"
)
LEAD_PLACE: Provision[tuple[Place, ...]] = Provision(
    "lead_place", "牵头地", "管辖地不一致时，依次由哪里牵头；前一项不明的看后一项。"
)
ISSUES: Provision[tuple[Issue, ...]] = Provision(
    "issues", "问题类别", "个案涉及的问题，据以提出参会席位。"
)
TRIGGERS: Provision[tuple[Trigger, ...]] = Provision(
    "triggers", "启动情形", "可以提请会商的情形，以及每种情形需要写明的事实。"
)
APPLICANTS: Provision[tuple[Applicant, ...]] = Provision(
    "applicants", "提请主体", "可以向本级未保办提请会商的单位。"
)
LEVEL_PROPOSALS: Provision[tuple[LevelProposal, ...]] = Provision(
    "level_proposals", "会商层级", "按案情建议由哪一级会商；由人决定。"
)
ESCALATION: Provision[Escalation | None] = Provision(
    "escalation", "提请上级会商", "什么情况下、由谁提请上一级会商。"
)
BEST_INTERESTS_STATEMENT: Provision[bool] = Provision(
    "best_interests_statement",
    "最有利于未成年人说明",
    "申请和纪要是否应当说明如何最有利于未成年人。",
)
CHILD_OPINION: Provision[bool] = Provision(
    "child_opinion", "听取未成年人意见", "是否应当听取未成年人的意见；未听取的应当说明原因。"
)
CONFIDENTIALITY: Provision[bool] = Provision(
    "confidentiality", "身份信息保密", "是否不得披露可能识别出涉案未成年人身份的信息。"
)

# --- 召集与参会 ---------------------------------------------------------------------------------

CONVENER: Provision[OrganisationKind] = Provision("convener", "召集单位", "由谁组织召开会商会议。")
OFFICE_DUTIES: Provision[tuple[str, ...]] = Provision(
    "office_duties", "未保办职责", "未保办在会商中应当做的事。"
)
MEETING_TIME_DECIDED_BY: Provision[tuple[PostKind, ...]] = Provision(
    "meeting_time_decided_by", "会议时间决定人", "由谁决定会议时间。"
)
NOTICE_PERIOD: Provision[Duration] = Provision(
    "notice_period", "通知提前期", "会议通知至少提前多久发出。"
)
NOTICE_ADVISED: Provision[Duration] = Provision(
    "notice_advised", "建议提前时间", "通知距开会不足这段时间的，提示召集人。"
)
URGENT_NOTICE: Provision[UrgentNotice] = Provision(
    "urgent_notice", "紧急召集", "情况紧急时，谁可以缩短通知提前期。"
)
CHAIR: Provision[tuple[ChairRule, ...]] = Provision(
    "chair", "会议主持", "一般会商和较大案情分别由谁主持。"
)
PARTICIPANTS: Provision[tuple[Participant, ...]] = Provision(
    "participants", "参会范围", "会商会议由哪些单位和人员参加。"
)
PARTICIPANT_RANKS: Provision[tuple[Rank, ...]] = Provision(
    "participant_ranks", "参会人员层次", "参会单位可以由哪一层次的人员出席。"
)
PARTICIPANTS_WIDENED: Provision[tuple[Invitee, ...]] = Provision(
    "participants_widened", "扩大参会范围", "必要时还可以邀请哪些单位和人员。"
)
PROFESSIONALS_INVITED: Provision[tuple[Profession, ...]] = Provision(
    "professionals_invited", "专业人员", "必要时邀请哪些专业的人员。"
)
ATTENDANCE_DUTY: Provision[bool] = Provision(
    "attendance_duty", "参会纪律", "应当参会的人员（含临时确定的）是否不得无故缺席。"
)
WRITTEN_REPORT_WHEN_ABSENT: Provision[bool] = Provision(
    "written_report_when_absent", "缺席书面意见", "请假或者缺席的单位是否仍须提交书面意见。"
)
QUORUM: Provision[Quorum | None] = Provision(
    "quorum", "到会人数要求", "多少席位到会方可开会；未设定的不作要求。"
)

# --- 讨论与纪要 ---------------------------------------------------------------------------------

PRESENTER: Provision[Presentation] = Provision(
    "presenter", "案情介绍", "由谁介绍案情，介绍哪些内容。"
)
CONSULTATION_ITEMS: Provision[bool] = Provision(
    "consultation_items", "咨询事项", "会前是否应当向参会单位和人员送达咨询事项。"
)
OPINION_GROUNDS: Provision[tuple[OpinionGround, ...]] = Provision(
    "opinion_grounds", "意见依据", "参会单位的意见应当依据什么提出。"
)
DECISION_CONTENT: Provision[tuple[DecisionPart, ...]] = Provision(
    "decision_content", "会商结果", "会商应当明确哪些举措。"
)
CONSENSUS: Provision[bool] = Provision(
    "consensus", "达成共识", "是否只有达成共识的事项才交办落实。"
)
NO_CONSENSUS_WAYS: Provision[tuple[NoConsensusWay, ...]] = Provision(
    "no_consensus_ways", "未达成共识的处理", "没有达成共识的事项可以怎样继续办理。"
)
RECORD_FORMS: Provision[tuple[RecordForm, ...]] = Provision(
    "record_forms", "记录形式", "会商结果以什么形式记录。"
)
MINUTES_SIGNER: Provision[Signing] = Provision(
    "minutes_signer", "纪要签发", "会议纪要由谁签发，可否委托。"
)
MINUTES_CONFIRMATION: Provision[Confirmation | None] = Provision(
    "minutes_confirmation", "纪要会签", "纪要签发前需要多少席位会签；未设定的不需要。"
)
DECISION_NOTICE: Provision[Duration | None] = Provision(
    "decision_notice", "决定通知", "会后多久由主持人把决定通知各方；未设定的不需要。"
)
DISCLOSURE: Provision[Disclosure] = Provision("disclosure", "公开属性", "会商文书默认的公开属性。")

# --- 落实与督办 ---------------------------------------------------------------------------------

DUTIES: Provision[tuple[Duty, ...]] = Provision(
    "duties", "部门职责", "各部门在会商和落实中的职责，以及每项职责对应的问题类别。"
)
NAMED_PERSON: Provision[bool] = Provision(
    "named_person", "专人负责", "承担任务的单位是否应当指定专人。"
)
IMPLEMENTATION_PERIOD: Provision[Duration] = Provision(
    "implementation_period", "落实期限", "达成共识的事项应当在多长时间内落实。"
)
IMPLEMENTATION_STARTS: Provision[StartingPoint] = Provision(
    "implementation_starts", "落实期限起算", "落实期限从哪一天起算。"
)
FILING: Provision[Filing] = Provision("filing", "落实备案", "落实情况向谁备案。")
EXTENSION_REASONS: Provision[tuple[ExtensionReason, ...]] = Provision(
    "extension_reasons", "延期事由", "可以延长落实期限的事由。"
)
EXTENSION_APPROVER: Provision[tuple[PostKind, ...]] = Provision(
    "extension_approver", "延期审批", "由谁批准延期。"
)
EXTENSION_LIMIT: Provision[Duration] = Provision(
    "extension_limit", "延期上限", "每次延期最长多久。"
)
REMINDER_AHEAD: Provision[Duration] = Provision(
    "reminder_ahead", "到期提醒", "到期前多久开始提醒承办单位。"
)
REMINDERS_BEFORE_SUPERVISION: Provision[int] = Provision(
    "reminders_before_supervision", "催办转督办", "催办几次仍未落实的，转为督办。"
)
SUPERVISION_BY: Provision[tuple[PostKind, ...]] = Provision(
    "supervision_by", "督办签发", "督办单由谁签发。"
)
SUPERVISION_LED_BY: Provision[DepartmentCode] = Provision(
    "supervision_led_by", "督办牵头部门", "重大事件、恶性案件的督办由哪个部门牵头协调。"
)
TRACKING: Provision[OrganisationKind] = Provision(
    "tracking", "跟踪督导", "会商后由谁跟踪督导落实。"
)
FOLLOW_UP: Provision[Duration] = Provision("follow_up", "结案回访", "结案后多久回访。")

# --- 查阅 ---------------------------------------------------------------------------------------

CASE_TEAM: Provision[tuple[PostKind, ...]] = Provision(
    "case_team",
    "办案岗位",
    "办理个案的单位中，哪些岗位可以直接查阅本单位办理的案卷；其他岗位由承办单位逐案指定。",
)
ACCESS_APPROVERS: Provision[tuple[PostKind, ...]] = Provision(
    "access_approvers", "调阅审批", "不参与办理的人员查阅案卷，由管辖单位的谁审批。"
)
ACCESS_APPROVAL_LASTS: Provision[Duration] = Provision(
    "access_approval_lasts", "调阅期限", "批准调阅后最长可以查阅多久。"
)
EMERGENCY_ACCESS: Provision[Duration] = Provision(
    "emergency_access", "紧急查阅", "情况紧急、来不及审批时，先行查阅最长多久。"
)
EMERGENCY_OPENERS: Provision[tuple[PostKind, ...]] = Provision(
    "emergency_openers", "紧急查阅人员", "哪些岗位可以先行紧急查阅。"
)
EMERGENCY_GROUND: Provision[Level] = Provision(
    "emergency_ground", "紧急查阅地域", "可以先行紧急查阅所在哪一级辖区内的案卷。"
)
UNDERTAKING: Provision[bool] = Provision(
    "undertaking", "保密承诺", "专家等外部人员查阅前是否须签署保密承诺。"
)

# --- 封存、定级与导出 ---------------------------------------------------------------------------

SEALED_KINDS: Provision[tuple[SealedKind, ...]] = Provision(
    "sealed_kinds", "封存的记录", "哪些记录应当封存，不得向任何单位和个人提供。"
)
SEALED_BY: Provision[tuple[PostKind, ...]] = Provision(
    "sealed_by", "封存办理", "收到封存决定后，由哪些岗位办理封存。"
)
UNSEALING_GROUNDS: Provision[tuple[UnsealingGround, ...]] = Provision(
    "unsealing_grounds", "查询事由", "哪些情形可以依法查询封存的记录。"
)
UNSEALING_ASKED_BY: Provision[tuple[PostKind, ...]] = Provision(
    "unsealing_asked_by", "查询申请", "有关单位的查询公函，由哪些岗位登记申请。"
)
UNSEALING_APPROVERS: Provision[tuple[PostKind, ...]] = Provision(
    "unsealing_approvers", "查询审批", "查询封存的记录，由哪些负责人审批。"
)
UNSEALING_APPROVALS: Provision[int] = Provision(
    "unsealing_approvals", "审批单位数", "须经几个不同单位的负责人分别同意。"
)
UNSEALING_LASTS: Provision[Duration] = Provision(
    "unsealing_lasts", "开启时限", "批准后，查询人在多长时间内可以查阅。"
)
REFUSED_MARKINGS: Provision[tuple[str, ...]] = Provision(
    "refused_markings", "拒收的密级", "标有哪些密级的内容不得进入本平台。"
)
EXPORTED_BY: Provision[tuple[PostKind, ...]] = Provision(
    "exported_by", "导出", "哪些岗位可以把查看范围内的台账导出为文件。"
)
EXPORT_LASTS: Provision[Duration] = Provision(
    "export_lasts", "导出文件保留", "导出的文件在平台上保留多久供本人下载。"
)

# --- 个人信息保护和审计 ---------------------------------------------------------------------------

STATUTORY_DUTY: Provision[bool] = Provision(
    "statutory_duty", "法定职责", "为履行法定职责所必需的，是否不需取得同意即可处理个人信息。"
)
GUARDIAN_CONSENT: Provision[bool] = Provision(
    "guardian_consent",
    "监护人同意",
    "不属于法定职责的，处理不满十四周岁未成年人个人信息是否应当取得监护人同意。",
)
SENSITIVE_BELOW: Provision[int] = Provision(
    "sensitive_below",
    "专门处理规则",
    "不满多少周岁的，其个人信息属于敏感个人信息，应当制定专门的处理规则。",
)
IMPACT_ASSESSMENT: Provision[bool] = Provision(
    "impact_assessment", "影响评估", "处理敏感个人信息前是否应当进行个人信息保护影响评估。"
)
IMPACT_ASSESSMENT_KEPT: Provision[Duration] = Provision(
    "impact_assessment_kept", "评估报告保存", "影响评估报告至少保存多久。"
)
IMPACT_ASSESSMENT_VALID: Provision[Duration] = Provision(
    "impact_assessment_valid", "评估有效期", "影响评估多久后应当重新进行。"
)
RIGHTS: Provision[tuple[Right, ...]] = Provision(
    "rights", "个人信息权利", "未成年人及其监护人可以就个人信息提出哪些请求。"
)
RIGHTS_REPLY: Provision[Duration] = Provision(
    "rights_reply", "权利请求答复", "收到权利请求后多久答复。"
)
RIGHTS_REFUSAL_WRITTEN: Provision[bool] = Provision(
    "rights_refusal_written", "书面告知", "拒绝权利请求是否应当书面告知并说明理由。"
)
BREACH_REPORT: Provision[Duration] = Provision(
    "breach_report", "泄露报告", "发现个人信息泄露后，最迟多久报告网信等部门。"
)
BREACH_TOLD: Provision[bool] = Provision(
    "breach_told", "泄露处置和告知", "是否应当立即补救、报告，并告知受影响的未成年人及其监护人。"
)
COMPLIANCE_AUDIT: Provision[Duration] = Provision(
    "compliance_audit", "合规审计", "至少多久进行一次未成年人个人信息保护合规审计。"
)
COMPLIANCE_AUDIT_DUE: Provision[Duration] = Provision(
    "compliance_audit_due", "审计报送", "年度结束后多久报送上一年度的合规审计情况。"
)
LOG_RETENTION: Provision[Duration] = Provision(
    "log_retention", "日志留存", "审计记录和网络日志至少留存多久。"
)
UNUSUAL_READING: Provision[UnusualReading] = Provision(
    "unusual_reading", "异常查阅", "什么样的查阅应当由审计管理员逐一核实。"
)

# --- 基层队伍 -----------------------------------------------------------------------------------

STAFF_POSTS: Provision[tuple[Staffing, ...]] = Provision(
    "staff_posts", "队伍配备", "哪一级的每个地方至少应当有几名什么岗位的人员。"
)
STAFF_REAL_NAME: Provision[bool] = Provision(
    "staff_real_name", "实名登记", "基层队伍是否实行实名制管理。"
)
STAFF_CHECKED: Provision[tuple[PostKind, ...]] = Provision(
    "staff_checked", "查询对象", "哪些岗位的人员应当查询有没有侵害未成年人等违法犯罪记录。"
)
RECORD_CHECK_ON_ENTRY: Provision[bool] = Provision(
    "record_check_on_entry", "入职查询", "任职前是否应当查询违法犯罪记录。"
)
RECORD_CHECK_EVERY: Provision[Duration] = Provision(
    "record_check_every", "在职查询", "距上次查询多久应当再次查询。"
)
TRAINING_BEFORE_DUTY: Provision[bool] = Provision(
    "training_before_duty", "岗前培训", "任职前是否应当经过培训。"
)
TRAINING_EVERY: Provision[Duration] = Provision(
    "training_every", "定期轮训", "距上次培训多久应当再次培训。"
)
STAFF_ALERT_AHEAD: Provision[Duration] = Provision(
    "staff_alert_ahead", "队伍到期提醒", "培训和查询到期前多久开始提醒。"
)

# --- 儿童类别 -----------------------------------------------------------------------------------

CHILD_SCHEMES: Provision[tuple[Scheme, ...]] = Provision(
    "child_schemes", "困境儿童类别", "哪些情形的儿童属于哪一类；各级各有规定的，同时适用。"
)
RECOGNISED_BY: Provision[tuple[PostKind, ...]] = Provision(
    "recognised_by", "类别认定", "由谁认定儿童属于某一类别；系统按已登记的情形提出。"
)
RISK_SCALE: Provision[Scale] = Provision(
    "risk_scale", "风险评估量表", "儿童的风险怎样评分，分几级，每级多久走访一次。"
)
VISITING: Provision[Visiting] = Provision("visiting", "走访要求", "多久走访一次，每次核查什么。")
RISK_REVIEWED_BY: Provision[tuple[PostKind, ...]] = Provision(
    "risk_reviewed_by", "评估复核", "风险评估由谁复核；复核人与评估人不是同一人。"
)
GUARDIANSHIP_ORDER: Provision[tuple[GuardianRank, ...]] = Provision(
    "guardianship_order", "监护顺序", "父母不能监护的，依次由谁担任监护人。"
)
LIVING_ALONE_BELOW: Provision[int] = Provision(
    "living_alone_below", "不得单独生活的年龄", "未满多少周岁的，不得脱离监护单独生活。"
)
PARENTS_CONTACT: Provision[Duration] = Provision(
    "parents_contact", "父母联系", "委托他人照护的，父母至少每隔多久与儿童联系一次。"
)
CARE_TOLD: Provision[bool] = Provision(
    "care_told", "委托照护告知", "委托照护是否应当书面告知学校和村（居）民委员会。"
)

# --- 制度自身与全国通行规则 -----------------------------------------------------------------------

INTERPRETATION: Provision[OrganisationKind] = Provision(
    "interpretation", "解释单位", "制度由谁解释。"
)
VALIDITY: Provision[Validity] = Provision("validity", "施行日期", "制度从何时起施行。")
INCIDENT_GRADES: Provision[tuple[GradeRow, ...]] = Provision(
    "incident_grades", "事故等级", "按死亡和重伤人数划分的事故等级。"
)
MINOR_BELOW: Provision[int] = Provision("minor_below", "未成年人年龄", "未满多少周岁的是未成年人。")
DAY_COUNTING: Provision[DayCounting] = Provision(
    "day_counting", "期间计算", "期间从哪天起算，末日遇休息日如何处理。"
)
