import { type Area, type Size, type Turn, turnedSize } from './photoCrop'

/** What can be drawn on a canvas, upright. */
export type Picture = ImageBitmap | HTMLImageElement

/** What goes to the server, and what of it this browser can show. */
export interface ReadyPhoto {
  blob: Blob
  /** Null when only the server can read it (HEIC outside Safari). */
  picture: Picture | null
}

/** The server keeps no more of an original than this; a larger one only costs the weak network. */
const greatestSidePixels = 2400
const greatestBytes = 2 * 1024 * 1024
/** The server's limit of one request. */
export const mostSentBytes = 12 * 1024 * 1024
const firstBytes = 12

export const loadImage = (source: string): Promise<HTMLImageElement> =>
  new Promise((resolve, reject) => {
    const image = new Image()
    image.onload = () => resolve(image)
    image.onerror = () => reject(new Error('unreadable picture'))
    image.src = source
  })

const fromImageElement = async (file: Blob): Promise<HTMLImageElement> => {
  const url = URL.createObjectURL(file)
  try {
    const image = await loadImage(url)
    // Decoded now, so that the address can be given back.
    await image.decode()
    return image
  } finally {
    URL.revokeObjectURL(url)
  }
}

/** Opens a photo and turns it upright by its EXIF; throws when this browser cannot read it. */
const openPicture = async (file: Blob): Promise<Picture> => {
  try {
    return await createImageBitmap(file, { imageOrientation: 'from-image' })
  } catch {
    // Older WebViews do not know the option; an <img> is turned upright by all of them.
    return fromImageElement(file)
  }
}

export const sizeOf = (picture: Picture): Size =>
  picture instanceof HTMLImageElement
    ? { width: picture.naturalWidth, height: picture.naturalHeight }
    : { width: picture.width, height: picture.height }

/** What a file is by its first bytes; a name can say anything. */
export const kindOf = (head: Uint8Array): 'plain' | 'heic' | 'other' => {
  const text = String.fromCharCode(...head)
  if (text.slice(4, 8) === 'ftyp' && /^(hei[cx]|hev[cx]|mif1|msf1)/.test(text.slice(8))) return 'heic'
  const isPlain =
    text.startsWith('\xff\xd8\xff') || text.startsWith('\x89PNG') || (/^RIFF/.test(text) && /WEBP$/.test(text))
  return isPlain ? 'plain' : 'other'
}

const canvasOf = (size: Size): [HTMLCanvasElement, CanvasRenderingContext2D | null] => {
  const canvas = document.createElement('canvas')
  canvas.width = size.width
  canvas.height = size.height
  return [canvas, canvas.getContext('2d')]
}

/** As a JPEG of at most 2400 pixels and 2 MB. Drawn anew, so place and camera (EXIF) stay behind. */
const reduced = async (picture: Picture): Promise<Blob> => {
  const { width, height } = sizeOf(picture)
  const share = Math.min(1, greatestSidePixels / Math.max(width, height))
  const size = { width: Math.round(width * share), height: Math.round(height * share) }
  const [canvas, context] = canvasOf(size)
  if (!context) throw new Error('no canvas')
  context.fillStyle = '#ffffff'
  context.fillRect(0, 0, size.width, size.height)
  context.imageSmoothingQuality = 'high'
  context.drawImage(picture, 0, 0, size.width, size.height)
  for (const quality of [0.9, 0.75, 0.5]) {
    const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/jpeg', quality))
    if (blob && blob.size <= greatestBytes) return blob
  }
  throw new Error('picture too large')
}

/**
 * What to send of a chosen file: small photos as they are, large ones and rarer kinds reduced to a JPEG, a HEIC this browser
 * cannot open as it is. Throws what is no picture.
 */
export const readyToSend = async (file: Blob): Promise<ReadyPhoto> => {
  const kind = kindOf(new Uint8Array(await file.slice(0, firstBytes).arrayBuffer()))
  let picture: Picture | null = null
  try {
    picture = await openPicture(file)
  } catch (fault) {
    if (kind !== 'heic') throw fault
  }
  if (!picture) return { blob: file, picture }
  const { width, height } = sizeOf(picture)
  const small = file.size <= greatestBytes && Math.max(width, height) <= greatestSidePixels
  return { blob: kind === 'plain' && small ? file : await reduced(picture), picture }
}

const quarter = Math.PI / 2

/**
 * Draws a part of the turned picture. Area in pixels of the turned `original`, which the picture shows in any resolution.
 */
export const draw = (
  canvas: HTMLCanvasElement,
  { picture, original, turn, area, size }: { picture: Picture; original: Size; turn: Turn; area: Area; size: Size },
): void => {
  canvas.width = size.width
  canvas.height = size.height
  const context = canvas.getContext('2d')
  if (!context) return
  const turned = turnedSize(original, turn)
  context.imageSmoothingQuality = 'high'
  context.scale(size.width / area.width, size.height / area.height)
  context.translate(turned.width / 2 - area.x, turned.height / 2 - area.y)
  context.rotate((turn / 90) * quarter)
  context.drawImage(picture, -original.width / 2, -original.height / 2, original.width, original.height)
}

export const toDataUrl = (blob: Blob): Promise<string> =>
  new Promise((resolve, reject) => {
    const reader = new FileReader()
    reader.onload = () => resolve(String(reader.result))
    reader.onerror = () => reject(new Error('unreadable file'))
    reader.readAsDataURL(blob)
  })

/** Without fetch(): the page's content policy lets it reach our own server only. */
export const toBlob = (dataUrl: string): Blob => {
  const comma = dataUrl.indexOf(',')
  const type = /^data:([\w/+.-]*)/.exec(dataUrl)?.[1] ?? ''
  return new Blob([Uint8Array.from(atob(dataUrl.slice(comma + 1)), (character) => character.charCodeAt(0))], { type })
}

/** SHA-256 in hex, by which the server sees whether all of it arrived; '' where the browser does not give it (plain http). */
export const sha256Of = async (blob: Blob): Promise<string> => {
  if (!globalThis.crypto?.subtle) return ''
  const digest = await crypto.subtle.digest('SHA-256', await blob.arrayBuffer())
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('')
}
