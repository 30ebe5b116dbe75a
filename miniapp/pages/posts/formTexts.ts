import type { Kind } from './postSteps'

export const meetingTexts = {
  title: '登记集体推荐',
  intro: '先召集本部门人员（群众也参加）开会，会后在这里登记。',
  nominee: { POST: '推荐谁', AREA: '责任区由谁负责' } satisfies Record<Kind, string>,
  needNominee: { POST: '请选择推荐的人。', AREA: '请选择责任区负责人。' } satisfies Record<Kind, string>,
  nomineeHelp: '党员干部、重点岗位排在前面，应带头。',
  search: '查找姓名',
  noMatch: '没有这个人',
  nobody: '没有可以推荐的人。',
  members: '其他责任党员（可多选）',
  cadre: '党员干部',
  keyPost: '重点岗位',
  taken: (names: string) => `已有示范岗，不再推荐：${names}`,
  day: '开会日期',
  place: '开会地点',
  placePlaceholder: '例如：三楼会议室',
  dueCount: '应到人数',
  presentCount: '实到人数',
  votesFor: '同意人数',
  voteWay: '怎么表决的',
  ways: [
    { value: 'HANDS', label: '举手' },
    { value: 'BALLOT', label: '投票' },
  ],
  picture: '会议照片',
  needDay: '请选择开会日期。',
  futureDay: '开会日期不能晚于今天。',
  needPlace: '请填写开会地点。',
  needCount: '请填写人数。',
  nobodyPresent: '实到人数不能是0。',
  morePresent: '实到不能比应到多。',
  moreVotes: '同意不能比实到多。',
  submit: '提交推荐结果',
  done: '推荐结果已登记',
} as const

export const decideTexts = {
  consultTitle: '征求分管领导意见',
  consultIntro: (whom: string | null, nominee: string) =>
    whom ? `发给${whom}，请对推荐${nominee}提出意见。` : '本部门还没有分管领导，请机关党办先设置。',
  consult: '征求意见',
  consulted: '已发出，等对方提出意见',
  collectTitle: '请收集',
  collectIntro: '分管领导已经同意。收集后可以和承诺书一起报送机关党办。',
  collect: '收集',
  collected: '已收集',
} as const

export const halfYearTexts = {
  title: '半年复核',
  intro: '本半年的评价已经发起。作用发挥得好的请复核继续；作用不够的，请在“更多”里暂停。',
  comment: '半年来作用发挥情况',
  placeholder: '例如：带头完成月末结账，没有出过差错',
  needComment: '请填写半年来作用发挥情况。',
  submit: '复核：继续',
  done: '半年复核已登记',
} as const

export const plateTexts = {
  title: '登记挂牌',
  intro: '机关党办已受理。牌子挂好后拍一张照片。',
  day: '挂牌日期',
  place: '挂牌地点',
  placePlaceholder: '例如：三楼财务部门口',
  picture: '挂牌照片',
  pictureHelp: '只拍牌子，不要拍到人和文件。',
  needDay: '请选择挂牌日期。',
  futureDay: '挂牌日期不能晚于今天。',
  needPlace: '请填写挂牌地点。',
  needPicture: '请拍一张挂牌照片。',
  submit: '登记挂牌',
  done: '挂牌已登记',
} as const
