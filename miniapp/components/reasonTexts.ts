/** What the form for a reason says, wherever something is given back. */
export const reasonTexts = {
  ready: '常用原因',
  own: '原因（不少于5个字）',
  short: (least: number, actual: number) => `请写明原因，不少于${least}个字（现在${actual}个字）。`,
  cancel: '不退了',
}
