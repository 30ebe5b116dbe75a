/** A picture or a part of it, in pixels. */
export interface Area {
  x: number
  y: number
  width: number
  height: number
}
export interface Size {
  width: number
  height: number
}
/** Where the frame lies: `zoom` 1 is the largest frame that fits; the centre in parts of the picture, 0–1. */
export interface Framing {
  zoom: number
  centerX: number
  centerY: number
}

/** 2寸 here is 35 × 49 mm (R25). */
export const frameRatio = 35 / 49
export const greatestZoom = 4
/** Enough for 35 mm at 300 dots per inch several times over; more only costs the weak network. */
export const greatestSidePixels = 1200
export const leastWidthPixels = 413

const within = (value: number, least: number, most: number): number => Math.min(Math.max(value, least), most)

/** The part of the picture inside the frame; it never leaves the picture. */
export const framedArea = (picture: Size, framing: Framing): Area => {
  const fullWidth = Math.min(picture.width, picture.height * frameRatio)
  const width = fullWidth / within(framing.zoom, 1, greatestZoom)
  const height = width / frameRatio
  return {
    x: within(framing.centerX * picture.width - width / 2, 0, picture.width - width),
    y: within(framing.centerY * picture.height - height / 2, 0, picture.height - height),
    width,
    height,
  }
}

/** The framing after the picture was moved by so many parts of the frame's width and height. */
export const moved = (picture: Size, framing: Framing, partsX: number, partsY: number): Framing => {
  const area = framedArea(picture, framing)
  const shifted = {
    zoom: framing.zoom,
    centerX: (area.x + area.width / 2 + partsX * area.width) / picture.width,
    centerY: (area.y + area.height / 2 + partsY * area.height) / picture.height,
  }
  const kept = framedArea(picture, shifted)
  return {
    ...shifted,
    centerX: (kept.x + kept.width / 2) / picture.width,
    centerY: (kept.y + kept.height / 2) / picture.height,
  }
}

/** The size to send: exactly 35:49, its longer side at most 1200 px, never blown up. */
export const sentSize = (area: Area): Size => {
  const height = Math.round(Math.min(area.height, greatestSidePixels))
  return { width: Math.round(height * frameRatio), height }
}
