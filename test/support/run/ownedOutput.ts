import { checkout } from './checkout.ts'
import { startOwned } from './ownedChild.ts'

/** Runs a script of package.json to its end; answers its exit code and everything it printed. */
export async function runScript(
  script: string[],
  environment: Record<string, string> = {},
): Promise<{ exitCode: number; output: string }> {
  const child = startOwned('npm', ['--prefix', checkout, 'run', '--silent', ...script], { environment })
  let output = ''
  for (const stream of [child.process.stdout, child.process.stderr])
    stream?.on('data', (chunk: Buffer) => (output += chunk.toString()))
  const exitCode = await child.ended
  await child.end()
  return { exitCode, output }
}
