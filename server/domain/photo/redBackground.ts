// 「一张2寸红底登记照片」(R25). The shape can be refused; the colour is only a warning, since no text says which red (U18).
import type { Issue } from '../wording/issue'

/** Red, green and blue, each 0–255. */
export type Rgb = readonly [number, number, number]
/** Pixels of one upper corner, 10 % × 10 % of the picture. */
export type Patch = readonly Rgb[]

const field = 'photo'
/** 35 mm at 300 dots per inch. */
const minimumWidth = 413
// Both are sold as 2寸: 35×49 mm and 35×53 mm.
const acceptedHeights = [49, 53]
const widthMillimetres = 35
const tolerancePercent = 3

/** The size every accepted photo is stored in besides the original: 35×49 mm at 300 dpi, in pixels. */
export const targetSize = { width: 413, height: 579 } as const

const hasAspect = (width: number, height: number, heightMillimetres: number): boolean => {
  const wanted = height * widthMillimetres
  return Math.abs(width * heightMillimetres - wanted) * 100 <= tolerancePercent * wanted
}

/** R25: what is wrong with a photo's shape, in pixels after turning it upright, and the size to store it in. */
export const photoGeometry = (width: number, height: number): { issues: Issue[]; target: typeof targetSize } => {
  const issues: Issue[] = []
  if (width >= height) issues.push({ field, code: 'photo.landscape' })
  else if (!acceptedHeights.some((millimetres) => hasAspect(width, height, millimetres)))
    issues.push({ field, code: 'photo.wrongAspect' })
  if (width < minimumWidth) issues.push({ field, code: 'photo.tooNarrow', actual: width, limit: minimumWidth })
  return { issues, target: targetSize }
}

const median = (values: number[]): number => {
  const sorted = values.sort((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN
}

type Colour = { hue: number; saturation: number; brightness: number }

// Hue in degrees, from −60 (magenta) over 0 (red) to 300, so that 345° and 15° are neighbours and a median makes sense.
const colourOf = ([red, green, blue]: Rgb): Colour => {
  const highest = Math.max(red, green, blue)
  const spread = highest - Math.min(red, green, blue)
  const brightness = highest / 255
  if (spread === 0) return { hue: 180, saturation: 0, brightness }
  const sector =
    highest === red
      ? (green - blue) / spread
      : highest === green
        ? 2 + (blue - red) / spread
        : 4 + (red - green) / spread
  return { hue: sector * 60, saturation: spread / highest, brightness }
}

const isRedPatch = (patch: Patch): boolean => {
  const colours = patch.map(colourOf)
  return (
    Math.abs(median(colours.map((colour) => colour.hue))) <= 15 &&
    median(colours.map((colour) => colour.saturation)) >= 0.55 &&
    median(colours.map((colour) => colour.brightness)) >= 0.45
  )
}

/** R25, rule 6.6: both upper corners are red (median hue 345°–15°, saturation ≥ 0.55, brightness ≥ 0.45); false is a warning only. */
export const isRedBackground = (patches: readonly Patch[]): boolean => patches.length > 0 && patches.every(isRedPatch)
