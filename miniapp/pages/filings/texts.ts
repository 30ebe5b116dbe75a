export const texts = {
  title: '备案和登记',
  lead: '按表填写，到期会提醒；报送的内容、编号和每一步都留在台账里。',
  none: '还没有要报送的表',
  counts: (parts: readonly { name: string; count: number }[]) =>
    parts.map(({ name, count }) => `${name}${count}份`).join('，') || '还没有内容',
  missing: '没有找到这张表',
  missingText: '可能已经停用，请回到列表查看。',
}

export const ledgerTexts = {
  hint: '支部、编号、内容',
  sum: (total: number, parts: readonly { name: string; count: number }[]) =>
    `共${total}份，${parts.map(({ name, count }) => `${name}${count}份`).join('，')}`,
  all: '全部',
  allBranches: '全部支部',
  allYears: '全部年份',
  year: '年份',
  yearOf: (year: number) => `${year}年`,
  branch: '支部',
  subject: '事项',
  number: '编号',
  state: '状态',
  filedDay: (verb: string) => `${verb}日期`,
  due: '截止',
  late: '逾期',
  version: (version: number) => `第${version}版`,
  filedLine: (day: string, verb: string) => `${day}${verb}`,
  dueLine: (day: string) => `${day}截止`,
  empty: '这里还没有内容',
  emptyText: (verb: string) => `${verb}以后会出现在这里。`,
  begin: (branch: string) => `新填一份（${branch}）`,
  beginOne: '新填一份',
}

export const filingTexts = {
  facts: '内容',
  form: '填写',
  next: '报新版',
  nextNote: '内容变了，报新版代替这一版；新版备案以前，这一版仍然有效。',
  saved: (verb: string) => `已保存，还没有${verb}。`,
  done: (what: string) => `${what}。`,
  open: '打开附件',
  versions: '各版',
}

export const discardTexts = {
  discard: '删除草稿',
  hint: '写的内容不再保留；要报送的，可以重新填写。',
} as const
