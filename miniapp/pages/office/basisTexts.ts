export const basisTexts = {
  title: '依据文件原文',
  intro: '大家看到的是最新一份，以前的只有机关党办能看。',
  none: '还没有传原文。',
  field: '上传依据文件',
  help: 'PDF、Word（docx）或者照片，不超过8 MB。',
  line: (version: number, name: string, day: string) => `第${version}份，${name}${day}上传`,
  open: '打开',
  openOf: (version: number) => `打开第${version}份依据文件`,
  attached: '依据文件已上传。',
} as const
