export const listTexts = {
  title: '评价',
  start: (half: string) => `开始${half}评价`,
  startIntro: '开始后，每个支部各有一轮：评价党员、评价党组织书记、评价党组织。',
  name: '评价名称',
  defaultName: (half: string) => `${half}“三评”`,
  basisNumber: '依据文件文号',
  basisHint: '例如 ×机委发〔2018〕9号',
  missing: '请填写这一项。',
  confirm: '开始评价',
  started: (count: number) => `已开始，共${count}个支部`,
  empty: '还没有评价',
  emptyOffice: '点“开始评价”，各支部就可以核对名单。',
  emptyBranch: '机关党办开始后，这里会出现本支部的评价。',
  branch: '支部',
  half: '期间',
  state: '进度',
  turnout: '参评',
  turnoutLine: (turnout: string) => `参评${turnout}`,
  dueLine: (day: string) => `${day}前完成`,
  reportDueLine: (day: string) => `表1应在${day}前报送`,
  due: '截止日',
  reportDue: '表1报送',
  voted: (voted: number, voters: number) => `${voted}/${voters}人`,
  noVoters: '未定名单',
  all: '全部',
  open: '正在办',
  finished: '表1已受理',
  allHalves: '全部期间',
  hint: '支部、进度',
  sum: (all: number, open: number) => (open > 0 ? `共${all}轮，还有${open}轮没有办完` : `共${all}轮，都办完了`),
} as const

export const roundTexts = {
  title: '评价',
  facts: '名单与依据',
  titleOf: (branch: string, half: string) => `${branch}${half}评价`,
  basis: (number: string, version: string) => `依据${number} · 评价表${version.replace('DEFAULT-', '默认')}版`,
  due: '评价截止',
  reportDue: '表1报送截止（完成后10日内）',
  late: '已逾期',
} as const

export const rosterTexts = {
  title: '定名单',
  intro: '冻结后，评价谁、谁来评都按今天的名册定下来，之后的调动不影响这一轮。',
  freeze: '冻结名单',
  frozen: (subjects: number, voters: number) => `名单已冻结：评价对象${subjects}个，参评${voters}人`,
  scrutineerLine: (names: string) => `监票人：${names}`,
  widenings: '参评范围的调整',
  wideningsHint: '有的部门人太少，为了不让人猜出谁投的票，范围已按规则放宽：',
  subjectCount: (members: number, all: number) => `党员${members}人，连同书记和党组织共${all}个`,
} as const

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
  renamed: '监票人已改派',
} as const

export const votingTexts = {
  openTitle: '开始投票',
  openIntro: '开始后，名单上的每个人都会收到一张卡片。',
  endDay: '投票截止日',
  chooseDay: '请选一个截止日。',
  earliest: (day: string, due: string) => `最早${day}（5个工作日后），不能晚于${due}。`,
  open: '开始投票',
  opened: '投票已开始',
  turnout: '参评情况',
  secret: '这里只有份数。谁投了票、投了什么，任何人都看不到。',
  group: (returned: number, issued: number, percent: number) => `发出${issued}份，收回${returned}份，占${percent}%`,
  until: (day: string) => `投票到${day}为止`,
  people: (voted: number, voters: number) => `${voters}人里已有${voted}人投完`,
  unreachable: '收不到卡片的人',
  unreachableHint: '下面的同志没有聊天账号又没投票，请当面请他们投票：',
  sheetsMissing: '还缺的集体评定',
  sheetsHint: '录入后才能截止投票。由您录入的，点下面的按钮。',
  toSheet: '去录入',
  close: '截止投票',
  closeHint: '。到期或全部投完后可以截止，截止后不能再投。',
  closed: '投票已截止',
  tally: '计票',
  tallyIntro: '系统按规则算出每个人的得分和建议等次。结果只算一次，不能改。',
  tallied: (checksum: string) => `计票完成，校验码${checksum}`,
} as const

export const resultTexts = {
  hint: '建议等次只供参考，等次由支委会确认。人数太少的一组不显示得分。',
  caption: { MEMBER: '评价党员', SECRETARY: '评价党组织书记', ORG: '评价党组织' },
  name: '姓名',
  total: '总分',
  suggestion: '建议等次',
  grade: '等次',
  suggested: (grade: string) => `建议${grade}`,
  meanOf: (group: string, mean: string) => `${group}${mean}`,
  notGraded: '预备党员，不评等次',
  noMean: '—',
  download: '下载表1',
  fileName: (branch: string, half: string) => `${branch}${half}评价结果汇总表.xlsx`,
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
  submitted: '表1已报送机关党办',
} as const

/** Words around the reason of a step. */
export const stepWords = {
  return: {
    hint: '原因会发给支部书记。',
    reasons: ['表1和会议记录不一致，请核对', '缺少参评统计或监票人签名', '等次和建议不同但没有写清理由'],
  },
} as const
