import type { Input } from '../../../server/contract'

export type LinkTarget = NonNullable<Input<'threeLinks.assign'>['targets']>[number]
export type TargetTexts = Record<LinkTarget['kind'], string>

/** R46 asks for one market, one subsidiary and ten pharmacies of each leader. */
export const requiredTargets = { market: 1, subsidiary: 1, pharmacy: 10 } as const
export const longestTargetName = 80
export const mostTargets = 30

const namesIn = (text: string): string[] => [
  ...new Set(
    text
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== ''),
  ),
]

/** One line, one target: pasted from a spreadsheet column it comes out right. */
export const targetsOf = (written: TargetTexts): LinkTarget[] =>
  (['MARKET', 'SUBSIDIARY', 'PHARMACY'] as const).flatMap((kind) =>
    namesIn(written[kind]).map((name) => ({ kind, name })),
  )
