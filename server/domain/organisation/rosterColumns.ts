import { dutyStatusNames, politicalStatusNames } from './persons'

/** The columns of the roster file, in the template's order. `code` cells hold identifiers, `name` a person's name. */
export interface RosterColumn {
  key: RosterKey
  heading: string
  kind: 'code' | 'name' | 'text' | 'rank' | 'choice' | 'yesNo' | 'day'
  /** Longest value in characters. */
  limit: number
  required?: boolean
  /** 「无」 empties it; a blank cell leaves what is known. */
  clearable?: boolean
  choices?: readonly string[]
  note: string
}

export type RosterKey =
  | 'staffNumber'
  | 'name'
  | 'gender'
  | 'politicalStatus'
  | 'joinedPartyDay'
  | 'departmentCode'
  | 'departmentName'
  | 'branchName'
  | 'positionTitle'
  | 'positionRank'
  | 'partyPost'
  | 'dutyStatus'
  | 'leadingCadre'
  | 'cadreMember'
  | 'keyPost'
  | 'feishuAccount'
  | 'wecomAccount'
  | 'fullMemberDay'
  | 'joinedDay'
  | 'leftDay'

const yesNo = { kind: 'yesNo', limit: 10, choices: ['是', '否'] } as const

export const rosterColumns: readonly RosterColumn[] = [
  {
    key: 'staffNumber',
    heading: '工号',
    kind: 'code',
    limit: 30,
    required: true,
    note: '必填。每人一个，不能重复；按工号认人，名册里已有的工号就是修改。',
  },
  { key: 'name', heading: '姓名', kind: 'name', limit: 40, required: true, note: '必填。中间不要加空格。' },
  { key: 'gender', heading: '性别', kind: 'choice', limit: 10, choices: ['男', '女'], note: '可不填。' },
  {
    key: 'politicalStatus',
    heading: '政治面貌',
    kind: 'choice',
    limit: 20,
    required: true,
    choices: Object.values(politicalStatusNames),
    note: '必填。团员、民主党派、无党派人士按群众登记。',
  },
  {
    key: 'joinedPartyDay',
    heading: '入党时间',
    kind: 'day',
    limit: 10,
    clearable: true,
    note: '党员填支部党员大会通过为预备党员的日期，写到日，如2008年7月1日。群众不填。填“无”为清空。',
  },
  {
    key: 'departmentCode',
    heading: '部门编号',
    kind: 'code',
    limit: 20,
    note: '新部门必填，名册里没有的编号会新建部门。',
  },
  {
    key: 'departmentName',
    heading: '部门',
    kind: 'text',
    limit: 60,
    note: '要和部门编号对应。没有部门的领导留空，只填所属支部。',
  },
  {
    key: 'branchName',
    heading: '所属支部',
    kind: 'text',
    limit: 60,
    note: '部门所在的支部；一个部门只属于一个支部。名册里没有的支部会新建。',
  },
  { key: 'positionTitle', heading: '职务', kind: 'text', limit: 60, note: '行政职务或岗位名称。' },
  {
    key: 'positionRank',
    heading: '职务级别',
    kind: 'rank',
    limit: 2,
    note: '0到99的整数，越大职务越高，普通员工填0。用来确定部门党员负责人。',
  },
  {
    key: 'partyPost',
    heading: '党内职务',
    kind: 'text',
    limit: 40,
    clearable: true,
    note: '如“支部书记”。只作显示，权限另行授予。填“无”为清空。',
  },
  {
    key: 'dutyStatus',
    heading: '在岗状态',
    kind: 'choice',
    limit: 20,
    choices: Object.values(dutyStatusNames),
    note: '新人员不填即为在岗。填离职或退休，从今天起离开名册。',
  },
  { key: 'leadingCadre', heading: '党员领导干部', ...yesNo, note: '是否承担“三联系”，以机关党办名单为准。' },
  { key: 'cadreMember', heading: '党员干部', ...yesNo, note: '填是或否。' },
  { key: 'keyPost', heading: '重点岗位', ...yesNo, note: '填是或否。' },
  {
    key: 'feishuAccount',
    heading: '飞书账号',
    kind: 'code',
    limit: 64,
    clearable: true,
    note: '本应用的Open ID（以ou_开头）。填“无”为解除绑定。',
  },
  {
    key: 'wecomAccount',
    heading: '企业微信账号',
    kind: 'code',
    limit: 64,
    clearable: true,
    note: '通讯录里的账号（UserID）。填“无”为解除绑定。',
  },
  {
    key: 'joinedDay',
    heading: '入职时间',
    kind: 'day',
    limit: 10,
    clearable: true,
    note: '到本单位的日期，写到日；新来的党员从这一天起有20个工作日写承诺书。可不填。填“无”为清空。',
  },
  {
    key: 'fullMemberDay',
    heading: '党员转正时间',
    kind: 'day',
    limit: 10,
    clearable: true,
    note: '预备党员按期转为正式党员的日期，写到日。可不填。填“无”为清空。人事试用期满的日期不是这一列。',
  },
  {
    key: 'leftDay',
    heading: '离职时间',
    kind: 'day',
    limit: 10,
    note: '离职或退休的日期，写到日。在岗状态是离职或退休时才填；不填就是导入当天。',
  },
]

export const headingOf = (key: RosterKey): string => rosterColumns.find((column) => column.key === key)?.heading ?? ''
