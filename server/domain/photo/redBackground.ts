// 「一张2寸红底登记照片」(R25). The colour is only ever a warning, since no text says which red (U18).
import type { Pixels } from './idPhotoSize'

/** Red, green and blue, each 0–255. */
export type Rgb = readonly [number, number, number]
/** Pixels of one upper corner, 10 % × 10 % of the picture. */
export type Patch = readonly Rgb[]

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

/** R25, rules §6.6: both upper corners are red (median hue 345°–15°, saturation ≥ 0.55, brightness ≥ 0.45); false is a warning only. */
export const isRedBackground = (patches: readonly Patch[]): boolean => patches.length > 0 && patches.every(isRedPatch)

/** The two upper corners, 10 % × 10 % each, of a picture given as rows of red, green and blue bytes. */
export const upperCorners = (pixels: Uint8Array, { width, height }: Pixels): [Patch, Patch] => {
  const [columns, rows] = [Math.max(1, Math.floor(width / 10)), Math.max(1, Math.floor(height / 10))]
  const patchFrom = (left: number): Patch =>
    Array.from({ length: columns * rows }, (_none, index): Rgb => {
      const at = 3 * (Math.floor(index / columns) * width + left + (index % columns))
      return [pixels[at] ?? 0, pixels[at + 1] ?? 0, pixels[at + 2] ?? 0]
    })
  return [patchFrom(0), patchFrom(width - columns)]
}
