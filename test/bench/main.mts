// npm run bench: the product's figures as ratios to the least that could do the same, since machines differ. Words after
// the command choose parts: start, load, rates, documents.
import { spawnSync } from 'node:child_process'
import { loadavg } from 'node:os'
import { join } from 'node:path'
import { measureDocuments } from './documents.mts'
import { isMet, printTargets, type Target } from './figures.mts'
import { measureFirstLoad } from './firstLoad.mts'
import { root } from './program.mts'
import { compareRates } from './rates.mts'
import { compareStarts } from './start.mts'

const parts: Record<string, () => Promise<Target[]>> = {
  start: () => compareStarts(7),
  load: measureFirstLoad,
  rates: () => compareRates(9),
  documents: measureDocuments,
}
const noise = () =>
  `load of this machine ${loadavg()
    .map((load) => load.toFixed(1))
    .join(' ')} (on a quiet one: below 1)`

const built = spawnSync(process.execPath, [join(root, 'server/start/build.mts')], { cwd: root, stdio: 'inherit' })
if (built.status !== 0) process.exit(1)
const asked = process.argv.slice(2)
const begun = performance.now()
console.log(noise())
const targets: Target[] = []
for (const [name, measure] of Object.entries(parts)) {
  if (asked.length === 0 || asked.includes(name)) targets.push(...(await measure()))
}
printTargets(targets)
console.log(`${noise()}, ${((performance.now() - begun) / 1000).toFixed(0)} s`)
process.exit(targets.every(isMet) ? 0 : 1)
