/** What the form for a reason says, wherever something is done that wants one. */
export const reasonTexts = {
  ready: '常用原因',
  reason: '原因',
  own: (what: string, least: number) => (least > 1 ? `${what}（不少于${least}个字）` : what),
  short: (what: string, least: number, actual: number) =>
    least > 1 ? `请写明${what}，不少于${least}个字（现在${actual}个字）。` : `请写明${what}。`,
  cancel: '不退了',
} as const
