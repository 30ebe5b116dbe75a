import { pledgeNames } from '../../../server/domain/wording/pledgeNames'

export const texts = {
  title: '公开栏',
  motto: '亮身份　亮职责　亮承诺',
  tabsLabel: '公开内容',
  tabs: [
    { value: 'pledges', label: '党员承诺' },
    { value: 'posts', label: '示范岗和责任区' },
  ],
  search: '按姓名或内容查找',
  searchHint: '姓名、内容',
  searchButton: '查找',
  branch: '支部',
  allBranches: '全部支部',
  department: '部门',
  allDepartments: '全部部门',
  total: { pledges: (total: number) => `共${total}份承诺书`, posts: (total: number) => `共${total}个岗区` },
  duty: '工作职责',
  study: pledgeNames.study,
  dutyPledge: pledgeNames.duty,
  integrity: pledgeNames.integrity,
  details: '践诺情况和监督',
  detailsOf: (name: string) => `${name}的践诺情况和监督`,
  empty: {
    pledges: ['还没有公开的承诺书', '机关党办受理后，经本人同意的承诺书会在这里公开。'],
    posts: ['还没有公开的岗区', '机关党办受理后，党员示范岗和党员责任区会在这里公开。'],
  },
  noMatch: '没有找到',
  noMatchText: '换一个姓名试试，或选择“全部支部”“全部部门”。',
  clear: '清除查找条件',
  consent:
    '这里只公开本人同意公开的内容，没有照片的是本人没有同意公开照片。仅限本单位人员查看，请不要截图外传。本人可以随时在“我的承诺书”里收回同意。',
  photoOf: (name: string) => `${name}的登记照片`,
  slides: '大屏轮播',
} as const

export const postTexts = {
  kinds: { POST: '党员示范岗', AREA: '党员责任区' },
  nominee: { POST: '示范岗党员', AREA: '责任人' },
  members: '责任党员',
  scope: '责任范围',
  goal: '结合生产经营的目标',
  content: { POST: '示范内容', AREA: '责任内容' },
  plate: '挂牌',
  plateFact: (day: string, place: string) => [day, place].filter(Boolean).join('，'),
  noPlate: '还没有挂牌',
  plateOf: (title: string) => `“${title}”挂牌照片`,
} as const

export const paperTexts = {
  title: '打印张贴',
  of: (department: string) =>
    `${department}的公开栏海报和办公室门口的扫码牌，打印后张贴；扫码可以直接打开本部门的公开栏。`,
  choose: '先在上面选好一个部门，就可以下载这个部门的公开栏海报和扫码牌。',
  posterA3: '海报A3（PDF）',
  posterA4: '海报A4（PDF）',
  posterWord: '海报A3（Word）',
  platePdf: '扫码牌（PDF）',
  plateWord: '扫码牌（Word）',
  fileName: (department: string, what: string, format: string) => `${department}${what}.${format}`,
  poster: '公开栏海报',
  plate: '扫码牌',
  outdated: '内容有变化时请重新打印，并在支部的“公开栏张贴”里登记。',
} as const

export const pledgePageTexts = {
  title: (name: string) => `${name}的承诺`,
  loading: '党员承诺',
  version: (version: number, day: string) => `第${version}版，${day}公开`,
  fulfilments: '践诺情况',
  noFulfilments: '还没有登记践诺情况',
  items: { STUDY_SKILL: pledgeNames.study, DUTY: pledgeNames.duty, INTEGRITY: pledgeNames.integrity },
  pictureOf: (day: string) => `${day}践诺照片`,
  earlier: (count: number) => `以前的版本（${count}）`,
} as const
