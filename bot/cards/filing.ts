import type { Card } from '../port'

/** A filing that waits for somebody, or news of it: form, branch, matter and days only (rules §6.3). */
export interface FilingMatter {
  title: string
  line: string
  /** It was given back. */
  urgent: boolean
  facts: Card['facts']
  path: string
}

/** Whatever a person decides about it stands below as the card's answers. */
export const filingCard = ({ title, line, urgent, facts, path }: FilingMatter): Card => ({
  title,
  tone: urgent ? 'attention' : 'plain',
  summary: `${facts[0]?.value ?? ''}：${title}`,
  lines: [line],
  facts,
  buttons: [{ kind: 'open', label: urgent ? '去补正' : '查看', path, primary: urgent }],
})
