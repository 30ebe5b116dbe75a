import { aspectOf, type CropArea, type IdPhotoSize, leastIdPhotoWidth } from '../../../server/domain/photo/idPhotoSize'

/** A picture or a part of it, in pixels. */
export interface Size {
  width: number
  height: number
}
export interface Area extends Size {
  x: number
  y: number
}
/** Degrees clockwise. */
export type Turn = 0 | 90 | 180 | 270
/** Where the frame lies: `zoom` 1 is the largest frame that fits; the centre in parts of the turned picture, 0–1. */
export interface Framing {
  zoom: number
  centerX: number
  centerY: number
}
/** What the person chose; the area in whole pixels of the turned original, as the server takes it. */
export interface Cut extends CropArea {
  turn: Turn
  size: IdPhotoSize
}

// Heads are above the middle of most photos.
export const firstFraming: Framing = { zoom: 1, centerX: 0.5, centerY: 0.42 }

const within = (value: number, least: number, most: number): number => Math.min(Math.max(value, least), most)

export const turnedBy = (turn: Turn, degrees: 90 | -90): Turn => ((turn + degrees + 360) % 360) as Turn

export const turnedSize = ({ width, height }: Size, turn: Turn): Size =>
  turn % 180 === 0 ? { width, height } : { width: height, height: width }

const fullWidth = (picture: Size, size: IdPhotoSize): number => Math.min(picture.width, picture.height * aspectOf(size))

/** Half a pixel is what rounding gives away: 579 × 413 turned holds 413 × 579. */
export const holdsFrame = (picture: Size, size: IdPhotoSize): boolean =>
  fullWidth(picture, size) >= leastIdPhotoWidth - 0.5

/** The most that still leaves 413 pixels in the frame (R25): a larger one would print blurred. */
export const greatestZoom = (picture: Size, size: IdPhotoSize): number =>
  Math.max(1, fullWidth(picture, size) / leastIdPhotoWidth)

/** The part of the turned picture inside the frame; it never leaves the picture and is never under 413 pixels wide. */
export const framedArea = (picture: Size, framing: Framing, size: IdPhotoSize): Area => {
  const width = fullWidth(picture, size) / within(framing.zoom, 1, greatestZoom(picture, size))
  const height = width / aspectOf(size)
  return {
    x: within(framing.centerX * picture.width - width / 2, 0, Math.max(0, picture.width - width)),
    y: within(framing.centerY * picture.height - height / 2, 0, Math.max(0, picture.height - height)),
    width,
    height,
  }
}

const centred = (picture: Size, zoom: number, { x, y, width, height }: Area): Framing => ({
  zoom,
  centerX: (x + width / 2) / picture.width,
  centerY: (y + height / 2) / picture.height,
})

/** The framing after the frame was moved by so many parts of its own width and height. */
export const moved = (picture: Size, framing: Framing, size: IdPhotoSize, partsX: number, partsY: number): Framing => {
  const area = framedArea(picture, framing, size)
  const shifted = { ...area, x: area.x + partsX * area.width, y: area.y + partsY * area.height }
  const asked = centred(picture, framing.zoom, shifted)
  return centred(picture, framing.zoom, framedArea(picture, asked, size))
}

/** The framing after the picture was made larger (factor over 1) or smaller around the frame's centre. */
export const zoomed = (picture: Size, framing: Framing, size: IdPhotoSize, factor: number): Framing => {
  const { x, y, width, height } = framedArea(picture, framing, size)
  const zoom = within(framing.zoom * factor, 1, greatestZoom(picture, size))
  const asked = centred(picture, zoom, { x, y, width, height })
  return centred(picture, zoom, framedArea(picture, asked, size))
}

/** The framed area in whole pixels, inside the turned original, at least 413 wide and of the size's shape. */
export const cutOf = (original: Size, turn: Turn, framing: Framing, size: IdPhotoSize): Cut => {
  const picture = turnedSize(original, turn)
  const area = framedArea(picture, framing, size)
  const width = Math.min(Math.round(area.width), picture.width)
  const height = Math.min(Math.round(width / aspectOf(size)), picture.height)
  return {
    turn,
    size,
    width,
    height,
    left: within(Math.round(area.x), 0, picture.width - width),
    top: within(Math.round(area.y), 0, picture.height - height),
  }
}
