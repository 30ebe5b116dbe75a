import { careCategoryNames, careWayNames } from '../../../server/domain/visits/care'

export const texts = {
  title: '突发情况关怀',
  lead: '联系对象遇到重大疾病、重大变故时，24小时内到场或联系上，3个工作日内登记走访。',
  raise: '报告突发情况',
  raised: '已提出，要办的人马上收到提醒。',
  known: '已经有人提出过，这就是那一条。',
  none: '没有关怀任务',
  noneText: '联系对象遇到突发情况，点“报告突发情况”。',
  raisedAt: (when: string) => `${when}提出`,
  reachedAfter: (span: string) => `${span}后联系上`,
  waiting: (span: string) => `已过${span}，还没有联系上`,
  late: '超过24小时',
  mine: '等您办',
  about: '一条关怀任务',
} as const

export const raiseTexts = {
  who: '谁遇到了突发情况',
  choose: '请选择',
  category: '哪一类情况',
  help: '只选类别。病情、家里的事不要写在这里，也不会让人填写。',
  send: '提出',
  missingWho: '请选择是谁。',
  missingCategory: '请选择是哪一类情况。',
  nobody: '您没有联系对象，也不是支部书记。请告诉本支部书记，由书记提出。',
} as const

export const careTexts = {
  // Here, so that they come in one piece with the words.
  categories: careCategoryNames,
  ways: careWayNames,
  title: '关怀任务',
  facts: '情况',
  who: '关心对象',
  category: '类别',
  helpers: '联系的党员',
  noHelpers: '没有党员联系，由支部书记负责',
  raised: '提出',
  until: '最晚联系',
  reached: '联系上',
  span: '用时',
  logDue: '走访登记期限',
  visit: '走访日期',
  by: (when: string, name: string) => `${when}，${name}`,
  late: '超过24小时',
  inTime: '24小时内',
  readers: (count: number) => `谁看过这一条（${count}次）`,
  readersHint: '每次打开都会记下来。',
  cancel: { hint: '提错了才撤销，写一句为什么。', reasons: ['弄错了人', '情况不属实', '重复提出'] },
} as const

export const stageTexts = {
  reachTitle: '到场或联系上了吗',
  way: '怎么联系上的',
  when: '什么时候',
  justNow: '刚刚',
  earlier: '早些时候',
  day: '哪一天',
  time: '几点几分',
  reach: '联系上了',
  reached: '已记下。接着登记走访，这件事就办完了。',
  needWay: '请选择怎么联系上的。',
  needTime: '请填写几点几分，例如14:30。',
  logTitle: '登记这次走访',
  logHint: '登记以后，这条关怀任务就办完了。走访的内容只有您和本支部书记看得到。',
  visitWay: '怎么走访的',
  visitDay: '哪一天',
  content: '走访情况',
  contentPlaceholder: '写做了什么，如到医院看望、帮忙办了手续。不写病情。',
  log: '登记走访',
  logged: '走访已登记，关怀任务办完了。',
  needContent: '请简单写一两句。',
  needVisitWay: '请选择怎么走访的。',
  needDay: '请选择走访日期。',
} as const

export const sumsTexts = {
  title: '关怀统计',
  lead: (year: number, raised: number, waiting: number) =>
    `${year}年共提出${raised}条关怀任务，${waiting}条还没有联系上。这里只有数字，内容由各支部书记看。`,
  branch: '党支部',
  raised: '提出',
  inTime: '24小时内联系上',
  overdue: '已过24小时',
  longOverdue: '已过48小时',
  unlogged: '走访逾期未登记',
  secretary: '支部书记',
  vacant: '没有人担任，请补任或安排代理',
  line: (raised: number, inTime: number, late: number) => `提出${raised}条，24小时内联系上${inTime}条，超时${late}条`,
  more: (waiting: number, overdue: number, unlogged: number) =>
    `还没联系上${waiting}条，其中已过24小时${overdue}条；走访逾期未登记${unlogged}条`,
  ask: '请催支部书记',
  fill: '去补任',
  none: '还没有党支部',
  noneText: '导入名册以后，各支部的数字在这里看得到。',
} as const
