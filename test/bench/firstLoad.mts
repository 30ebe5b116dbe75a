import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { get } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import type { Target } from './figures.mts'
import { productFile, root, startProgram } from './program.mts'
import { productEnvironment } from './requests.mts'

/** The limits for the ballot page. */
const mostKilobytes = 80
const mostRequests = 8

/** Any address of the page: its HTML names the files the page needs. */
const ballotPath = '/ballot/00000000-0000-4000-8000-000000000000'

interface Loaded {
  text: string
  /** Bytes of the body as sent, compressed. */
  wire: number
}

const load = (port: number, path: string): Promise<Loaded> =>
  new Promise((resolve, reject) => {
    get({ port, path, host: '127.0.0.1', agent: false, headers: { 'Accept-Encoding': 'gzip' } }, (answer) => {
      const pieces: Buffer[] = []
      answer.on('data', (piece) => pieces.push(piece as Buffer))
      answer.on('end', () => {
        if (answer.statusCode !== 200) return reject(new Error(`${path}: ${answer.statusCode}`))
        const body = Buffer.concat(pieces)
        const plain = answer.headers['content-encoding'] === 'gzip' ? gunzipSync(body) : body
        resolve({ text: plain.toString(), wire: body.length })
      })
    }).on('error', reject)
  })

const found = (text: string, pattern: RegExp): string[] => [...text.matchAll(pattern)].map((match) => match[1] ?? '')
const asset = (name: string): string => `/assets/${name.split('/').at(-1)}`

/** What the build wrote for the page itself (vite.config.mts: manifest). */
function ballotFiles(): string[] {
  const manifest = readFileSync(join(root, 'miniapp/dist/.vite/manifest.json'), 'utf8')
  const { file = '', css = [] }: { file?: string; css?: string[] } = JSON.parse(manifest)['pages/ballot/BallotPage.vue']
  return [file, ...css]
}

/** Everything the file itself names: the HTML its files, a script its static imports and the ballot page's own files. */
function named(path: string, text: string): string[] {
  if (path === ballotPath) return found(text, /(?:src|href)="(\/assets\/[^"]+\.(?:js|css))"/g)
  if (!path.endsWith('.js')) return []
  const statics = found(text, /(?:from|import)\s*["'`](\.\/[^"'`]+\.js)["'`]/g)
  return [...statics, ...ballotFiles().filter((file) => text.includes(file))].map(asset)
}

/** Loads the HTML and the module graph of the ballot page as a phone would for the first time, without the API's answers. */
export async function measureFirstLoad(): Promise<Target[]> {
  const folder = mkdtempSync(join(tmpdir(), 'lxq-bench-'))
  const environment = productEnvironment(`sqlite:${join(folder, 'product.sqlite')}`, folder)
  const product = await startProgram(productFile, ['/readyz', '/'], environment, false)
  const sizes = new Map<string, number>()
  try {
    const waiting = [ballotPath]
    for (let path = waiting.pop(); path; path = waiting.pop()) {
      if (sizes.has(path)) continue
      const { text, wire } = await load(product.port, path)
      sizes.set(path, wire)
      waiting.push(...named(path, text))
    }
  } finally {
    await product.stop()
    rmSync(folder, { recursive: true, force: true })
  }
  if (!ballotFiles().every((file) => sizes.has(asset(file)))) throw new Error('the ballot page was not found')
  const kilobytes = [...sizes.values()].reduce((sum, size) => sum + size, 0) / 1000
  console.log(
    `\nfirst load of the ballot page, gzip: ${kilobytes.toFixed(1)} kB, ${sizes.size} requests, API not counted`,
  )
  for (const [path, size] of sizes) console.log(`  ${(size / 1000).toFixed(1).padStart(6)} kB  ${path}`)
  return [
    { title: `first load of the ballot page / ${mostKilobytes} kB`, ratio: kilobytes / mostKilobytes, atMost: 1 },
    { title: `its requests / ${mostRequests}`, ratio: sizes.size / mostRequests, atMost: 1 },
  ]
}
