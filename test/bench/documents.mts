import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { openRaw } from './bare/raw.mts'
import { median, type Scale, type Target } from './figures.mts'
import { buildHouse, pledgeRows } from './house.mts'
import { type Program, productFile, programFile, startProgram } from './program.mts'
import { cookieOf, productEnvironment } from './requests.mts'

const sampleMilliseconds = 40
/** A zip ends with a record of this length that says how many files are in it. */
const zipEndBytes = 22

/** A registration photo with grain, so that its file is as large as a camera's. */
async function photoFile(): Promise<Buffer> {
  const noise = { type: 'gaussian' as const, mean: 128, sigma: 12 }
  const picture = { width: 413, height: 579, channels: 3 as const, background: '#c8161d', noise }
  return sharp({ create: picture }).jpeg({ quality: 85 }).toBuffer()
}

/** A house whose members have all handed in or published. Answers who may download, and how many sheets that are. */
async function addSheets(databaseUrl: string, folder: string, photo: Buffer, memberCount: number) {
  const { campaignId, voters, published, now } = await buildHouse(databaseUrl, folder, memberCount, photo)
  const database = await openRaw(databaseUrl)
  try {
    await database.run(pledgeRows(voters, campaignId, 'SUBMITTED', now))
    const [office] = await database.all<{ personId: string }>(
      "select personId from role_grant where role = 'HQ_OFFICE'",
    )
    return { officeId: office?.personId ?? '', sheets: voters.length + published.length }
  } finally {
    await database.close()
  }
}

interface Figures {
  firstByteMilliseconds: number
  cpuMillisecondsEach: number
  memoryGrowth: number
  megabytes: number
}

async function download(product: Program, officeId: string, sheets: number): Promise<Figures> {
  const headers = { Cookie: cookieOf(officeId), 'X-Requested-By': 'lianxinqiao', 'Content-Type': 'application/json' }
  const base = `http://127.0.0.1:${product.port}/api/document-batches`
  const asked = { batchId: crypto.randomUUID(), kind: 'pledges', format: 'docx' }
  const answer = await fetch(base, { method: 'POST', headers, body: JSON.stringify(asked) })
  if (answer.status !== 200) throw new Error(`document.startBatch: ${answer.status} ${await answer.text()}`)
  const { batchId, total } = (await answer.json()) as { batchId: string; total: number }
  if (total !== sheets) throw new Error(`${total} sheets instead of ${sheets}`)
  const before = product.memory()
  let most = before
  const watch = setInterval(() => {
    most = Math.max(most, product.memory())
  }, sampleMilliseconds)
  const cpu = await product.cpu()
  const begun = performance.now()
  const file = await fetch(`${base}/${batchId}/file`, { headers })
  let firstByteMilliseconds = 0
  let bytes = 0
  let end = Buffer.alloc(0)
  for await (const piece of file.body as unknown as AsyncIterable<Uint8Array>) {
    if (!bytes) firstByteMilliseconds = performance.now() - begun
    bytes += piece.length
    end = Buffer.concat([end, piece]).subarray(-zipEndBytes)
  }
  clearInterval(watch)
  const files = file.status === 200 && bytes >= zipEndBytes ? end.readUInt16LE(10) : 0
  if (files !== sheets) throw new Error(`the download: ${file.status}, ${bytes} bytes, ${files} files in it`)
  const cpuMillisecondsEach = ((await product.cpu()) - cpu) / sheets
  return { firstByteMilliseconds, cpuMillisecondsEach, memoryGrowth: most - before, megabytes: bytes / 1e6 }
}

function bareCpuEach(photo: string, { sample }: Scale): number {
  const bare = programFile('bare', 'documents.mts')
  const count = sample ? '12' : '300'
  const once = () => Number(execFileSync(process.execPath, [bare, photo, count], { encoding: 'utf8' }))
  return sample ? once() : median([once(), once(), once()])
}

/** The bulk download of 2,000 承诺书 as .docx, against the library's bare loop over the same sheet. */
export async function measureDocuments(scale: Scale): Promise<Target[]> {
  const folder = mkdtempSync(join(tmpdir(), 'lxq-bench-documents-'))
  try {
    const databaseUrl = `sqlite:${join(folder, 'house.sqlite')}`
    const photo = await photoFile()
    const photoPath = join(folder, 'photo.jpg')
    writeFileSync(photoPath, photo)
    const { officeId, sheets } = await addSheets(databaseUrl, folder, photo, scale.sheets)
    const once = async (): Promise<Figures> => {
      const product = await startProgram(productFile, ['/readyz'], productEnvironment(databaseUrl, folder))
      return download(product, officeId, sheets).finally(() => product.stop())
    }
    // The first start after a build has nothing compiled yet: what a server holds anyway would count as growth.
    const first = await once()
    const figures = scale.sample ? first : await once()
    const bare = bareCpuEach(photoPath, scale)
    console.log(
      `bulk download of ${sheets} sheets: ${figures.megabytes.toFixed(0)} MB, first byte after ` +
        `${figures.firstByteMilliseconds.toFixed(0)} ms, memory +${figures.memoryGrowth.toFixed(0)} MB ` +
        `(the first start after a build +${first.memoryGrowth.toFixed(0)} MB), ` +
        `${figures.cpuMillisecondsEach.toFixed(2)} ms of CPU a member, the library alone ${bare.toFixed(2)} ms`,
    )
    return [
      {
        title: 'bulk download: rate a CPU second against the bare loop',
        ratio: bare / figures.cpuMillisecondsEach,
        atLeast: 0.5,
      },
      { title: 'bulk download: peak memory growth, in parts of 150 MB', ratio: figures.memoryGrowth / 150, atMost: 1 },
      { title: 'bulk download: first byte, in seconds', ratio: figures.firstByteMilliseconds / 1000, atMost: 1 },
    ]
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
