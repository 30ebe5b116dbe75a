// npm run bench: figures of the product as ratios to the least that could do the same, since machines differ.
import { loadavg } from 'node:os'
import { isMet, printTargets, type Target } from './figures.mts'
import { compareRates } from './rates.mts'

const runs = 5
const noise = () => loadavg().map((load) => load.toFixed(1)).join(' ')

console.log(`load of this machine before: ${noise()}`)
const targets: Target[] = [...(await compareRates(runs))]
printTargets(targets)
console.log(`load of this machine after: ${noise()}`)
process.exit(targets.every(isMet) ? 0 : 1)
