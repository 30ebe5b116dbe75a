import type { Outcome } from './jestRun.ts'
import { runScript } from './ownedOutput.ts'
import type { Tally } from './tally.ts'

/** Each prints one line a part, `ok <part>` or `broken <part>: <why>`, and ends with another code than 0 when one is. */
const sampleScripts = ['bench', 'drill']

/** Counts what a sample printed. One that named no part, or ended badly without naming a broken one, counts as failed. */
export function tallySample(script: string, exitCode: number, output: string): Tally {
  const lines = output.split('\n')
  const passed = lines.filter((line) => /^ok\s/.test(line)).length
  const broken = lines.filter((line) => /^broken\s/.test(line))
  const remarks = broken.map((line) => `npm run ${script}: ${line}`)
  if (broken.length === 0 && exitCode !== 0) remarks.push(`npm run ${script} ended with exit code ${exitCode}`)
  else if (passed + broken.length === 0) remarks.push(`npm run ${script} tried nothing`)
  return { passed, failed: remarks.length, skipped: 0, remarks }
}

/** Every bench target and every drill once, at its smallest size; what a broken one printed shows. */
export async function runSamples(environment: Record<string, string>): Promise<Outcome[]> {
  const outcomes: Outcome[] = []
  for (const script of sampleScripts) {
    const began = performance.now()
    const { exitCode, output } = await runScript([script, '--', '--sample'], environment)
    const tally = tallySample(script, exitCode, output)
    console.log(output.trimEnd())
    outcomes.push({ name: `${script} sample`, files: 0, ...tally, seconds: (performance.now() - began) / 1000 })
  }
  return outcomes
}
