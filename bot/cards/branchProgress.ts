import { namesWithin } from '../../server/domain/wording/nameList'
import type { Card, CardButton } from '../port'
import { cardLimits } from './limits'
import { shortMoment } from './words'

/** How far a branch is with its sheets. Names only of who is missing, and only for its own 书记, whose page lists them. */
export interface BranchProgress {
  branchName: string
  handedIn: number
  total: number
  missing: readonly string[]
}

export const progressLine = ({ branchName, handedIn, total }: BranchProgress): string =>
  `${branchName}已交${handedIn}人，共${total}人。`

export const progressFacts = ({ handedIn, total, missing }: BranchProgress): Card['facts'] => [
  { label: '已交', value: `${handedIn}/${total}` },
  ...(missing.length ? [{ label: '还没交', value: namesWithin(missing, cardLimits.factValue) }] : []),
]

export const openProgress = (branchId: string): CardButton => ({
  kind: 'open',
  label: '看看进度',
  path: `/branch/${branchId}`,
})

/** Reminds all of them with one press; answered by server/features/pledge/nudgeInCard.ts. */
export const nudgeButton = (branchId: string, count: number): CardButton => ({
  kind: 'press',
  label: `提醒这${count}位`,
  action: `nudge:${branchId}`,
  primary: true,
})

interface Nudged {
  branchId: string
  progress: BranchProgress
  /** How many cards went out. */
  sent: number
  /** Nobody's card reaches these: they have no account. */
  unreached: readonly string[]
  /** Milliseconds since 1970. */
  at: number
}

/** After the press: the matter goes on, so the card is not a finished one, but there is nothing to press today. */
export const nudgedCard = ({ branchId, progress, sent, unreached, at }: Nudged): Card => ({
  title: `已提醒${sent}位同志`,
  tone: 'plain',
  summary: `${progress.branchName}：已提醒${sent}位同志`,
  lines: [
    progressLine(progress),
    ...(unreached.length ? [`${namesWithin(unreached, 100)}没有绑定账号，请当面告知。`] : []),
  ],
  facts: [...progressFacts(progress), { label: '提醒', value: `今天已提醒，${shortMoment(at)}` }],
  buttons: [openProgress(branchId)],
})
