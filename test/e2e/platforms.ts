import type { Stage } from './stage'

type Platform = [Stage['platform'], string]
const both: Platform[] = [
  ['feishu', '飞书'],
  ['wecom', '企业微信'],
]

/** Where a story is told: on one chat platform here, each story on another, and on both in `npm run drill -- stories`. */
export const platformsOf = (turn: Stage['platform']): Platform[] =>
  both.filter(([platform]) => process.env.STORIES === 'whole' || platform === turn)
