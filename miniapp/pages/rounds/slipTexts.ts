/** The slip of a 监票人, once nothing is opened with it any more (rules §4.6.7). */
export const slipTexts = {
  title: '码条',
  what: '监票码以后用不上了。请把您的码条撕碎，抄过监票码的纸也一起撕掉，再点下面的按钮。',
  press: '码条已撕掉',
  done: '已记下：您的码条已撕掉。',
  torn: (names: string) => `已撕掉码条：${names}`,
} as const
