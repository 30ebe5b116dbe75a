import type { Clause, ClauseState } from '../../../server/domain/clauses.ts'

const stateNames: Record<ClauseState, string> = { done: '已办', open: '待办', noFunction: '无需功能' }

/** The clauses as a Markdown table for README. */
export const clauseTable = (clauses: readonly Clause[]): string =>
  [
    '| 编号 | 出处 | 要求 | 状态 |',
    '|---|---|---|---|',
    ...clauses.map(({ number, clause, words, state }) => `| ${number} | ${clause} | ${words} | ${stateNames[state]} |`),
  ].join('\n')
