import { Worker } from 'node:worker_threads'
import type { Pixels } from '../domain/photo/idPhotoSize'

/** Rows of red, green, blue and alpha bytes, upright: the HEIF format turns a picture by itself, EXIF does not count. */
export interface DecodedHeic extends Pixels {
  pixels: Buffer
}

const brands = new Set(['heic', 'heix', 'hevc', 'hevx', 'mif1', 'msf1'])
const longestMilliseconds = 30_000

/** What iPhones and newer Android phones write, by content. */
export const isHeic = (file: Buffer): boolean =>
  file.toString('latin1', 4, 8) === 'ftyp' && brands.has(file.toString('latin1', 8, 12))

/**
 * sharp's prebuilt library reads the header of HEIC but not its pictures (HEVC is patented), heic-decode does, in
 * WebAssembly: half a second and 150 MB for twelve megapixels. In a thread of its own, so that nobody else waits, and the
 * memory goes back with it. Written as text, because a thread takes JavaScript and tests run TypeScript.
 */
const program = `
  const { parentPort, workerData } = require('node:worker_threads')
  const { all } = require(workerData.library)
  const decode = async () => {
    const [first] = await all({ buffer: Buffer.from(workerData.file) })
    if (first.width * first.height > workerData.mostPixels) throw new Error('too many pixels')
    const { width, height, data } = await first.decode()
    parentPort.postMessage({ width, height, data }, [data.buffer])
  }
  decode().catch(() => parentPort.postMessage(null))
`

function decodeInThread(file: Buffer, mostPixels: number): Promise<DecodedHeic | null> {
  const library = require.resolve('heic-decode')
  // Its library writes what it thinks of a broken file to the console; that is nothing for our log.
  const options = {
    eval: true,
    stdout: true,
    stderr: true,
    workerData: { library, file: new Uint8Array(file), mostPixels },
  }
  const worker = new Worker(program, options)
  return new Promise<DecodedHeic | null>((resolve) => {
    const timer = setTimeout(() => resolve(null), longestMilliseconds)
    worker.once('error', () => resolve(null))
    worker.once('exit', () => resolve(null))
    worker.once('message', (answer: (Pixels & { data: Uint8ClampedArray }) | null) => {
      clearTimeout(timer)
      resolve(answer && { width: answer.width, height: answer.height, pixels: Buffer.from(answer.data.buffer) })
    })
  }).finally(() => worker.terminate())
}

/** One at a time: three large ones at once would not fit into a small server. */
let last: Promise<unknown> = Promise.resolve()

/** Decodes a HEIC file; null when it is broken, cut short, larger than so many pixels or takes longer than 30 seconds. */
export function decodeHeic(file: Buffer, mostPixels: number): Promise<DecodedHeic | null> {
  const mine = last.then(() => decodeInThread(file, mostPixels))
  last = mine.catch(() => null)
  return mine
}
