import { promisify } from 'node:util'
import { crc32, inflateRaw } from 'node:zlib'
import { requestTooLarge, rosterNotXlsx, rosterPacked } from '../refusals'

/**
 * An .xlsx file is a zip. It comes from anywhere, so its directory is read here, before anything is unpacked: a bomb, an
 * encrypted file, one with macros or one that is something else under a new name is refused without being opened.
 */
const inflate = promisify(inflateRaw)

/** Ten times the XML of 20,000 rows of this product's widest table compresses to far less; all parts together. */
const mostUnpackedBytes = 64 * 1024 * 1024
const mostEntries = 1000
const endRecordSize = 22
const directoryRecordSize = 46
const localRecordSize = 30

interface Entry {
  name: string
  method: number
  crc: number
  packedSize: number
  size: number
  offset: number
}

/** The parts of a file by name, large or small letters alike; one that is asked for is unpacked then, and never beyond the size it claims. */
export interface WorkbookArchive {
  names: readonly string[]
  has(name: string): boolean
  /** The part's text; null when there is none of that name. */
  read(name: string): Promise<string | null>
}

const notXlsx = () => rosterNotXlsx()

function findEndRecord(content: Buffer): number {
  const first = Math.max(0, content.length - endRecordSize - 0xffff)
  for (let at = content.length - endRecordSize; at >= first; at -= 1) {
    if (content.readUInt32LE(at) === 0x06054b50) return at
  }
  throw notXlsx()
}

function readEntry(content: Buffer, at: number): { entry: Entry; next: number } {
  if (content.readUInt32LE(at) !== 0x02014b50) throw notXlsx()
  const encrypted = (content.readUInt16LE(at + 8) & 1) === 1
  if (encrypted) throw notXlsx()
  const nameLength = content.readUInt16LE(at + 28)
  const rest = content.readUInt16LE(at + 30) + content.readUInt16LE(at + 32)
  const entry: Entry = {
    name: content
      .toString('utf8', at + directoryRecordSize, at + directoryRecordSize + nameLength)
      .replaceAll('\\', '/'),
    method: content.readUInt16LE(at + 10),
    crc: content.readUInt32LE(at + 16),
    packedSize: content.readUInt32LE(at + 20),
    size: content.readUInt32LE(at + 24),
    offset: content.readUInt32LE(at + 42),
  }
  return { entry, next: at + directoryRecordSize + nameLength + rest }
}

function readDirectory(content: Buffer): Map<string, Entry> {
  const end = findEndRecord(content)
  const count = content.readUInt16LE(end + 10)
  if (count > mostEntries) throw notXlsx()
  const entries = new Map<string, Entry>()
  let at = content.readUInt32LE(end + 16)
  for (let number = 0; number < count; number += 1) {
    const { entry, next } = readEntry(content, at)
    entries.set(entry.name, entry)
    at = next
  }
  return entries
}

function refuseBomb(entries: Iterable<Entry>): void {
  let unpacked = 0
  for (const { size } of entries) unpacked += size
  if (unpacked > mostUnpackedBytes) throw requestTooLarge({ limit: `${mostUnpackedBytes / 1024 / 1024} MB（解压后）` })
}

async function unpack(content: Buffer, { method, offset, packedSize, size, crc }: Entry): Promise<Buffer> {
  if (content.readUInt32LE(offset) !== 0x04034b50) throw notXlsx()
  const start = offset + localRecordSize + content.readUInt16LE(offset + 26) + content.readUInt16LE(offset + 28)
  const packed = content.subarray(start, start + packedSize)
  // The directory may lie: never more is unpacked than it claimed, and the claims were added up before.
  const plain = method === 0 ? packed : await inflate(packed, { maxOutputLength: Math.max(size, 1) })
  if (plain.length !== size || crc32(plain) !== crc) throw notXlsx()
  return plain
}

/** Whatever goes wrong in a foreign file means that it is not one of ours. */
async function orNotXlsx<Result>(body: () => Promise<Result> | Result): Promise<Result> {
  try {
    return await body()
  } catch (fault) {
    const { code = '' } = fault as { code?: string }
    if (code.startsWith('roster.') || code.startsWith('request.')) throw fault
    throw notXlsx()
  }
}

/**
 * Opens an .xlsx file of any origin. Refuses with `roster.notXlsx` what is none (old .xls, a renamed picture, a file with a
 * password or macros, a broken download) and with `request.tooLarge` what would unpack to more than 64 MB.
 */
export const openWorkbookArchive = (content: Buffer): Promise<WorkbookArchive> =>
  orNotXlsx(() => {
    const entries = readDirectory(content)
    refuseBomb(entries.values())
    const names = [...entries.keys()]
    if (names.some((name) => name.endsWith('vbaProject.bin'))) throw notXlsx()
    // Tables packed together, not one.
    if (!entries.has('[Content_Types].xml') && names.some((name) => /\.(?:xlsx?|csv|et)$/i.test(name)))
      throw rosterPacked()
    const byName = new Map(names.map((name) => [name.toLowerCase(), entries.get(name)]))
    return {
      names,
      has: (name: string) => byName.has(name.toLowerCase()),
      read: (name: string) =>
        orNotXlsx(async () => {
          const entry = byName.get(name.toLowerCase())
          return entry ? xmlOf(await unpack(content, entry)) : null
        }),
    }
  })

const byMark: Readonly<Record<string, string>> = { fffe: 'utf-16le', feff: 'utf-16be' }

/** UTF-8, or UTF-16 by its mark: no other is allowed in a package. What it says of itself goes, as it is UTF-8 from here on. */
function xmlOf(part: Buffer): string {
  const marked = byMark[part.subarray(0, 2).toString('hex')]
  if (!marked) return part.toString('utf8')
  return new TextDecoder(marked).decode(part).replace(/^\s*<\?xml[^>]*\?>/, '')
}

/** A zip of these parts in this order, not compressed. */
export function packParts(parts: readonly (readonly [name: string, content: Buffer])[]): Buffer {
  const pieces: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const [name, content] of parts) {
    const facts = Buffer.alloc(16)
    facts.writeUInt32LE(crc32(content), 4)
    facts.writeUInt32LE(content.length, 8)
    facts.writeUInt32LE(content.length, 12)
    const label = Buffer.from(name)
    const lengths = Buffer.alloc(4)
    lengths.writeUInt16LE(label.length)
    const local = Buffer.concat([Buffer.from([0x50, 0x4b, 3, 4, 20, 0, 0, 0, 0, 0]), facts, lengths, label])
    const place = Buffer.alloc(14)
    place.writeUInt32LE(offset, 10)
    directory.push(
      Buffer.concat([Buffer.from([0x50, 0x4b, 1, 2, 20, 0, 20, 0, 0, 0, 0, 0]), facts, lengths, place, label]),
    )
    pieces.push(local, content)
    offset += local.length + content.length
  }
  const size = directory.reduce((sum, record) => sum + record.length, 0)
  const end = Buffer.alloc(endRecordSize)
  end.writeUInt32LE(0x06054b50)
  end.writeUInt16LE(parts.length, 8)
  end.writeUInt16LE(parts.length, 10)
  end.writeUInt32LE(size, 12)
  end.writeUInt32LE(offset, 16)
  return Buffer.concat([...pieces, ...directory, end])
}

/** The parts of an .xlsx file of our own by name, in the order of their names, without folders. */
export async function partsOf(content: Buffer): Promise<Map<string, Buffer>> {
  const entries = [...readDirectory(content).values()]
    .filter(({ name }) => !name.endsWith('/'))
    .sort((one, other) => (one.name < other.name ? -1 : 1))
  const parts = new Map<string, Buffer>()
  for (const entry of entries) parts.set(entry.name, await unpack(content, entry))
  return parts
}

/** An .xlsx file of our own once more, its parts in the order of their names, without the time of writing. */
export const repackWorkbook = async (content: Buffer): Promise<Buffer> => packParts([...(await partsOf(content))])
