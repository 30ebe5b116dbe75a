/** Whole where people gave it themselves; of what a machine drew the end, which can be read out on the phone. */
const accountText = (userId: string): string =>
  userId.length > 16 ? `编号末尾是${userId.slice(-4)}` : `编号是“${userId}”`

export const texts = {
  title: '换绑账号',
  none: '没有等待确认的换绑申请',
  linkTitle: '给人绑定或换绑账号',
  search: '查找人员',
  searchHint: '姓名或工号',
  found: (shown: number, total: number) =>
    total > shown ? `共${total}人，只列出前${shown}人。请多写几个字，或用工号查找。` : `共${total}人`,
  nobody: '没有找到这个人',
  noAccount: '没有绑定账号',
  linkedTo: (platforms: readonly string[]) => `已绑定${platforms.join('、')}`,
  choose: (name: string, hasOne: boolean) => `给${name}${hasOne ? '换绑' : '绑定'}账号`,
  bind: '绑定账号',
  rebind: '换绑账号',
  noneHint: '给已有账号的人换账号时，由一人申请、另一人确认，申请会出现在这里。',
  mine: '您的账号',
  asks: (asker: string, whose: string, platform: string, userId: string) =>
    `${asker}申请把${whose}的${platform}账号换成另一个：${accountText(userId)}。`,
  you: '您',
  since: (day: string) => `${day}申请`,
  hint: '用新账号的人会以本人的名义办事。请先当面或打电话向本人问清楚：是不是本人要换，新账号是不是本人的。',
  mineHint: '用新账号的人会以您的名义办事。是您自己要换的才确认；不是，请点“不同意换绑”，并告诉机关党办。',
  own: '这是您申请的，要由另一位机关党办、系统管理员或者本人确认。',
  steps: {
    confirmAccount: '确认换绑',
    declineAccount: '不同意换绑',
    withdrawAccount: '撤回申请',
    askForAccount: '申请换绑账号',
  },
  done: {
    confirmAccount: '已换绑，原来的登录都已退出。',
    declineAccount: '没有换绑，账号还是原来的。',
    withdrawAccount: '申请已撤回。',
    askForAccount: '',
  },
} as const
