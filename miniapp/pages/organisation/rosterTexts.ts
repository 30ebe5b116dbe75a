interface ImportCounts {
  added: number
  changed: number
  unchanged: number
}

export const rosterTexts = {
  title: '导入名册',
  step1: '下载模板',
  step1Hint: '按模板的表头填写，一人一行。不要合并单元格，不要写公式。',
  download: '下载模板',
  templateName: '名册模板.xlsx',
  step2: '上传检查',
  step2Hint: '先检查，不会改动任何人。',
  choose: '选择表格（.xlsx）',
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
  clean: '检查通过，可以导入。',
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
