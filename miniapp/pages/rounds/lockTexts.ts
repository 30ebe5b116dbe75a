import { shortHash } from '../../../server/domain/sealing/shortHash'

/** Words of the slip and of the page (rules §4.6.7). */
export const lockTexts = {
  title: '设监票码',
  warning: '监票码不是验证码。不拍照、不转发、不交给书记。',
  placeOf: (place: 1 | 2) => (place === 1 ? '第一把锁（开外封）' : '第二把锁（开内封）'),
  intro: (place: 1 | 2) =>
    `评价封在两层信封里，两名监票人各管一把锁。您管${place === 1 ? '第一把锁，开外封' : '第二把锁，开内封'}。手机现在抽出20位监票码，请抄在纸上收好，计票时要用；系统里不存监票码。`,
  paper: '请先备好纸和笔。',
  draw: '抽监票码',
  slip: '监票码条',
  copy: '请照着抄在纸上，一组一组地抄。',
  print: '打印码条',
  fingerprint: (digits: string) => `本轮锁号 ${digits.slice(0, 4)} ${digits.slice(4)}`,
  fingerprintLater: '本轮锁号 ____ ____（两把锁都设好后，在本页看到再抄上）',
  copied: '抄好了，去核对',
  checkTitle: '核对码条',
  checkHint: '请看着码条，输入最后两组。',
  lastGroups: '最后两组（8位数字）',
  back: '回去看监票码',
  differs: '和手机抽的不一样。请对照码条再看一遍，抄错了就改过来。',
  check: '核对并设好',
  working: '正在上锁，请稍等……',
  setTitle: '您的监票码已设好',
  keep: '请把码条折好收好，截止投票以后要用。',
  bothStand: (digits: string) =>
    `本轮锁号：${digits.slice(0, 4)} ${digits.slice(4)}。请抄在码条上；计票时再看，应当一个数字不差。`,
  waitsForOther: '另一名监票人也设好后，这里会显示8位的本轮锁号，请再来抄在码条上。',
  again: '码条丢了，重新设',
  againHint: '重新设以后，原来的码条就没有用了，请撕掉。',
  noCrypto:
    '这台设备的浏览器不能上锁（网址没有加密，或者浏览器太旧）。请换一台手机打开本页，或者请系统管理员检查网址。',
} as const

export const boxTexts = {
  stripTitle: '开外封',
  tallyTitle: '开内封并计票',
  watchTitle: '票箱',
  stripIntro:
    '请拿出码条，输入您的监票码。打开的外封去掉姓名、混在一起，没有人再知道哪一份是谁的；之后由另一名监票人开内封。',
  tallyIntro: '请拿出码条，输入您的监票码。系统打开内封，按规则算出每个人的得分和建议等次。结果只算一次，不能改。',
  list: (envelopes: number, hash: string) => `截止时箱里有${envelopes}份，清单校验码 ${shortHash(hash)}`,
  code: '监票码（20位数字）',
  short: (digits: number) => `还差${20 - digits}位数字。`,
  long: (digits: number) => `多了${digits - 20}位数字。`,
  wrong: '有数字抄错或输错了，请对照码条一组一组地看。',
  strip: '开外封',
  tally: '开内封并计票',
  working: '正在打开，请不要关掉页面……',
  passed: (envelopes: number, passed: number) => `收回${envelopes}份，外封打开${passed}份`,
  refused: (names: string) => `没有打开或被改动：${names}的评价`,
  copied: (names: string) => `和别人的完全相同，只算一份：${names}的评价`,
  fell: (count: number) => `有${count}组的份数掉到最少份数以下`,
  unopened: (count: number) => `有${count}份所在的组份数太少，为了不让人猜出是谁，不拆开、不计入`,
  smallest: (count: number) => `最小的一组有${count}份`,
  allPassed: '没有缺少，也没有被改动的。',
  confirmTitle: '写明原因再计票',
  confirmHint: '先查明原因。两名监票人都写明以后，才能接着计票；写明也不会拆开份数太少的组。',
  confirmReasons: ['已查明是数据库维护差错，支委会研究同意不计', '已报机关纪委，纪委同意继续计票'],
  confirm: '确认继续计票',
  confirmed: (names: string) => `已写明原因：${names}`,
} as const
