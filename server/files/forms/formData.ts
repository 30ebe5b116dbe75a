/**
 * What each document of 附件1 is filled with (rules §5.1–§5.3). Every text is already Chinese and final; a text that is null or
 * '' stays blank on paper, to be written by hand. Nothing here knows the database.
 */

/** 'YYYY-MM-DD', printed as 2026年9月20日; anything else is printed as it stands. */
export type FormDay = string

/** Blank on paper when null or ''. */
export type FormText = string | null

/** What every document carries (R00, rules §5). */
export interface FormHead {
  /** 依据文件: 文号《标题》, such as 江岳机委发〔2026〕9号《…》; two of them in one text, joined by 、. */
  basis: FormText
  /** 所属支部. */
  branch: FormText
  /** 期间, such as 2026年. */
  period: FormText
  /** 版本号, such as 第2版. */
  version: FormText
  /** 生成时间 as it is to be printed, such as 2026年9月20日 14:30. */
  generatedAt: FormText
  /** Address of the record; its QR is printed in the corner. No QR when null. */
  recordUrl: FormText
}

/** One 意见 with its signature; what is missing leaves room for the pen. */
export interface SignedOpinion {
  /** Instead of the form's own heading, e.g. 机关党委意见 where 分管领导 is the nominee (R12). */
  title?: string
  opinion: FormText
  signer: FormText
  day: FormDay | null
  /** Printed small in brackets behind the name: 同一人, 本人, 受委托 (R11). */
  note?: FormText
}

/** 集体推荐情况 (R07). */
export interface RecommendationMeeting {
  day: FormDay | null
  place: FormText
  /** 应到、实到、同意, heads. */
  due: number | null
  present: number | null
  agreed: number | null
}

/** Rows 7 to 9 of rules §5.1, which the 确定表 repeats; null: the whole cell stays blank. */
export interface OpinionCells {
  /** 部门党员负责人（签名）. */
  groupLead: SignedOpinion | null
  /** 征求分管领导意见 (R08). */
  consultation: SignedOpinion | null
  /** 部门第一负责人审核意见 (R11). */
  headReview: SignedOpinion | null
  /** 分管领导意见 (R12). */
  leaderDecision: SignedOpinion | null
  /** 党支部意见（书记签名）. */
  branch: SignedOpinion | null
  /** 机关党办汇总意见. */
  office: SignedOpinion | null
}

/** 附件1-1 《党员示范岗推荐表》. */
export interface NominationFormData {
  head: FormHead
  /** 部门（党小组）. */
  department: FormText
  postTitle: FormText
  name: FormText
  gender: FormText
  /** 出生年月, such as 1985年3月; null when the configuration leaves it out: its cell goes too. */
  birthMonth: FormText
  joinedParty: FormDay | null
  /** 行政职务/岗位. */
  position: FormText
  isCadre: boolean
  isKeyPost: boolean
  partyPosition: FormText
  /** 示范内容, up to 300 字. */
  demoContent: FormText
  /** 推荐理由/主要表现, up to 300 字. */
  reason: FormText
  meeting: RecommendationMeeting | null
  opinions: OpinionCells
}

/** One line of 责任内容. */
export interface AreaDuty {
  /** 生产任务, 安全质量, 思想引导, 联系群众, 困难帮扶; '' where the content is not divided by them. */
  topic: string
  content: FormText
}

/** 附件1-2 《党员责任区确定表》. */
export interface AreaFormData {
  head: FormHead
  department: FormText
  areaName: FormText
  /** 业务范围. */
  scope: FormText
  /** 负责人: exactly one person is accountable. */
  accountable: FormText
  /** 责任党员, names; the accountable one may be among them. */
  members: readonly string[]
  /** 覆盖群众, heads; their list stays in the system. */
  coveredPeople: number | null
  /** 责任目标（结合生产经营）(R10). */
  goal: FormText
  /** Lines without content are left out; none at all leaves one blank row. */
  duties: readonly AreaDuty[]
  /** 检查办法与周期. */
  checks: FormText
  /** 期限, as it is to be printed. */
  term: FormText
  meeting: RecommendationMeeting | null
  opinions: OpinionCells
}

/** The three typed pledges (R21). */
export interface ThreePledges {
  studySkill: FormText
  duty: FormText
  integrity: FormText
}

/** A JPEG of 35:49 or 35:53 (R25), upright. Whatever else its file holds (EXIF, comments) is not passed on. */
export type FormPhoto = Buffer | null

/** 附件1-3 《党员“三亮”公开承诺书》. */
export interface PledgeSheetData {
  head: FormHead
  photo: FormPhoto
  name: FormText
  department: FormText
  /** 行政职务/岗位. */
  position: FormText
  partyPosition: FormText
  /** 中共党员 or 中共预备党员. */
  politicalStatus: FormText
  /** 工作职责, up to 30 字 (R17). */
  dutyText: FormText
  pledges: ThreePledges
  /** 监督方式, such as 支部电话：000-1234. */
  supervision: FormText
  /** Address for the supervision QR; null when only the text is to be printed. */
  supervisionUrl: FormText
  /** 承诺人签名: the name confirmed in the app, or null to be signed by hand. */
  signer: FormText
  signedOn: FormDay | null
  /** 支部审核人. */
  checker: FormText
  checkedOn: FormDay | null
}

/** 台牌, 200×100 mm. */
export interface DeskPlateData {
  head: FormHead
  photo: FormPhoto
  name: FormText
  department: FormText
  /** 职务/岗位. */
  position: FormText
  dutyText: FormText
  pledges: ThreePledges
}

export interface PosterMember {
  photo: FormPhoto
  name: FormText
  position: FormText
  dutyText: FormText
  pledges: ThreePledges
}

/** One 示范岗 on the poster. */
export interface PosterModelPost {
  title: FormText
  /** Who holds it. */
  member: FormText
  content: FormText
}

/** One 责任区 on the poster. */
export interface PosterArea {
  name: FormText
  accountable: FormText
  members: readonly string[]
  goal: FormText
}

/** The printed wall of one department. */
export interface PosterData {
  head: FormHead
  paper: 'A3' | 'A4'
  /** Such as 党员“三亮”公开栏. */
  title: FormText
  department: FormText
  modelPosts: readonly PosterModelPost[]
  areas: readonly PosterArea[]
  members: readonly PosterMember[]
  /** Address of the department's wall, for the large QR; head.recordUrl is not printed here. */
  wallUrl: FormText
}

/** The plate at an office door. */
export interface QrPlateData {
  head: FormHead
  paper: 'A4' | 'A5'
  department: FormText
  /** What the large QR opens; head.recordUrl is not printed here. */
  url: FormText
  /** The line below the QR; null: 扫码看本部门党员承诺和岗区. */
  caption: FormText
}

/** 附件2 表2, A4 lying: cells that are final, a row a pair. */
export interface ContactRosterData {
  head: FormHead
  title: string
  /** Behind the text of every page; null: none. */
  watermark: string | null
  columns: readonly { label: string; width: number; align: 'left' | 'center' }[]
  rows: readonly (readonly (string | number)[])[]
  /** Below the table, a line each. */
  notes: readonly string[]
}

export interface FormDataByName {
  contactRoster: ContactRosterData
  nomination: NominationFormData
  area: AreaFormData
  pledge: PledgeSheetData
  deskPlate: DeskPlateData
  poster: PosterData
  qrPlate: QrPlateData
}

export type FormName = keyof FormDataByName
export type FormFormat = 'docx' | 'pdf'

export interface FormSettings {
  /** A folder of fonts asked first (FONT_FOLDER); null: the system's font folders only. */
  fontFolder: string | null
}
