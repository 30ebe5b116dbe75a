import { crc32, deflateSync } from 'node:zlib'
import qrcode from 'qrcode-generator'
import { photoUnreadable } from '../../refusals'
import type { PictureBlock } from './layout'

/** JFIF and Adobe's colour note: what a decoder needs. EXIF, colour profiles and comments go. */
const keptSegments = new Set([0xe0, 0xee])
const startOfScan = 0xda
const frames = (marker: number): boolean => marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)

interface PlainJpeg {
  content: Buffer
  width: number
  height: number
}

/** The same picture without anything but the picture: a photo's file can hold where it was taken (R25). */
function plainJpeg(file: Buffer): PlainJpeg {
  const parts = [file.subarray(0, 2)]
  let size = { width: 0, height: 0 }
  if (file.length < 4 || file.readUInt16BE(0) !== 0xffd8) throw photoUnreadable()
  for (let at = 2; at + 9 < file.length; ) {
    const marker = file[at + 1] ?? 0
    if (file[at] !== 0xff) throw photoUnreadable()
    const end = at + 2 + file.readUInt16BE(at + 2)
    if (frames(marker)) size = { height: file.readUInt16BE(at + 5), width: file.readUInt16BE(at + 7) }
    if (marker === startOfScan) {
      if (size.width === 0 || size.height === 0) break
      return { content: Buffer.concat([...parts, file.subarray(at)]), ...size }
    }
    if (marker < 0xe0 || keptSegments.has(marker)) parts.push(file.subarray(at, end))
    at = end
  }
  throw photoUnreadable()
}

/** A 登记照 in its true shape, `width` millimetres wide and not higher than the box. */
export function photoPicture(photo: Buffer, box: { width: number; height: number }): PictureBlock {
  const { content, width, height } = plainJpeg(photo)
  const scale = Math.min(box.width / width, box.height / height)
  return { kind: 'picture', content, type: 'jpg', width: width * scale, height: height * scale, align: 'center' }
}

/** Dots per module: enough for a printer, few bytes in the file. */
const dotsPerModule = 4
const quietModules = 2

function pngChunk(kind: string, content: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(kind, 'latin1'), content])
  const frame = Buffer.alloc(8)
  frame.writeUInt32BE(content.length, 0)
  frame.writeUInt32BE(crc32(named), 4)
  return Buffer.concat([frame.subarray(0, 4), named, frame.subarray(4)])
}

/** A PNG of one bit per dot, `dots` dots for each of the `side` modules; `dark` is asked for each module. */
function bilevelPng(side: number, dots: number, dark: (x: number, y: number) => boolean): Buffer {
  const [dotsPerLine, bytesPerLine] = [side * dots, 1 + Math.ceil((side * dots) / 8)]
  const pixels = Buffer.alloc(bytesPerLine * dotsPerLine)
  for (let y = 0; y < side; y += 1) {
    const line = pixels.subarray(y * dots * bytesPerLine, (y * dots + 1) * bytesPerLine)
    for (let x = 0; x < dotsPerLine; x += 1)
      if (!dark(Math.floor(x / dots), y)) line[1 + (x >> 3)] = (line[1 + (x >> 3)] ?? 0) | (0x80 >> (x & 7))
    for (let more = 1; more < dots; more += 1) line.copy(pixels, (y * dots + more) * bytesPerLine)
  }
  const header = Buffer.alloc(13)
  header.writeUInt32BE(dotsPerLine, 0)
  header.writeUInt32BE(dotsPerLine, 4)
  header[8] = 1
  const signature = Buffer.from('89504e470d0a1a0a', 'hex')
  const chunks = [pngChunk('IHDR', header), pngChunk('IDAT', deflateSync(pixels)), pngChunk('IEND', Buffer.alloc(0))]
  return Buffer.concat([signature, ...chunks])
}

/** The QR of an address, `side` millimetres with its white rim. */
export function qrPicture(url: string, side: number): PictureBlock {
  const code = qrcode(0, 'M')
  code.addData(url.replace(/[^!-~]+/gu, encodeURIComponent), 'Byte')
  code.make()
  const modules = code.getModuleCount()
  const inside = (module: number): boolean => module >= 0 && module < modules
  const content = bilevelPng(modules + 2 * quietModules, dotsPerModule, (x, y) => {
    const [row, column] = [y - quietModules, x - quietModules]
    return inside(row) && inside(column) && code.isDark(row, column)
  })
  return { kind: 'picture', content, type: 'png', width: side, height: side, align: 'center' }
}
