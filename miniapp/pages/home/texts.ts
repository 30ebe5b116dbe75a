import type { Task } from '../../composables/useWaiting'

/** What the button of the first thing says. */
const deeds: Record<Task['kind'], string> = {
  pledge: '填写承诺书',
  pledgeReturned: '修改承诺书',
  branchPackage: '去收集和报送',
  branchReturned: '去补正',
  officePackages: '受理报送',
  officeReports: '受理表1',
  openCampaign: '开始活动',
  ballot: '去评价',
  round: '去办理评价',
  visit: '登记走访',
  threeLinks: '登记活动',
  posts: '办理岗区',
  postAreaWaiting: '去答复',
  postAreaShort: '办理岗区',
  exemptions: '办理申请',
  plate: '登记挂牌',
  posting: '登记张贴',
  proof: '校对样稿',
  signOrder: '办理制作单',
  delivery: '清点签收',
  badge: '登记处理',
  unmapped: '核对部门',
  filing: '去办理',
  vacancies: '补任岗位',
  accounts: '确认换绑',
}

export const texts = {
  product: '连心桥',
  greeting: (name: string, hour: number) => `${name}同志，${hour < 12 ? '上午' : hour < 18 ? '下午' : '晚上'}好`,
  // 群众 are not addressed as 同志 by everyone's taste; the plain name is never wrong.
  plainGreeting: (name: string, hour: number) => `${name}，${hour < 12 ? '上午' : hour < 18 ? '下午' : '晚上'}好`,
  tasksTitle: '需要您办的事',
  first: '先办这一件',
  next: '接着办',
  deeds,
  others: (count: number, people: boolean) => `还有${count}${people ? '人' : '项'}`,
  ring: (done: number, owed: number) => `${done}份已交，共${owed}份`,
  share: (done: number, owed: number) => `${done}/${owed}`,
  lagging: '哪些支部还没有交齐',
  noTasks: '现在没有要办的事',
  noTasksText: '有新的事项时，机器人会在聊天里提醒您。也可以到各个栏目看看。',
  placesTitle: '常用栏目',
  urgent: '请先办',
}
