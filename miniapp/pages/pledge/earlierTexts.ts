export const earlierTexts = {
  title: (year: number) => `${year}年的承诺书`,
  shown: '还在公开，今年的公开以后自动换下。',
  hidden: '没有同意公开，公开栏上看不到。',
  replaced: '已经从公开栏换下。',
  startHelp: '可以用它的内容开头，再改成今年的。',
  start: '用它的内容开头',
  consent: '更改公开',
  saved: '已保存。',
} as const
