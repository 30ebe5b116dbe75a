import { join } from 'node:path'
import type { Clause, ClauseState } from '../../../server/domain/clauses'
import { checkout } from '../run/checkout.ts'

const stateNames: Record<ClauseState, string> = { done: '已办', open: '待办', noFunction: '无需功能' }

/** Where the table stands, beside the rules. */
export const clausePageFile = join(checkout, 'server/domain/clauses.md')

/** The whole page of the clauses, as Markdown. */
export const clausePage = (clauses: readonly Clause[]): string =>
  [
    '# 条款对照',
    '',
    '通知每一条的落实情况。标“已办”的条款，都有一个测试让登录的人在运行着的产品里把它走一遍（`test/support/walk.ts` 的 `walk`），',
    '而且本次通过；少一条，`npm test` 就不通过。每一条怎样理解、怎样办，见[规则书](README.md)。',
    '本页由 `npm run fix` 按 `clauses.ts` 写出，不要手改。',
    '',
    '| 编号 | 出处 | 要求 | 状态 |',
    '|---|---|---|---|',
    ...clauses.map(({ number, clause, words, state }) => `| ${number} | ${clause} | ${words} | ${stateNames[state]} |`),
    '',
  ].join('\n')
