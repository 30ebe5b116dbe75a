import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { median, type Scale, type Target } from './figures.mts'
import { type Program, productFile, programFile, root, startByNpm, startProgram } from './program.mts'
import { productEnvironment } from './requests.mts'

const idleMilliseconds = 3000
/** Memory is much the same every time and takes three seconds each. */
const memoryRuns = 2

interface Starter {
  name: string
  start(): Promise<Program>
  milliseconds: number[]
  megabytes: number[]
}

function starters(folder: string): Record<'product' | 'bare' | 'productByNpm' | 'bareByNpm', Starter> {
  const pageFile = programFile('bare', 'page.cjs')
  const ours = productEnvironment(`sqlite:${join(folder, 'product/product.sqlite')}`, join(folder, 'product'))
  const theirs = { DATABASE_FILE: join(folder, 'bare.sqlite') }
  const pages = ['/readyz', '/']
  const starter = (name: string, start: Starter['start']): Starter => ({ name, start, milliseconds: [], megabytes: [] })
  return {
    product: starter('product, node dist/server/main.js', () => startProgram(productFile, pages, ours, false)),
    bare: starter('bare Koa + better-sqlite3, node', () => startProgram(pageFile, ['/'], theirs, false)),
    productByNpm: starter('product, npm start', () => startByNpm(root, pages, ours)),
    bareByNpm: starter('bare Koa + better-sqlite3, npm start', () => startByNpm(dirname(pageFile), ['/'], theirs)),
  }
}

async function startOnce(starter: Starter, restMilliseconds: number | null): Promise<void> {
  const program = await starter.start()
  try {
    starter.milliseconds.push(program.startMilliseconds)
    if (restMilliseconds === null) return
    await pause(restMilliseconds)
    starter.megabytes.push(program.memory())
  } finally {
    await program.stop()
  }
}

/** From the start of the process to a served page, and memory at rest: built, migrated and filled in before. */
export async function compareStarts({ starts: runs, sample }: Scale): Promise<Target[]> {
  const folder = mkdtempSync(join(tmpdir(), 'lxq-bench-'))
  mkdirSync(join(folder, 'product'))
  const all = starters(folder)
  const { product, bare, productByNpm, bareByNpm } = all
  try {
    // The first start of all fills in the sample; it and the first of the others are not counted.
    for (const { start } of Object.values(all)) await (await start()).stop()
    for (let run = 0; run < runs; run += 1) {
      for (const starter of Object.values(all)) {
        const withMemory = run < memoryRuns && (starter === product || starter === bare)
        await startOnce(starter, withMemory ? (sample ? 0 : idleMilliseconds) : null)
      }
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
  console.log(`\nstart to a served page, median of ${runs}; memory after ${idleMilliseconds / 1000} s of rest`)
  for (const { name, milliseconds, megabytes } of Object.values(all)) {
    const memory = megabytes.length ? `${median(megabytes).toFixed(0).padStart(5)} MB` : ''
    const spread = `${Math.min(...milliseconds).toFixed(0)}–${Math.max(...milliseconds).toFixed(0)}`
    console.log(`  ${name.padEnd(38)} ${median(milliseconds).toFixed(0).padStart(6)} ms (${spread}) ${memory}`)
  }
  const ratio = (ours: number[], theirs: number[]) => median(ours) / median(theirs)
  return [
    { title: 'start by node, product / bare', ratio: ratio(product.milliseconds, bare.milliseconds), atMost: 3 },
    {
      title: 'start by npm start, product / bare',
      ratio: ratio(productByNpm.milliseconds, bareByNpm.milliseconds),
      atMost: 3,
    },
    { title: 'memory at rest, product / bare', ratio: ratio(product.megabytes, bare.megabytes), atMost: 3 },
  ]
}
