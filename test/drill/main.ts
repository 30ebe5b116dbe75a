import { accessibilityDrill } from './accessibilityDrill.ts'
import { badDayDrills } from './badDay/badDay.ts'
import { bodiesDrill } from './bodiesDrill.ts'
import { costsDrill } from './costsDrill.ts'
import { databasesDrill } from './databasesDrill.ts'
import { deliveryDrill } from './deliveryDrill.ts'
import { directoryDrill } from './directoryDrill.ts'
import type { Drill, DrillOutcome } from './drill.ts'
import { formsDrill } from './formsDrill.ts'
import { galeraDrill } from './galeraDrill.ts'
import { killDrills } from './killDrills.ts'
import { lifeDrill } from './lifeDrill.ts'
import { linkersDrill } from './linkersDrill.ts'
import { manyDrill } from './manyDrill.ts'
import { pairsDrill } from './pairsDrill.ts'
import { picturesDrill } from './picturesDrill.ts'
import { printsDrill } from './printsDrill.ts'
import { purgeDrill } from './purgeDrill.ts'
import { sealedDrill } from './sealedDrill.ts'
import { sentBackDrill } from './sentBackDrill.ts'
import { sequencesDrill } from './sequencesDrill.ts'
import { startTogetherDrill } from './startTogether.ts'
import { storiesDrill } from './storiesDrill.ts'
import { textsDrill } from './textsDrill.ts'
import { walkedDrill } from './walkedDrill.ts'
import { yearsDrill } from './yearsDrill.ts'

// `npm run drill [-- <times> [WORD]]`, or the word alone (`word` of a drill: sqlite, startTogether, badDay …): every drill in
// full, on servers that keep what they acknowledge.
// `npm run drill -- --sample`: every drill once; `npm test` counts its lines. Ends with exit code 1 when anything was lost,
// doubled or half written.

const drills: readonly Drill[] = [
  ...killDrills,
  startTogetherDrill,
  ...badDayDrills,
  deliveryDrill,
  sealedDrill,
  pairsDrill,
  linkersDrill,
  manyDrill,
  galeraDrill,
  bodiesDrill,
  textsDrill,
  sequencesDrill,
  purgeDrill,
  picturesDrill,
  formsDrill,
  storiesDrill,
  printsDrill,
  accessibilityDrill,
  costsDrill,
  directoryDrill,
  sentBackDrill,
  walkedDrill,
  yearsDrill,
  lifeDrill,
  databasesDrill,
]

const sample = process.argv.includes('--sample')
const words = process.argv.slice(2).filter((word) => !word.startsWith('--'))
const only = words.find((word) => !/^\d+$/.test(word))
const times = sample ? 1 : Number(words.find((word) => word !== only) ?? 20)

async function attempt(drill: Drill): Promise<DrillOutcome> {
  try {
    const obstacle = drill.obstacle()
    if (obstacle) throw new Error(obstacle)
    return await drill.run(times, sample)
  } catch (fault) {
    return { faults: [fault instanceof Error ? fault.message : String(fault)], facts: {} }
  }
}

/** One line a drill, which begins with `ok ` or `broken `. */
function verdict({ title }: Drill, { faults }: DrillOutcome): string {
  const [first, ...others] = faults
  if (first === undefined) return `ok      ${title}`
  return `broken  ${title}: ${first.replace(/\s+/g, ' ')}${others.length ? ` (and ${others.length} more)` : ''}`
}

async function main(): Promise<void> {
  let bad = 0
  const rows: Record<string, unknown>[] = []
  // What a machine lacks, the tests count by themselves; the whole drill wants everything.
  const chosen = drills.filter(
    (drill) => (!only || drill.word === only) && !(sample && (drill.inTests || drill.obstacle())),
  )
  if (!chosen.length) console.log(`no drill is called ${only}: ${drills.map(({ word }) => word).join(', ')}`)
  for (const drill of chosen) {
    const began = performance.now()
    const outcome = await attempt(drill)
    console.log(verdict(drill, outcome))
    if (!sample) for (const fault of outcome.faults.slice(0, 20)) console.log(`  ${fault}`)
    bad += outcome.faults.length
    const seconds = Math.round((performance.now() - began) / 1000)
    rows.push({ drill: drill.word, ...outcome.facts, faults: outcome.faults.length, seconds })
  }
  if (!sample) console.table(rows)
  process.exitCode = bad || !rows.length ? 1 : 0
}

void main()
