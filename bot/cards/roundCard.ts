import type { Card } from '../port'

/** What most cards about a round begin with. */
export const plain = { tone: 'plain', facts: [], buttons: [] } as const satisfies Partial<Card>

export const openRound = (label: string, roundId: string) => ({
  kind: 'open' as const,
  label,
  path: `/rounds/${roundId}`,
  primary: true,
})
