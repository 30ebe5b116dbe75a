import { runBuild } from './buildRun.ts'
import { type Chosen, readChosen, usage } from './chosen.ts'
import { type Outcome, runJest } from './jestRun.ts'
import { removeOldFolders } from './ownedChild.ts'
import {
  type Provision,
  provideChineseFont,
  provideChromium,
  provideDocumentTools,
  provideMariaDb,
  provideMySql,
  providePackages,
} from './provision.ts'
import { findStages, type Stage, type SuiteName } from './stages.ts'
import { exitCodeOf, lastLine, sumTallies } from './tally.ts'

// `npm test`: brings what the suites need, builds the product, runs each suite once, sums up by jest's own reports.

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
  const wants = (suite: SuiteName) => stages.some((stage) => stage.suite === suite)
  const packages = providePackages({ databases: wants('server'), pages: wants('e2e') })
  const provisioning = Promise.all([
    ...(wants('server') ? [provideMariaDb(packages), provideMySql(), provideDocumentTools(packages)] : []),
    ...(wants('e2e') ? [provideChromium(packages), provideChineseFont(packages)] : []),
  ])
  // None of these waits for another, and fetching leaves the processor to the unit tests.
  const [provisions, built, units] = await Promise.all([
    provisioning,
    wants('e2e') ? runBuild() : undefined,
    runStages(stages, 'unit', {}),
  ])
  try {
    provisions.forEach(announce)
    const environment = Object.assign({}, ...provisions.map((provision) => provision.environment))
    const servers = await runStages(stages, 'server', environment)
    const blind = provisions.some(({ name, missing }) => name === 'Chromium' && missing)
    const pages = await runStages(stages, 'e2e', environment, blind || built?.failed === 1)
    const outcomes = [...units, ...(built ? [built] : []), ...servers, ...pages]
    return report(outcomes, provisions, (performance.now() - began) / 1000)
  } finally {
    await Promise.all(provisions.map((provision) => provision.stop()))
  }
}

async function runStages(
  stages: Stage[],
  suite: SuiteName,
  environment: Record<string, string>,
  countOnly = false,
): Promise<Outcome[]> {
  const stage = stages.find((candidate) => candidate.suite === suite)
  return stage ? [await runJest(stage, environment, countOnly)] : []
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
