// `npm run check`: everything a change must pass before it is committed, in under two minutes on two cores. With the word
// `quick` all of it but the unit tests.
import { spawn, spawnSync } from 'node:child_process'
import { resolve } from 'node:path'

const root = resolve(import.meta.dirname, '../../..')
const node = process.execPath
const tool = (path: string) => `node_modules/${path}`

interface Step {
  name: string
  arguments: string[]
  /** A gate that can pass on nothing must show that it looked at something. */
  mustShow?: RegExp
}

const walls = ['server', 'bot', 'entities', 'jobs', 'miniapp', '--config', '.dependency-cruiser.cjs']
const steps: Step[] = [
  {
    name: '格式与写法',
    arguments: [tool('@biomejs/biome/bin/biome'), 'check', '.'],
    mustShow: /Checked [1-9]\d{2,} files/,
  },
  { name: '类型（服务端）', arguments: [tool('typescript/bin/tsc'), '--noEmit', '-p', 'tsconfig.json'] },
  { name: '类型（页面）', arguments: [tool('vue-tsc/bin/vue-tsc.js'), '--noEmit', '-p', 'miniapp/tsconfig.json'] },
  {
    name: '目录之间的墙',
    arguments: [tool('dependency-cruiser/bin/dependency-cruise.mjs'), ...walls],
    mustShow: /\([1-9]\d{2,} modules/,
  },
  { name: '没用到的代码', arguments: [tool('knip/bin/knip.js')] },
  { name: '文件与函数大小', arguments: ['test/support/check/sizes.mts'], mustShow: /[1-9]\d{2,} files/ },
  { name: '锁文件', arguments: ['test/support/check/lockFile.mts'] },
  {
    name: '单元测试',
    arguments: ['--disable-warning=MODULE_TYPELESS_PACKAGE_JSON', 'test/support/run/main.ts', 'unit'],
  },
]

async function run(step: Step): Promise<{ passed: boolean; output: string; seconds: number }> {
  const began = performance.now()
  const child = spawn(node, step.arguments, { cwd: root })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (piece) => (output += piece))
  const code = await new Promise<number | null>((done) => child.on('close', done))
  const passed = code === 0 && (step.mustShow?.test(output) ?? true)
  return { passed, output, seconds: (performance.now() - began) / 1000 }
}

spawnSync('git', ['config', 'core.hooksPath', '.githooks'], { cwd: root })
const waiting = process.argv.includes('quick') ? steps.slice(0, -1) : [...steps]
let failed = 0
async function worker(): Promise<void> {
  for (let step = waiting.shift(); step; step = waiting.shift()) {
    const { passed, output, seconds } = await run(step)
    console.log(`${passed ? '通过' : '未通过'}  ${step.name}  ${seconds.toFixed(1)}秒`)
    if (passed) continue
    failed += 1
    console.log(output.trimEnd())
  }
}
await Promise.all([worker(), worker()])
console.log(failed ? `${failed}项未通过` : '全部通过')
process.exit(failed ? 1 : 0)
