const countWord = (count: number): string => (count === 2 ? '两' : '一')

export const scrutineerTexts = {
  choose: (count: number) => `选${countWord(count)}名监票人`,
  hint: '监票人不能是支部书记。',
  chosen: (names: readonly string[]) => (names.length === 0 ? '还没有选。' : `已选：${names.join('、')}`),
  search: '查找姓名',
  noMatch: '没有这个人',
  tooFew: (count: number) => `请选满${countWord(count)}名监票人。`,
  rename: '改派监票人',
  left: (count: number) => `有${countWord(count)}名监票人已不在单位。改派后，由新的监票人截止投票和计票。`,
  /** Once the vote has begun. */
  slip: '投票已经开始，锁不能再换：原来的监票人要把码条当面交给新的监票人，计票时凭它开封。码条也没有了，这一轮只能作废重投。',
  /** Before it has. */
  newLock: '新的监票人会收到卡片，自己设监票码。',
} as const

export const confirmTexts = {
  meeting: '会议情况',
  heldDay: '会议日期',
  dueCount: '应到人数',
  presentCount: '实到人数',
  minutesNumber: '会议记录编号',
  tooFew: '实到不足应到的一半，会议无效。',
  cap: (count: number, cap: number) => `优秀 ${count}/${cap}`,
  capOver: (over: number) => `超出${over}人，请调整`,
  capHint: (cap: number) => `优秀最多${cap}人，是正式党员的三分之一。`,
  gradeOf: (name: string) => `${name}的等次`,
  choose: '请选择',
  chooseGrade: '请选等次',
  reason: '理由',
  differs: '和建议等次不同，请写明理由。',
  adjusted: '有一组不计入总分，请写明支委会的理由。',
  own: '您本人的等次，要由其他支委或机关党委确认。',
  others: '要由其他支委或机关党委确认。',
  short: '请写明理由，不少于5个字。',
  noResult: '两组评价都不足，没有结果，不评等次。',
  othersOpen: '您这边都确认了，还有别人要确认的。',
  missing: '请填写这一项。',
  missingCount: '请填写人数。',
  missingGrades: (count: number) => `还有${count}个没有选等次`,
  missingReasons: (count: number) => `还有${count}个没有写理由`,
  missingMeeting: '请填写会议情况',
  submit: '确认等次',
  completed: '等次已全部确认',
  waiting: (names: string) => `已记下。还在等：${names}`,
} as const

export const reportTexts = {
  title: '报送表1',
  intro: '请先下载核对，再报送机关党办。',
  submit: '报送表1',
} as const

export const openVotingTexts = {
  title: '开始投票',
  intro: '开始后，名单上的每个人都会收到一张卡片。',
  locksMissing: (names: string) => `还要等监票人设监票码：${names}。两人都设好，才能开始投票。`,
  endDay: '投票截止日',
  chooseDay: '请选一个截止日。',
  earliest: (day: string, due: string) => `最早${day}（5个工作日后），不能晚于${due}。`,
  open: '开始投票',
} as const

export const tallyTexts = {
  title: '计票',
  intro: '系统把全部信封去掉姓名、混在一起拆开，按规则算出每个人的得分和建议等次。结果只算一次，不能改。',
  despite: '不计这几份，继续计票',
  despiteHint: '先查明是谁、为什么改动了数据库。原因会记入留痕。',
  despiteReasons: ['已查明是数据库维护差错，支委会研究同意不计', '已报机关纪委，纪委同意不计'],
} as const
