export const consentTexts = {
  publishLabel: '同意在公开栏展示我的承诺',
  publishHelp: '本单位人员可以看到您的姓名、部门、职务、职责和承诺。可以随时收回，收回后马上不再展示。',
  photoLabel: '同意同时展示我的照片',
  photoHelp: '不同意也不影响提交，公开栏上只显示文字。',
} as const
