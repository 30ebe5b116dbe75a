import type { Output } from '../../../server/contract'

type Visit = Output<'visit.mine'>['visits'][number]

export const texts = {
  title: '点对点走访',
  logTitle: '登记一次走访',
  contact: '走访了谁（可多选）',
  someoneElse: '名单外的人',
  timesThisQuarter: (times: number) => (times > 0 ? `本季${times}次` : '本季未走访'),
  quarterDone: (visited: number, all: number) => `本季度已走访${visited}位，共${all}位联系对象。`,
  noContacts: '还没有给您安排联系对象。可以先登记名单外的人，名单请联系本支部书记。',
  contactName: '姓名',
  contactNameHelp: '写姓名或称呼，不要写电话。',
  way: '怎么走访的',
  purposes: '谈了哪些方面（可多选）',
  day: '哪一天',
  otherDay: '选日期',
  dayField: '走访日期',
  backfillHelp: '超过7天的走访会注明“补录”。',
  content: '走访情况',
  contentPlaceholder: '简单写一两句就可以',
  suggestions: ['一切正常', '思想稳定', '工作上有想法', '希望得到培训', '反映了班组的情况', '家里有困难，已安慰'],
  suggestionsLabel: '点一下，把这些话加进去',
  hasProblem: '发现了问题或困难',
  hasProblemHelp: '需要支部帮助解决时打开。',
  problem: '是什么问题',
  problemHelp: '只写事情，不写病情和身份证号、电话。',
  submit: '登记',
  logged: (name: string) => `已登记走访${name}`,
  waiting: '已保存在这台设备上，联网后自动登记。',
  undone: '已撤回刚才的登记。',
  taskTitle: (name: string) => `走访${name}`,
  undoReason: '刚登记就撤回',
  mineTitle: '我的走访记录',
  needContact: '请选择走访了谁。',
  needName: '请写出姓名。',
  needWay: '请选择怎么走访的。',
  needPurpose: '请至少选一项。',
  needDay: '请选择走访日期。',
  futureDay: '走访日期不能晚于今天。',
  needOutcome: '请选择纠纷调解得怎样。',
  tooManyContacts: '一次最多10位，请分两次登记。',
  again: (names: string) => `${names}这一天已经登记过走访，再登记会注明“同日再次”。`,
  needContent: '请简单写一两句走访情况。',
  needProblem: '请写出是什么问题，或关掉上面的开关。',
}

export const ways: readonly { value: Visit['way']; label: string }[] = [
  { value: 'FACE', label: '面谈' },
  { value: 'PHONE', label: '电话' },
  { value: 'CHAT', label: '微信' },
  { value: 'HOME', label: '上门' },
  { value: 'ON_SITE', label: '现场' },
]

export const purposes: readonly { value: Visit['purposes'][number]; label: string }[] = [
  { value: 'LISTENING', label: '听取意见' },
  { value: 'CARE', label: '关心困难' },
  { value: 'MENTORING', label: '传帮带' },
  { value: 'GUIDANCE', label: '思想引导' },
  { value: 'STUDY_PUBLICITY', label: '学习宣传' },
  { value: 'DISPUTE', label: '化解纠纷' },
]

export const quickDays = ['今天', '昨天', '前天']
