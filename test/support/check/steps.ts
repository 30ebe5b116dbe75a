import { spawn } from 'node:child_process'
import { cpus } from 'node:os'
import { checkout } from '../run/checkout.ts'

/** One thing a change must pass before it is committed. */
export interface CheckStep {
  name: string
  /** What Node is started with, in the checkout. */
  parameters: string[]
  /** A gate that can pass on nothing must show that it looked at something. */
  mustShow?: RegExp
}

export interface CheckResult {
  name: string
  passed: boolean
  output: string
  seconds: number
}

const tool = (path: string) => `node_modules/${path}`
const own = (name: string) => ['--disable-warning=MODULE_TYPELESS_PACKAGE_JSON', `test/support/check/${name}`]
const walls = ['server', 'bot', 'entities', 'jobs', 'miniapp', '--config', '.dependency-cruiser.cjs']

/** The one table of `npm run check`; `npm test` begins with the same steps, each counted. The longest come first. */
export const checkSteps: readonly CheckStep[] = [
  {
    name: '类型（页面和页面的测试）',
    parameters: [tool('vue-tsc/bin/vue-tsc.js'), '--noEmit', '-p', 'miniapp/tsconfig.json'],
  },
  // By the compiler in machine code, a quarter of the work of the one that vue-tsc and our own tools are made with.
  {
    name: '类型（服务端和测试）',
    parameters: [tool('typescript-native/bin/tsc'), '--noEmit', '--singleThreaded', '-p', 'tsconfig.json'],
  },
  {
    name: '格式与写法',
    parameters: [tool('@biomejs/biome/bin/biome'), 'check', '.'],
    mustShow: /Checked [1-9]\d{2,} files/,
  },
  {
    name: '目录之间的墙',
    parameters: [tool('dependency-cruiser/bin/dependency-cruise.mjs'), ...walls],
    mustShow: /\([1-9]\d{2,} modules/,
  },
  { name: '没用到的代码', parameters: [tool('knip/bin/knip.js')] },
  { name: '文件与函数大小', parameters: own('sizes.mts'), mustShow: /[1-9]\d{2,} files/ },
  { name: '锁文件', parameters: own('lockFile.mts'), mustShow: /[1-9]\d{2,} packages/ },
  { name: '条款表', parameters: own('clauses.mts'), mustShow: /[1-9]\d* clauses/ },
  { name: '出处', parameters: own('citations.mts'), mustShow: /[1-9]\d{2,} files/ },
]

/** Runs one step in the checkout; never throws, a tool that cannot be started has not passed. */
export async function runStep(step: CheckStep): Promise<CheckResult> {
  const began = performance.now()
  const child = spawn(process.execPath, step.parameters, { cwd: checkout, stdio: ['ignore', 'pipe', 'pipe'] })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (piece) => (output += piece))
  const code = await new Promise<number | null>((done) => {
    child.once('error', () => done(127))
    child.once('close', done)
  })
  const passed = code === 0 && (step.mustShow?.test(output) ?? true)
  return { name: step.name, passed, output, seconds: (performance.now() - began) / 1000 }
}

/** Runs the steps, at most two at a time; each says how it went, and one that did not pass shows its output. */
export async function runSteps(steps: readonly CheckStep[] = checkSteps): Promise<CheckResult[]> {
  const waiting = [...steps]
  const results: CheckResult[] = []
  const work = async (): Promise<void> => {
    for (let step = waiting.shift(); step; step = waiting.shift()) {
      const result = await runStep(step)
      results.push(result)
      console.log(`${result.passed ? '通过' : '未通过'}  ${result.name}  ${result.seconds.toFixed(1)}秒`)
      if (!result.passed) console.log(result.output.trimEnd() || '（没有输出）')
    }
  }
  await Promise.all(Array.from({ length: Math.min(2, cpus().length) }, work))
  return results
}
