import type { Output } from '../../../server/contract'

type Outcome = NonNullable<Output<'directory.read'>['platforms'][number]['outcome']>
type Kind = Output<'directory.read'>['platforms'][number]['groups'][number]['kind']

export const texts = {
  title: '从通讯录对账号',
  lead: '按飞书、企业微信的通讯录，把名册里的人和他们的账号对上，离职的当天关闭。先预演，看清楚了再照办；照办一次以后，每天夜里自动再读一遍。',
  dry: '预演一遍',
  carryOut: '照办',
  again: '再读一遍并照办',
  reading: '正在读通讯录，人多时要一两分钟。',
  never: '还没有读过通讯录。',
  failed: (words: string) => `没有读完，什么也没有改：${words}。`,
  nightly: '每天夜里自动读一遍。',
  readOn: (day: string, dry: boolean) => `${day}${dry ? '预演' : '读过'}的结果：`,
  sum: ({ people, linked, closed, outside }: Outcome, dry: boolean) =>
    [
      `通讯录里${people}人`,
      linked ? `${dry ? '将' : '已'}绑定${linked}人` : '没有要新绑定的人',
      ...(closed ? [`${dry ? '将' : '已'}关闭${closed}个离职人员的账号`] : []),
      ...(outside ? [`${outside}人不在名册里`] : []),
    ].join('，'),
  part: '程序只读得到一部分人：读不到的人，账号不会关闭。',
  kinds: {
    BY_NUMBER: '工号和姓名都对得上',
    BY_NAME: '没有工号，姓名和部门对得上',
    LEFT: '已经离职，账号关闭',
    MANY_LEFT: '一下少了很多人，账号都还没有关',
    OTHER_NAME: '工号对得上，姓名对不上',
    OTHER_ACCOUNT: '现在绑定的是另一个账号',
    LOST_ONE: '离职时关过另一个账号',
    NAMESAKE: '部门里有同名的人',
    ELSEWHERE: '姓名对得上，部门对不上',
    MOVED: '通讯录里已经换了部门',
    NOBODY: '通讯录里没有找到',
  } satisfies Record<Kind, string>,
  hints: {
    BY_NUMBER: '',
    BY_NAME: '',
    LEFT: '名册里还写着在职的，请导入新的名册。',
    MANY_LEFT: '可能是通讯录设错了，也可能真有这么多人离职。核对以后再关闭。',
    OTHER_NAME: '多半是改过名字或者工号写错了。是同一个人，就点“是本人的”。',
    OTHER_ACCOUNT: '点“是本人的”以后，要由另一个人确认，才换绑。',
    LOST_ONE: '点“是本人的”以后，要由另一个人确认，才绑定。',
    NAMESAKE: '认清是哪一个，再点“是本人的”；认不出的，到“支部和名册”里给本人做登录链接。',
    ELSEWHERE: '部门名称不一样、或者已经调动。是同一个人，就点“是本人的”。',
    MOVED: '调动没有自动办。确实调动了的，请到“支部和名册”里办，或者导入新的名册。',
    NOBODY: '可以在“支部和名册”里给他做登录链接。',
  } satisfies Record<Kind, string>,
  count: (total: number) => `${total}人`,
  more: (total: number, shown: number) => `只列出前${shown}人，共${total}人。`,
  theirs: (name: string, number: string, department: string) =>
    `通讯录里：${[name, number, department].filter(Boolean).join('，')}`,
  take: '是本人的',
  takeFor: (theirs: string, name: string) => `是本人的：通讯录里的${theirs}，名册里的${name}`,
  taken: (waits: boolean) => (waits ? '已申请换绑，请另一个人在“换绑账号”里确认。' : '已绑定。'),
  close: '核对过了，关闭这些账号',
  closed: (count: number) => `已关闭${count}个账号。`,
  toPeople: '到支部和名册',
  none: '还没有接上聊天平台',
  noneHint: '请先在“检查安装”里看怎样接上飞书或企业微信。',
} as const
