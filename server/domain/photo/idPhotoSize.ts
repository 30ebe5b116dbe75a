// 「一张2寸…登记照片」(R25): two sizes are sold as 2寸, 35×49 mm and 35×53 mm; rules §6.6 gives both in pixels at 300 dots an inch.
import type { Issue } from '../wording/issue'

export interface Pixels {
  width: number
  height: number
}

/** A part of a picture in pixels, from its upper left corner. */
export interface CropArea extends Pixels {
  left: number
  top: number
}

/** What the normalised copy measures, by the size it is cut to. */
export const idPhotoSizes = {
  '35x49': { width: 413, height: 579 },
  '35x53': { width: 413, height: 626 },
} as const satisfies Record<string, Pixels>

export type IdPhotoSize = keyof typeof idPhotoSizes
export const idPhotoSizeNames = Object.keys(idPhotoSizes) as [IdPhotoSize, ...IdPhotoSize[]]

const field = 'photo'
/** 35 mm at 300 dots an inch: below it a print is no longer sharp. */
export const leastIdPhotoWidth = 413
const widthMillimetres = 35
const heightMillimetres: Readonly<Record<IdPhotoSize, number>> = { '35x49': 49, '35x53': 53 }
const tolerancePercent = 3

/** Width divided by height. */
export const aspectOf = (size: IdPhotoSize): number => widthMillimetres / heightMillimetres[size]

const hasAspect = ({ width, height }: Pixels, size: IdPhotoSize): boolean => {
  const wanted = height * widthMillimetres
  return Math.abs(width * heightMillimetres[size] - wanted) * 100 <= tolerancePercent * wanted
}

/** R25: what is wrong with a photo's shape, in pixels after turning it upright, and which 2寸 it is (±3 %); null for none. */
export const photoGeometry = (width: number, height: number): { issues: Issue[]; size: IdPhotoSize | null } => {
  const issues: Issue[] = []
  const size = idPhotoSizeNames.find((name) => hasAspect({ width, height }, name)) ?? null
  if (width >= height) issues.push({ field, code: 'photo.landscape' })
  else if (!size) issues.push({ field, code: 'photo.wrongAspect' })
  if (width < leastIdPhotoWidth)
    issues.push({ field, code: 'photo.tooNarrow', actual: width, limit: leastIdPhotoWidth })
  return { issues, size }
}

/** The width in pixels of the largest 2寸 that can be cut out of a picture, standing or turned by 90°. */
export const widestIdPhoto = ({ width, height }: Pixels): number => {
  const aspect = aspectOf('35x49')
  return Math.floor(Math.max(Math.min(width, height * aspect), Math.min(height, width * aspect)))
}

/** Whether a part lies wholly inside a picture. */
export const isInside = (picture: Pixels, { left, top, width, height }: CropArea): boolean =>
  left >= 0 && top >= 0 && width > 0 && height > 0 && left + width <= picture.width && top + height <= picture.height
