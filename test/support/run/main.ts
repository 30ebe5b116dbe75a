import { runBuild } from './buildRun.ts'
import { runCheck } from './checkRun.ts'
import { type Chosen, readChosen, usage } from './chosen.ts'
import { type JestOptions, type Outcome, runJest } from './jestRun.ts'
import { judgeCoverage, judgeWalks } from './judge.ts'
import { removeOldFolders } from './ownedChild.ts'
import { type Provision, provideTools } from './provision.ts'
import { runSamples } from './sampleRun.ts'
import { findStages, isFileless, type SuiteName } from './stages.ts'
import { exitCodeOf, lastLine, sumTallies } from './tally.ts'
import { promised, toolsOfSuite } from './tools.ts'

// `npm test`: the check, then what the suites need is brought, the product built, each suite run once, every bench target
// and drill tried once beside them; sums up by what each of them reports itself.

const strict = process.env.CI === 'true'

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  // Every program we started ends with us (ownedChild), so leaving is all there is to do.
  process.once(signal, () => process.exit(130))
}

void main(process.argv.slice(2))

async function main(parameters: string[]): Promise<void> {
  try {
    process.exitCode = await runAll(readChosen(parameters))
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : String(error)}\n${usage}`)
    process.exitCode = 1
  }
}

async function runAll(chosen: Chosen): Promise<number> {
  const began = performance.now()
  removeOldFolders()
  const stages = findStages(chosen.suites, chosen.only)
  const wanted = chosen.suites.filter((suite) => isFileless(suite) || stages.some((stage) => stage.suite === suite))
  const runStage = async (suite: SuiteName, environment: Record<string, string>, options: JestOptions = {}) => {
    const stage = stages.find((candidate) => candidate.suite === suite)
    return stage ? [await runJest(stage, environment, { countLines: chosen.whole, ...options })] : []
  }
  // Fetching waits for the network and leaves the processor to the check and the unit tests, which need no tool.
  const provisioning = provideTools([...new Set(wanted.flatMap((suite) => toolsOfSuite[suite]))])
  const outcomes: Outcome[] = wanted.includes('check') ? [await runCheck()] : []
  outcomes.push(...(await runStage('unit', promised('unit', []))))
  const built = wanted.includes('e2e') ? await runBuild() : undefined
  if (built) outcomes.push(built)
  const provisions = await provisioning
  try {
    provisions.forEach(announce)
    // They wait most of their time, for programs to start, to stop and to be missed: beside the suites, which keep the processors busy.
    const samples = wanted.includes('samples') ? runSamples(promised('samples', provisions)) : []
    const blind = provisions.some(({ name, missing }) => name === 'Chromium' && missing)
    outcomes.push(...(await runStage('server', promised('server', provisions))))
    const countOnly = blind || built?.failed === 1
    outcomes.push(...(await runStage('e2e', promised('e2e', provisions), { countOnly })))
    outcomes.push(...(await samples))
    if (chosen.whole) outcomes.push(judgeCoverage(outcomes), judgeWalks(outcomes))
    return report(outcomes, provisions, (performance.now() - began) / 1000)
  } finally {
    await Promise.all(provisions.map((provision) => provision.stop()))
  }
}

function announce({ name, missing, seconds }: Provision): void {
  if (!missing) console.log(`${name} ready after ${seconds.toFixed(1)} s`)
}

function report(outcomes: Outcome[], provisions: Provision[], seconds: number): number {
  const rows = outcomes.map(({ name, files, passed, failed, skipped, seconds }) => ({
    suite: name,
    files,
    passed,
    failed,
    skipped,
    seconds: Number(seconds.toFixed(1)),
  }))
  console.log('')
  console.table(rows)
  const missing = provisions.filter((provision) => provision.missing)
  for (const { name, missing: why } of missing) console.log(`!!! MISSING: ${name} (${why})`)
  const shortfall = strict ? missing.length : 0
  const sum = sumTallies([...outcomes, { passed: 0, failed: shortfall, skipped: 0, remarks: [] }])
  for (const remark of sum.remarks) console.log(`!!! ${remark}`)
  if (outcomes.every((outcome) => outcome.passed + outcome.failed === 0)) console.log('!!! nothing ran')
  console.log(`whole run ${seconds.toFixed(1)} s`)
  console.log(lastLine(sum))
  return exitCodeOf(sum)
}
