export const publishedTexts = {
  amend: '修改承诺',
  amendTitle: '修改已公开的承诺？',
  amendText: '您可以写一个新版本再提交。原来的版本一直公开，直到新版本由支部报送、机关党办受理；历次版本都会保留。',
  amendConfirm: '开始修改',
  notNow: '先不改',
  fulfil: '记录践诺',
  history: '公开的样子和历次版本',
} as const
