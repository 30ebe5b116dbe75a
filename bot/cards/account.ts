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
