import type { Card } from '../port'
import { doneCard } from './done'
import { shortMoment } from './words'

interface Trouble {
  platformName: string
  /** What is wrong and what to do about it. */
  words: string
  /** In milliseconds since 1970. */
  since: number
}

/** To 党办 and the administrator: nobody is reached on a platform until this is mended. */
export const troubleCard = ({ platformName, words, since }: Trouble): Card => ({
  title: `${platformName}的卡片发不出去`,
  tone: 'attention',
  summary: `${platformName}的卡片发不出去`,
  lines: [`${words}。`, '卡片都在排队，修好以后自动补发，不用重新办。'],
  facts: [{ label: '从', value: shortMoment(since) }],
  buttons: [{ kind: 'open', label: '打开消息台账', path: '/messages', primary: true }],
})

export const troubleOverCard = ({ platformName, at }: { platformName: string; at: number }): Card =>
  doneCard({ title: `${platformName}的卡片又能发了`, who: '系统', at, path: '/messages' })
