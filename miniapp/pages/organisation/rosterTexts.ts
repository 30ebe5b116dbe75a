interface ImportCounts {
  added: number
  changed: number
  unchanged: number
}

export const rosterTexts = {
  questionTitle: (count: number) => `有${count}个问题要回答`,
  questionHint: '逐个回答，或者一组一起回答；全部回答以后才能导入。',
  groupTitle: (title: string, count: number) => `${title}（${count}人）`,
  whole: (title: string, count: number) => `${title}：${count}人一起回答`,
  skip: '这一行不导入',
  reason: '为什么这样回答（不少于5个字）',
  reasonHelp: '和回答一起留痕，如“人力资源部核对过”。',
  differenceTitle: (count: number) => (count ? `${count}人会变` : '和名册一样，没有人会变'),
  added: '新增',
  fieldLine: (field: string, value: string) => `${field}：${value}`,
  empty: '（空）',
  moreDifferences: (count: number) => `再看（还有${count}人）`,
  differencesCut: (shown: number) => `只列前${shown}人，导入时全部按表办理。`,
  leftToAnswer: (count: number) => `还有${count}个问题没有回答`,
  reasonMissing: '请写明为什么这样回答',
  exported: '下载现在的名册',
  title: '导入名册',
  step1: '准备表格',
  step1Hint:
    '人力资源的花名册可以直接用，有工号、姓名、政治面貌就行；要改名册，下载现在的名册，改好传回。一人一行，不要合并单元格，不要写公式。',
  download: '下载模板',
  templateName: '名册模板.xlsx',
  step2: '上传检查',
  step2Hint: '先检查，不会改动任何人。',
  choose: '选择表格文件',
  chooseAgain: '换一个文件',
  checking: (name: string) => `正在检查${name}`,
  fileLine: (name: string, rows: number) => `${name}，${rows}行`,
  summary: ({ added, changed, unchanged }: ImportCounts) => `新增${added}人，改动${changed}人，不变${unchanged}人`,
  problemTitle: (count: number) => `有${count}处要改`,
  problemHint: '请在表格里改好后再上传。现在没有导入任何人。',
  problemMore: (shown: number) => `先列出前${shown}处。`,
  warningTitle: (count: number) => `有${count}处提醒`,
  warningHint: '这些已自动处理，请过目。',
  row: '行',
  column: '列',
  what: '怎么改',
  note: '说明',
  rowNumber: (row: number) => `第${row}行`,
  cell: (row: number, column: string) => `第${row}行 ${column}`,
  clean: '检查过了，没有错误',
  apply: '导入名册',
  applied: ({ added, changed }: ImportCounts) => `名册已导入，新增${added}人，改动${changed}人`,
  history: '导入记录',
  noHistory: '还没有导入过。',
  undo: '撤销',
  undoTitle: '撤销这次导入',
  undoHint: ({ added, changed }: ImportCounts) =>
    `撤销后，这次新增的${added}人会移出名册，改动的${changed}人恢复成导入前的样子。`,
  undoFor: (file: string) => `撤销导入${file}`,
  undone: '已撤销',
  undoDone: '这次导入已撤销',
} as const

/** Why each kind of question is asked, and what yes means. */
export const questionTexts = {
  twin: {
    title: '工号写法不同',
    hint: '大小写或符号和名册里的不一样。导入后工号仍按名册里的写法。',
    yes: '是同一个人',
  },
  name: {
    title: '工号没变，姓名变了',
    hint: '一个工号一个人。如果是排序时错了行，请改好表格再传。',
    yes: '是本人改名',
  },
  back: {
    title: '身份往回变',
    hint: '从党员变成群众、离开的人又回来，都会影响承诺书、评价和公开栏。',
    yes: '确实如此',
  },
  double: { title: '新工号，同名的人', hint: '如果是同一个人换了工号，请按名册里的工号填写。', yes: '是另一个人' },
  leaves: { title: '离开名册', hint: '从导入当天起不能登录，承诺书从公开栏取下。', yes: '确实离开' },
  hidden: { title: '表格里隐藏的行', hint: '可能是筛选时留下的，打开表格看不见。', yes: '照样导入' },
} as const
