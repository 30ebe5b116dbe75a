import type { Card } from '../port'

interface AskedChange {
  platformName: string
  askerName: string
  path: string
}

const open = (path: string): Card['buttons'] => [{ kind: 'open', label: '打开查看', path, primary: true }]

/** To whoever may confirm that somebody gets another chat account. */
export const confirmAccountCard = ({
  ownerName,
  platformName,
  askerName,
  path,
}: AskedChange & { ownerName: string }): Card => ({
  title: `请确认${ownerName}换绑账号`,
  tone: 'attention',
  summary: `请确认${ownerName}换绑账号`,
  lines: [`${askerName}申请把${ownerName}的${platformName}账号换成另一个。请先向本人当面或打电话问清楚，再确认。`],
  facts: [],
  buttons: open(path),
})

/** To the owner, at once and through the account he still has. */
export const accountAskedCard = ({ platformName, askerName, path }: AskedChange): Card => ({
  title: '有人申请换绑您的账号',
  tone: 'attention',
  summary: '有人申请换绑您的账号',
  lines: [
    `${askerName}申请把您的${platformName}账号换成另一个，换了以后用新账号的人就能以您的名义办事。`,
    '不是您要求的，请打开后点“不同意换绑”，并告诉机关党办。',
  ],
  facts: [],
  buttons: open(path),
})

/** To the owner, when it was done. */
export const accountChangedCard = ({
  platformName,
  askerName,
  confirmerName,
}: Omit<AskedChange, 'path'> & { confirmerName: string }): Card => ({
  title: '您的账号已经换绑',
  tone: 'plain',
  summary: '您的账号已经换绑',
  lines: [
    `您的${platformName}账号已经换绑，由${askerName}申请、${confirmerName}确认。各处的登录都已退出，请重新进入。`,
    '不是您要求的，请马上联系机关党办。',
  ],
  facts: [],
  buttons: [],
})

/** To whoever has an account already and gets one more, without anybody's confirming. */
export const accountAddedCard = ({ platformName, byName }: { platformName: string; byName: string }): Card => ({
  title: '您多了一个可以登录的账号',
  tone: 'attention',
  summary: '您多了一个可以登录的账号',
  lines: [
    `${byName}导入名册时，把一个${platformName}账号绑定给了您，用它的人也能以您的名义办事。`,
    '不是您的账号，请马上告诉机关党办。',
  ],
  facts: [],
  buttons: [],
})

interface LinkedAccount {
  ownerName: string
  platformName: string
  userId: string
  byName: string
}

/** To 党办, when the administrator has linked somebody's first account: so far nobody else knows of it. */
export const accountLinkedCard = ({ ownerName, platformName, userId, byName }: LinkedAccount): Card => ({
  title: `${ownerName}绑定了聊天账号`,
  tone: 'plain',
  summary: `${ownerName}绑定了聊天账号`,
  lines: [
    `${byName}把${platformName}账号“${userId}”绑定给了${ownerName}，用这个账号的人从此以${ownerName}的名义办事。`,
    `不清楚的，请向${ownerName}问一下这个账号是不是本人的；不是，请马上申请换绑。`,
  ],
  facts: [],
  buttons: [],
})

/** To whoever comes in by an account already and gets one more from the directory. */
export const accountFoundCard = ({ platformName }: { platformName: string }): Card => ({
  title: '您多了一个可以登录的账号',
  tone: 'plain',
  summary: '您多了一个可以登录的账号',
  lines: [
    `${platformName}通讯录里的您，和名册里的对上了：从此在${platformName}里也能进来。`,
    `${platformName}的账号不是您的，请马上告诉机关党办。`,
  ],
  facts: [],
  buttons: [],
})

/** To 党办, after a reading of the directory that shows leavers; `held`: so many that nobody was closed. */
export const directoryNewsCard = ({
  platformName,
  closed,
  held,
  path,
}: {
  platformName: string
  closed: number
  held: number
  path: string
}): Card => {
  const title = held ? '通讯录里少了很多人，请确认' : `${closed}个离职人员的账号已经关闭`
  return {
    title,
    tone: held ? 'attention' : 'plain',
    summary: title,
    lines: held
      ? [`${platformName}通讯录里一下少了${held}个人，可能是通讯录设错了：账号都还没有关，请打开核对。`]
      : [`${platformName}通讯录里这些人已经离职，账号当天关闭。名册里还写着在职的，请导入新的名册。`],
    facts: [],
    buttons: open(path),
  }
}
