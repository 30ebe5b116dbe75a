import { closeSync, openSync, write } from 'node:fs'
import { open } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { promisify } from 'node:util'
import { ZipFile } from 'yazl'

export interface ZipEntry {
  name: string
  /** Called when it is this entry's turn, so that one document at a time is in memory; the bytes are the zip's own from then on. */
  content: () => Promise<Buffer>
}

/** A zip being made on the disk; readers may follow while it grows. */
export interface GrowingZip {
  path: string
  /** Entries finished so far, of `total`. */
  done: number
  total: number
  /** Bytes on the disk so far. */
  bytes: number
  finished: boolean
  failed: boolean
  /** Resolves when it is whole; rejects when making it failed. */
  whole: Promise<void>
}

const writePiece = promisify(write)

async function writeAll(source: AsyncIterable<Buffer>, file: number, onWritten: (piece: Buffer) => void) {
  try {
    for await (const piece of source) {
      for (let at = 0; at < piece.length; ) at += (await writePiece(file, piece, at)).bytesWritten
      onWritten(piece)
    }
  } finally {
    closeSync(file)
  }
}

/**
 * What another thread has made counts for little with the collector of this one: sixty megabytes of it would lie about before it
 * looked. Nothing is given back that is a part of something larger.
 */
function giveBack({ buffer, byteLength }: Buffer): void {
  if (buffer instanceof ArrayBuffer && buffer.byteLength === byteLength) buffer.transfer(0)
}

/**
 * Writes the entries into a zip at `path`, one after the other. Nothing is compressed: .docx, .pdf and .jpg are already.
 * The same entries and time give the same bytes, so another instance can go on where this one stopped.
 */
export function growZip(path: string, entries: readonly ZipEntry[], madeAt: Date): GrowingZip {
  const zip = new ZipFile()
  const growing: GrowingZip = {
    path,
    done: 0,
    total: entries.length,
    bytes: 0,
    finished: false,
    failed: false,
    whole: Promise.resolve(),
  }
  const options = { mtime: madeAt, mode: 0o100644, compress: false }
  const contents = new WeakSet<Buffer>()
  const contentOf = async ({ content }: ZipEntry): Promise<Readable> => {
    const bytes = await content()
    contents.add(bytes)
    growing.done += 1
    return Readable.from([bytes], { objectMode: false })
  }
  for (const entry of entries)
    zip.addReadStreamLazy(entry.name, options, (give) => {
      contentOf(entry).then(
        (stream) => give(null, stream),
        (fault) => give(fault, Readable.from([])),
      )
    })
  zip.end()
  const output = zip.outputStream as Readable
  zip.on('error', (fault) => output.destroy(fault))
  // Opened at once, so that a reader finds it.
  growing.whole = writeAll(output, openSync(path, 'w'), (piece) => {
    growing.bytes += piece.length
    if (contents.has(piece)) giveBack(piece)
  }).then(
    () => {
      growing.finished = true
    },
    (fault) => {
      growing.failed = true
      throw fault
    },
  )
  // Whoever downloads hears of it; nobody may be listening yet.
  growing.whole.catch(() => undefined)
  return growing
}

const pieceBytes = 64 * 1024
const pauseMilliseconds = 25

/** Reads the zip from a byte on, waiting for what is not there yet; ends with the whole, fails when making it failed. */
export function followZip(growing: GrowingZip, from: number): Readable {
  async function* pieces() {
    const file = await open(growing.path, 'r')
    try {
      for (let at = from; ; ) {
        // Asked before reading: what was finished before an empty read is really the end.
        const { finished, failed } = growing
        if (failed) throw new Error('the zip could not be made')
        const { bytesRead, buffer } = await file.read(Buffer.allocUnsafeSlow(pieceBytes), 0, pieceBytes, at)
        if (bytesRead) {
          at += bytesRead
          yield buffer.subarray(0, bytesRead)
        } else if (finished) return
        else await new Promise((resume) => setTimeout(resume, pauseMilliseconds))
      }
    } finally {
      await file.close()
    }
  }
  return Readable.from(pieces(), { objectMode: false })
}
