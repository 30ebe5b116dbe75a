// npm run bench: the product's figures as ratios to the least that could do the same, since machines differ. Words after
// the command choose parts: start, load, paint, rates, documents. With --sample each target runs once at its smallest size: no
// figure is judged, but every one must come out, and every answer must be right.
import { spawnSync } from 'node:child_process'
import { loadavg } from 'node:os'
import { join } from 'node:path'
import { measureDocuments } from './documents.mts'
import {
  isSound,
  printSample,
  printTargets,
  type Scale,
  smallest,
  type Target,
  verdictOf,
  whole,
  withoutFigure,
} from './figures.mts'
import { measureFirstLoad } from './firstLoad.mts'
import { measurePaint } from './paint.mts'
import { root } from './program.mts'
import { compareRates } from './rates.mts'
import { compareStarts } from './start.mts'

const parts: Record<string, (scale: Scale) => Promise<Target[]>> = {
  start: compareStarts,
  load: measureFirstLoad,
  paint: measurePaint,
  rates: compareRates,
  documents: measureDocuments,
}
const noise = () =>
  `load of this machine ${loadavg()
    .map((load) => load.toFixed(1))
    .join(' ')} (on a quiet one: below 1)`

const build = [join(root, 'server/start/build.mts'), '--demo']
const built = spawnSync(process.execPath, build, { cwd: root, stdio: 'inherit' })
if (built.status !== 0) process.exit(1)
const asked = process.argv.slice(2).filter((word) => !word.startsWith('--'))
const scale = process.argv.includes('--sample') ? smallest : whole
const begun = performance.now()
const print = console.log
// The sample's only lines are its verdicts.
if (scale.sample) console.log = () => {}
console.log(noise())
const targets: Target[] = []
for (const [name, measure] of Object.entries(parts)) {
  if (asked.length && !asked.includes(name)) continue
  targets.push(...(await measure(scale).catch((fault) => [withoutFigure(name, fault)])))
}
console.log = print
if (scale.sample) printSample(targets)
else printTargets(targets)
console.log(`${noise()}, ${((performance.now() - begun) / 1000).toFixed(0)} s`)
const isGood = scale.sample ? isSound : (target: Target) => verdictOf(target) !== 'FAIL'
process.exit(targets.length && targets.every(isGood) ? 0 : 1)
