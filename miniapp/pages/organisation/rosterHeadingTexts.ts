export const headingTexts = {
  title: '列名对照',
  hint: '人力资源的表里，列名和名册不一样的，在这里说一次，以后都照此导入。',
  what: (heading: string) => `“${heading}”是名册里的哪一列`,
  choose: '请选择',
  leaveOut: '都不是，不导入，以后不再问',
  typed: '表里的列名',
  typedHelp: '表格因为缺少列打不开时，照表里的写法填在这里。',
  save: (count: number) => `记住这${count}列`,
  line: (heading: string, column: string | null) => (column ? `${heading}：${column}` : `${heading}：不导入`),
  forget: '去掉',
  forgetIt: (heading: string) => `去掉“${heading}”的对照`,
} as const
