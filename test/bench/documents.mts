import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { openRaw } from './bare/raw.mts'
import { median, type Target } from './figures.mts'
import { type Program, productFile, programFile, startProgram } from './program.mts'
import { cookieOf, insertRows, prepareGround, productEnvironment } from './sampleRows.mts'

const memberCount = 2000
const partBytes = 60_000
const sampleMilliseconds = 40

/** A registration photo with grain, so that its file is as large as a camera's. */
async function photoFile(): Promise<Buffer> {
  const noise = { type: 'gaussian' as const, mean: 128, sigma: 12 }
  const picture = { width: 413, height: 579, channels: 3 as const, background: '#c8161d', noise }
  return sharp({ create: picture }).jpeg({ quality: 85 }).toBuffer()
}

async function addSheets(databaseUrl: string, folder: string, photo: Buffer): Promise<string> {
  const { campaignId, people } = await prepareGround(databaseUrl, folder, memberCount)
  const database = await openRaw(databaseUrl)
  try {
    const parts = people.flatMap(({ photoId }) =>
      Array.from({ length: Math.ceil(photo.length / partBytes) }, (_none, part) => ({
        fileId: photoId,
        part,
        content: photo.subarray(part * partBytes, (part + 1) * partBytes),
      })),
    )
    const sheets = people.map(({ personId, photoId }) => ({
      id: crypto.randomUUID(),
      campaignId,
      personId,
      photoId,
      state: 'SUBMITTED',
      limitMode: 'TOTAL',
      dutyText: '负责部门日常综合事务和群众联系工作',
      studyPledge: '每周集中学习一次，全年读完两本业务书，带动同事共同提高',
      dutyPledge: '来信来电当天答复，困难问题七日内办结并回访',
      integrityPledge: '不收礼品礼金，公车公物不私用',
      publishConsent: 1,
      photoConsent: 1,
      dueDay: '2026-09-20',
      submittedAt: 1_788_800_000_000,
      late: 0,
      publishedVersion: 0,
      revision: 1,
    }))
    await database.run([...insertRows('stored_file_part', parts), ...insertRows('pledge', sheets)])
    const [office] = await database.all<{ personId: string }>(
      "select personId from role_grant where role = 'HQ_OFFICE'",
    )
    return office?.personId ?? ''
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

async function download(product: Program, officeId: string): Promise<Figures> {
  const headers = { Cookie: cookieOf(officeId), 'X-Requested-By': 'lianxinqiao', 'Content-Type': 'application/json' }
  const base = `http://127.0.0.1:${product.port}/api/document-batches`
  const asked = { batchId: crypto.randomUUID(), kind: 'pledges', format: 'docx' }
  const answer = await fetch(base, { method: 'POST', headers, body: JSON.stringify(asked) })
  if (answer.status !== 200) throw new Error(`document.startBatch: ${answer.status} ${await answer.text()}`)
  const { batchId, total } = (await answer.json()) as { batchId: string; total: number }
  if (total !== memberCount) throw new Error(`${total} sheets instead of ${memberCount}`)
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
  for await (const piece of file.body as unknown as AsyncIterable<Uint8Array>) {
    if (!bytes) firstByteMilliseconds = performance.now() - begun
    bytes += piece.length
  }
  clearInterval(watch)
  const cpuMillisecondsEach = ((await product.cpu()) - cpu) / memberCount
  return { firstByteMilliseconds, cpuMillisecondsEach, memoryGrowth: most - before, megabytes: bytes / 1e6 }
}

function bareCpuEach(photo: string): number {
  const bare = programFile('bare', 'documents.mts')
  const once = () => Number(execFileSync(process.execPath, [bare, photo, '300'], { encoding: 'utf8' }))
  return median([once(), once(), once()])
}

/** The bulk download of 2,000 承诺书 as .docx, against the library's bare loop over the same sheet. */
export async function measureDocuments(): Promise<Target[]> {
  const folder = mkdtempSync(join(tmpdir(), 'lxq-bench-documents-'))
  try {
    const databaseUrl = `sqlite:${join(folder, 'house.sqlite')}`
    const photo = await photoFile()
    const photoPath = join(folder, 'photo.jpg')
    writeFileSync(photoPath, photo)
    const officeId = await addSheets(databaseUrl, folder, photo)
    const once = async (): Promise<Figures> => {
      const product = await startProgram(productFile, ['/readyz'], productEnvironment(databaseUrl, folder))
      return download(product, officeId).finally(() => product.stop())
    }
    // The first start after a build has nothing compiled yet: what a server holds anyway would count as growth.
    const first = await once()
    const figures = await once()
    const bare = bareCpuEach(photoPath)
    console.log(
      `bulk download of ${memberCount} sheets: ${figures.megabytes.toFixed(0)} MB, first byte after ` +
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
