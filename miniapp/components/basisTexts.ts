export const basisTexts = {
  title: '依据文件',
  open: '看原文',
} as const
