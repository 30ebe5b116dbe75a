const lockNames = { 1: '第一把锁（开外封）', 2: '第二把锁（开内封）' } as const
const safes = { 1: '机关党委', 2: '机关纪委' } as const

/** 备份码 in a round: a slip that is lost, and opening with the print in the safe (rules §4.6.13). */
export const safeTexts = {
  lostOpen: '码条丢了，或者监票人走了没有交出来？',
  lostWhat: (copied: boolean, place: 1 | 2) =>
    copied
      ? `先找一找。报告以后，${safes[place]}和机关党办会收到卡片；轮到这把锁时还没有找到，就由${safes[place]}用保险柜里的备份码开封，名单上的每个人都会知道。`
      : '先找一找。这把锁没有备份码：报告以后机关党办会收到卡片；找不到，只能由支部请求作废重投。',
  which: '哪一把锁的码条',
  choose: '请选一把锁。',
  lock: (place: 1 | 2, name: string) => `${lockNames[place]}，监票人${name}`,
  reasons: ['搬办公室以后找不到了', '监票人已经离开，没有交出码条', '码条损坏，看不清数字'],
  hint: '只写怎么丢的，不要写监票码。',
  how: '怎么丢的',
  report: '报告码条丢失',
  lost: (place: 1 | 2, name: string, day: string) => `${lockNames[place]}的码条（${name}）在${day}报告丢失。`,
  byPrint: (place: 1 | 2) => `轮到这把锁时还没有找到，由${safes[place]}用保险柜里的备份码开封。`,
  noPrint: '这把锁没有备份码，找不到就由支部在本页最下面请求作废重投。',
  found: '码条找到了',
  title: (place: 1 | 2) => `用备份码开${place === 1 ? '外封' : '内封并计票'}`,
  steps: (place: 1 | 2, name: string) => [
    `${name}的码条丢了，请您从${safes[place]}的保险柜里取出这半年的备份码。`,
    '看清备份码条上的编号和下面的一样，再输入20位数字。',
    '开封以后，名单上的每个人都会收到卡片；备份码条放回保险柜，再做一份新的。',
  ],
  number: (digits: string) => `备份码编号：${digits.slice(0, 4)} ${digits.slice(4)}`,
  code: '备份码（20位数字）',
  wrongPrint: '这份备份码打不开这一轮的监票码，什么都没有改动。请看清编号和数字，再输一遍。',
  press: (place: 1 | 2) => (place === 1 ? '用备份码开外封' : '用备份码开内封并计票'),
  working: '正在打开，请不要关掉页面……',
  copied: (place: 1 | 2) => `您的监票码另外封存了一份，只有${safes[place]}保险柜里的备份码打得开；码条丢了才用。`,
  uncopied: (place: 1 | 2) =>
    `${safes[place]}的保险柜里还没有这半年的备份码：码条丢了，这一轮只能作废重投，请一定收好。`,
} as const
