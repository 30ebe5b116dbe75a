import type { DutyStatus, PoliticalStatus } from '../domain/organisation/persons'

/** The fictional 江岳集团: 5 支部, 14 部门, 140 党员 (6 of them 预备), 400 群众. Real people, real numbers: none. */
export const branchPlan = [
  { key: 'general', name: '综合支部' },
  { key: 'finance', name: '财投支部' },
  { key: 'production', name: '生技支部' },
  { key: 'marketing', name: '营销支部' },
  { key: 'digital', name: '信息支部' },
] as const
export type BranchKey = (typeof branchPlan)[number]['key']

export interface DepartmentPlan {
  code: string
  name: string
  branch: BranchKey
  members: number
  probationary: number
  masses: number
  /** Titles of ordinary staff. */
  titles: readonly string[]
}

const department = (
  code: string,
  name: string,
  branch: BranchKey,
  [members, probationary, masses]: [number, number, number],
  titles: string,
): DepartmentPlan => ({ code, name, branch, members, probationary, masses, titles: titles.split(' ') })

/** The sizes carry the edge cases: D07 has exactly 10 党员 and D04 11 (R06), D03 two 群众 and D05 none. */
export const departmentPlan: readonly DepartmentPlan[] = [
  department('D01', '综合办公室', 'general', [12, 0, 22], '文秘专员 行政专员 档案管理员'),
  department('D02', '人力资源部', 'general', [9, 1, 15], '招聘专员 薪酬专员 培训专员'),
  department('D03', '审计法务部', 'general', [7, 0, 2], '审计专员 法务专员'),
  department('D04', '财务部', 'finance', [11, 0, 30], '会计 出纳 成本核算员'),
  department('D05', '投资发展部', 'finance', [8, 0, 0], '投资分析员 项目专员'),
  department('D06', '生产管理部', 'production', [14, 1, 62], '生产调度员 工艺员 班组长 操作工'),
  department('D07', '质量管理部', 'production', [10, 0, 38], '检验员 质量监督员 化验员'),
  department('D08', '技术研发部', 'production', [13, 1, 45], '研发工程师 实验员 注册专员'),
  department('D09', '安全环保部', 'production', [6, 0, 20], '安全员 环保专员'),
  department('D10', '销售管理部', 'marketing', [15, 1, 70], '销售代表 区域主办 商务专员'),
  department('D11', '市场策划部', 'marketing', [9, 1, 26], '策划专员 设计师'),
  department('D12', '采购供应部', 'marketing', [8, 0, 24], '采购员 仓库管理员'),
  department('D13', '零售管理部', 'marketing', [7, 0, 31], '门店督导 药师'),
  department('D14', '信息中心', 'digital', [11, 1, 15], '软件工程师 运维工程师'),
]

/** 行政职务 as numbers; only their order matters (R07). */
export const rank = {
  staff: 0,
  supervisor: 10,
  deputy: 20,
  head: 30,
  chiefEngineer: 45,
  vicePresident: 50,
  executiveVicePresident: 55,
  groupLeader: 60,
}

export interface CastMember {
  key: string
  name: string
  department: string
  politicalStatus?: PoliticalStatus
  title: string
  rank: number
  dutyStatus?: DutyStatus
  partyPost?: string
  leadingCadre?: boolean
  /** 29: belongs to no department but to the 领导党小组. */
  withoutDepartment?: boolean
  /** 10: cannot be reached in a chat. */
  withoutAccount?: boolean
}

const masses = { politicalStatus: 'MASSES' } as const
const leading = { leadingCadre: true } as const
const secretary = { partyPost: '支部书记', leadingCadre: true } as const
const committee = { partyPost: '支部委员' } as const

/** People with a part in the story or in an edge case (rules §9, its number in front); the rest are drawn. */
export const cast: readonly CastMember[] = [
  // 29: counted with 综合办公室 in the plan, placed in the 领导党小组.
  {
    key: 'groupLeader',
    name: '程远山',
    department: 'D01',
    title: '集团党委副书记',
    rank: rank.groupLeader,
    withoutDepartment: true,
    ...leading,
  },
  {
    key: 'supervisor',
    name: '陆闻溪',
    department: 'D01',
    title: '常务副总经理',
    rank: rank.executiveVicePresident,
    partyPost: '机关党委书记',
    ...leading,
  },
  { key: 'leader', name: '秦望川', department: 'D01', title: '副总经理', rank: rank.vicePresident, ...leading },
  {
    key: 'generalSecretary',
    name: '江听澜',
    department: 'D01',
    title: '综合办公室主任',
    rank: rank.head,
    ...secretary,
  },
  {
    key: 'generalCommittee',
    name: '季长风',
    department: 'D01',
    title: '综合办公室副主任',
    rank: rank.deputy,
    ...committee,
  },
  { key: 'office', name: '江予安', department: 'D01', title: '党群主管', rank: rank.supervisor },
  { key: 'officeSecond', name: '方知微', department: 'D01', title: '党建专员', rank: rank.staff },
  { key: 'generalOffice', name: '舒小荷', department: 'D01', title: '行政专员', rank: rank.staff, ...masses },
  // 3: the first person of D02 is not in the party.
  { key: 'massesHead', name: '顾南乔', department: 'D02', title: '人力资源部部长', rank: rank.head, ...masses },
  {
    key: 'hqCommittee',
    name: '梁晚舟',
    department: 'D02',
    title: '人力资源部副部长',
    rank: rank.deputy,
    partyPost: '机关党委委员',
  },
  { key: 'auditHead', name: '石怀瑾', department: 'D03', title: '审计法务部部长', rank: rank.head, ...committee },
  // 12: secretary and 党员领导干部, nine of ten pharmacies.
  { key: 'financeSecretary', name: '沈云舟', department: 'D04', title: '财务部部长', rank: rank.head, ...secretary },
  { key: 'scrutineer', name: '叶疏桐', department: 'D04', title: '财务部副部长', rank: rank.deputy, ...committee },
  { key: 'member', name: '林知夏', department: 'D04', title: '会计', rank: rank.staff },
  // 15: characters outside the usual plane or fonts.
  { key: 'rareNameOne', name: '苏㛃', department: 'D04', title: '成本核算员', rank: rank.staff },
  { key: 'masses', name: '苏雨晴', department: 'D04', title: '出纳', rank: rank.staff, ...masses },
  {
    key: 'unreachableOne',
    name: '何守拙',
    department: 'D04',
    title: '出纳',
    rank: rank.staff,
    ...masses,
    withoutAccount: true,
  },
  { key: 'investHead', name: '简青岩', department: 'D05', title: '投资发展部部长', rank: rank.head, ...committee },
  {
    key: 'productionSecretary',
    name: '孟松涛',
    department: 'D06',
    title: '生产管理部部长',
    rank: rank.head,
    ...secretary,
  },
  // 14: two people of one name.
  { key: 'sameNameOne', name: '李明远', department: 'D06', title: '工艺员', rank: rank.staff },
  {
    key: 'longSick',
    name: '丁若谷',
    department: 'D06',
    title: '生产调度员',
    rank: rank.staff,
    dutyStatus: 'LONG_SICK',
    withoutAccount: true,
  },
  {
    key: 'unreachableTwo',
    name: '余春生',
    department: 'D06',
    title: '操作工',
    rank: rank.staff,
    ...masses,
    withoutAccount: true,
  },
  {
    key: 'unreachableThree',
    name: '石田禾',
    department: 'D06',
    title: '操作工',
    rank: rank.staff,
    ...masses,
    withoutAccount: true,
  },
  { key: 'qualityHead', name: '贺清和', department: 'D07', title: '质量管理部部长', rank: rank.head, ...committee },
  // 11: supervises D08 and works in it.
  { key: 'chiefEngineer', name: '傅景明', department: 'D08', title: '总工程师', rank: rank.chiefEngineer, ...leading },
  { key: 'researchHead', name: '陶知秋', department: 'D08', title: '技术研发部部长', rank: rank.head, ...committee },
  { key: 'sameNameTwo', name: '李明远', department: 'D08', title: '研发工程师', rank: rank.staff },
  { key: 'rareNameTwo', name: '林𠮷安', department: 'D08', title: '实验员', rank: rank.staff },
  // 6: two equal highest posts, somebody must be designated.
  { key: 'safetyHead', name: '钟岳峰', department: 'D09', title: '安全环保部部长', rank: rank.head, ...committee },
  { key: 'safetyDirector', name: '莫听松', department: 'D09', title: '安全总监', rank: rank.head },
  {
    key: 'marketingSecretary',
    name: '宋长洲',
    department: 'D10',
    title: '销售管理部部长',
    rank: rank.head,
    ...secretary,
  },
  {
    key: 'unreachableFour',
    name: '夏麦秋',
    department: 'D10',
    title: '销售代表',
    rank: rank.staff,
    ...masses,
    withoutAccount: true,
  },
  { key: 'planningHead', name: '乔映雪', department: 'D11', title: '市场策划部部长', rank: rank.head, ...committee },
  { key: 'purchaseHead', name: '谢柏舟', department: 'D12', title: '采购供应部部长', rank: rank.head, ...committee },
  { key: 'retailHead', name: '黎向荣', department: 'D13', title: '零售管理部部长', rank: rank.head, ...committee },
  // 2: secretary, first person and 党员负责人 in one.
  { key: 'digitalSecretary', name: '周牧野', department: 'D14', title: '信息中心主任', rank: rank.head, ...secretary },
  {
    key: 'digitalCommittee',
    name: '尹长河',
    department: 'D14',
    title: '信息中心副主任',
    rank: rank.deputy,
    ...committee,
  },
  {
    key: 'digitalCommitteeSecond',
    name: '蓝初霁',
    department: 'D14',
    title: '运维主管',
    rank: rank.supervisor,
    ...committee,
  },
  { key: 'memberSecond', name: '许青禾', department: 'D14', title: '软件工程师', rank: rank.staff },
  { key: 'massesSecond', name: '何小满', department: 'D14', title: '运维工程师', rank: rank.staff, ...masses },
  { key: 'administrator', name: '唐星野', department: 'D14', title: '系统工程师', rank: rank.staff, ...masses },
  {
    key: 'unreachableFive',
    name: '白晚照',
    department: 'D14',
    title: '机房值班员',
    rank: rank.staff,
    ...masses,
    withoutAccount: true,
  },
]
