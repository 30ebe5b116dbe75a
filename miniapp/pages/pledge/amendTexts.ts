export const texts = {
  amendingNote: '正在写新版本。公开栏上一直是原来的版本，新版本由支部报送、机关党办受理后才会替换。',
  discard: '放弃修改',
  discardHelp: '放弃后，承诺书回到公开栏上的版本，这里写的内容不保留。',
}
