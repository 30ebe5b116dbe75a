/** One figure the issue asks for, as a ratio. */
export interface Target {
  title: string
  ratio: number
  atLeast?: number
  atMost?: number
  /** Where `atLeast` is the goal of a later step: what must hold until then. */
  floor?: number
  /** Why there is no figure. */
  fault?: string
}

/** How much is measured: everything, or each target once at its smallest size. */
export interface Scale {
  sample: boolean
  starts: number
  runs: number
  /** The first runs are spent on the compiler. */
  warmUps: number
  /** Most requests of one run. */
  requests: number
  /** Sheets of the bulk download. */
  sheets: number
}

export const whole: Scale = { sample: false, starts: 7, runs: 9, warmUps: 5, requests: 200, sheets: 2000 }
export const smallest: Scale = { sample: true, starts: 1, runs: 1, warmUps: 0, requests: 4, sheets: 12 }

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((left, right) => left - right)
  const middle = Math.floor(sorted.length / 2)
  return sorted.length % 2 ? (sorted[middle] ?? Number.NaN) : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2
}

export const withoutFigure = (title: string, fault: unknown): Target => {
  return { title, ratio: Number.NaN, fault: fault instanceof Error ? fault.message : String(fault) }
}

const isMet = ({ ratio, atLeast = 0, atMost = Number.POSITIVE_INFINITY }: Target): boolean =>
  ratio >= atLeast && ratio <= atMost

/** Not a number is a failure too. */
export const verdictOf = (target: Target): 'PASS' | 'GOAL' | 'FAIL' => {
  if (isMet(target)) return 'PASS'
  return target.floor !== undefined && target.ratio >= target.floor ? 'GOAL' : 'FAIL'
}

function boundOf({ atLeast, atMost, floor }: Target): string {
  if (atMost !== undefined) return `≤ ${atMost}`
  if (atLeast === undefined) return ''
  return `≥ ${atLeast.toFixed(2)}${floor === undefined ? '' : ` (until then ${floor.toFixed(2)})`}`
}

const oneLine = (text: string): string => text.replace(/\s+/g, ' ').slice(0, 300)

/** PASS, FAIL, or GOAL: not reached, and left to a later step while the floor holds. */
export function printTargets(targets: readonly Target[]): void {
  console.log('\n')
  for (const target of targets) {
    const { title, ratio, fault } = target
    const why = fault ? `: ${oneLine(fault)}` : ''
    console.log(`${verdictOf(target)}  ${ratio.toFixed(2).padStart(6)}  ${boundOf(target).padEnd(24)} ${title}${why}`)
  }
}

/** A target is sound when it produced a number at all; how large it is, is for the whole bench to judge. */
export const isSound = ({ ratio, fault }: Target): boolean => fault === undefined && Number.isFinite(ratio)

/** One line a target, which begins with `ok ` or `broken `. */
export function printSample(targets: readonly Target[]): void {
  for (const target of targets) {
    const why = oneLine(target.fault ?? 'no number came out')
    console.log(isSound(target) ? `ok      ${target.title}` : `broken  ${target.title}: ${why}`)
  }
}
