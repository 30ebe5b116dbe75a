export const basisTexts = {
  title: '依据文件',
  open: '看原文',
  line: (number: string, title: string) => `${number}《${title}》`,
} as const
