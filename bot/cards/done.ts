import type { Card } from '../port'
import { cardLimits } from './limits'
import { shortMoment } from './words'

export interface Done {
  /** What was decided and about whom: '已同意 许青禾 示范岗'; 36 characters. */
  title: string
  /** Which matter it was: '运维值守示范岗'. */
  line?: string
  /** Who has done it. */
  who: string
  /** When, in milliseconds since 1970. */
  at: number
  /** What happens next and by whom, without a full stop: '周牧野收集报送，9月20日前'. */
  next?: string
  /** Who may give it back, where somebody may: '支部书记'. */
  back?: string
  /** Where it can be read; begins with '/'. */
  path?: string
}

type Fact = Card['facts'][number]

const fits = ({ value }: Fact): boolean => [...value].length <= cardLimits.factValue

/**
 * What a card turns to when its matter is done, so that no two of them read alike: who did it, when, and what comes next.
 * A name or a next step longer than a fact (30 characters) becomes a line, so that neither is cut.
 */
export function doneCard({ title, line, who, at, next, back, path }: Done): Card {
  const told: Fact[] = [
    { label: '办理人', value: who },
    { label: '时间', value: shortMoment(at) },
    ...(next ? [{ label: '下一步', value: next }] : []),
    ...(back ? [{ label: '要退回', value: `请找${back}` }] : []),
  ]
  const tooLong = told.filter((fact) => !fits(fact)).map(({ label, value }) => `${label}：${value}。`)
  return {
    title,
    tone: 'done',
    summary: `${title}，${who}`,
    lines: [...(line ? [line] : []), ...tooLong],
    facts: told.filter(fits),
    buttons: path === undefined ? [] : [{ kind: 'open', label: '查看', path }],
  }
}
