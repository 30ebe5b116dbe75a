export const texts = {
  title: (branch: string) => (branch ? `${branch}走访记录` : '走访记录'),
  lead: (half: string, total: number) => `${half}登记了${total}人次。走访的内容只有登记人和本支部书记看得到。`,
  all: '全部',
  flags: {
    problem: '有问题',
    objected: '本人有更正',
    backfilled: '补录',
    repeated: '同日再次',
    copied: '文字相同',
  },
  half: '半年度',
  author: '走访党员',
  by: (name: string) => `${name}走访`,
  none: '这半年还没有走访记录',
  noneText: '本支部党员登记走访以后，在这里看得到。',
  noneOfKind: '没有这样的走访记录',
  noneOfKindText: '看一看“全部”。',
} as const

export const sumsTexts = {
  title: '走访统计',
  lead: (half: string, visits: number, people: number) =>
    `${half}共走访${visits}次、${people}人次。这里只有数字，内容由各支部书记看。`,
  branch: '党支部',
  visits: '走访次数',
  people: '人次',
  members: '参加走访的党员',
  confirmed: '本人已确认',
  objected: '本人有更正',
  backfilled: '补录',
  line: (visits: number, people: number, members: number) => `走访${visits}次、${people}人次，${members}名党员参加`,
  more: (confirmed: number, objected: number, backfilled: number) =>
    `本人已确认${confirmed}，有更正${objected}，补录${backfilled}`,
  open: '看走访记录',
  nobody: '还没有走访',
  none: '还没有党支部',
  noneText: '导入名册以后，各支部的走访数在这里看得到。',
} as const

/** The running half-year and the three before it. */
export const lastHalves = (today: string): string[] => {
  const year = Number(today.slice(0, 4))
  const second = today.slice(5, 7) > '06'
  const halves = [`${year}H2`, `${year}H1`, `${year - 1}H2`, `${year - 1}H1`, `${year - 2}H2`]
  return second ? halves.slice(0, 4) : halves.slice(1)
}
