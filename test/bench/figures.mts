/** One figure the issue asks for, as a ratio. */
export interface Target {
  title: string
  ratio: number
  atLeast?: number
  atMost?: number
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((left, right) => left - right)
  const middle = Math.floor(sorted.length / 2)
  return sorted.length % 2 ? (sorted[middle] ?? Number.NaN) : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2
}

/** Not a number is a failure too. */
export const isMet = ({ ratio, atLeast = 0, atMost = Number.POSITIVE_INFINITY }: Target): boolean =>
  ratio >= atLeast && ratio <= atMost

export function printTargets(targets: readonly Target[]): void {
  console.log('\n')
  for (const target of targets) {
    const { title, ratio, atLeast, atMost } = target
    const bound = atLeast === undefined ? `≤ ${atMost}` : `≥ ${atLeast.toFixed(2)}`
    console.log(`${isMet(target) ? 'PASS' : 'FAIL'}  ${ratio.toFixed(2).padStart(6)}  ${bound.padEnd(7)} ${title}`)
  }
}
