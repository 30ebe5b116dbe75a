import {
  type CropArea,
  type IdPhotoSize,
  idPhotoSizes,
  isInside,
  leastIdPhotoWidth,
  type Pixels,
  photoGeometry,
  widestIdPhoto,
} from '../domain/photo/idPhotoSize'
import { isRedBackground, upperCorners } from '../domain/photo/redBackground'
import { issueSentence } from '../domain/wording/sentences'
import { refusal } from '../refusals'
import { fromPixels, type KeptJpeg, openPicture, type Picture, toJpeg } from './pictureFile'

const photoTooSmall = refusal(422, 'photo.tooSmall', '照片裁成2寸后只有{width}像素宽，不足413像素，请换一张更清晰的。')
const photoOutside = refusal(422, 'photo.outside', '裁剪框超出了照片，请重新裁剪。')
const photoWrongShape = refusal(
  422,
  'photo.wrongShape',
  '裁剪的宽高是{width}×{height}，不是所选2寸照的比例（35:49或35:53），请重新裁剪。',
)

/** The 2寸登记照 as it goes on: JPEG of 413×579 or 413×626 pixels at 300 dpi, upright, without EXIF. */
export interface IdPhoto extends KeptJpeg {
  warnings: string[]
}

export interface UploadedPhoto {
  /** What was sent, upright and without EXIF: longest side at most 2400 px, at most 2 MB. */
  original: KeptJpeg
  /** Made at once when the original has the shape of a 2寸 already; else somebody has to frame it. */
  photo: IdPhoto | null
}

export interface PhotoCut extends CropArea {
  /** Degrees clockwise, before the area is cut out; the area is in pixels of the turned picture. */
  turn: 0 | 90 | 180 | 270
  size: IdPhotoSize
}

const longestSide = 2400
const mostBytes = 2 * 1024 * 1024
/** The JFIF segment of 300 dots an inch; sharp's own way of saying so writes an EXIF block, and none is to be kept. */
const jfif300 = Buffer.from('ffe000104a46494600010101012c012c0000', 'hex')
const jpegStartBytes = 2

const atPrintSize = (jpeg: Buffer): Buffer =>
  Buffer.concat([jpeg.subarray(0, jpegStartBytes), jfif300, jpeg.subarray(jpegStartBytes)])

/** The normalised copy of a picture of the right shape. It warns, and never refuses, when the upper corners are not red. */
async function normalise(picture: Picture, size: IdPhotoSize): Promise<IdPhoto> {
  const target: Pixels = idPhotoSizes[size]
  const pixels = await (await fromPixels(picture))
    .resize({ ...target, fit: 'cover' })
    .raw()
    .toBuffer()
  const jpeg = await (await fromPixels({ pixels, ...target })).jpeg({ quality: 90 }).toBuffer()
  const red = isRedBackground(upperCorners(pixels, target))
  const warnings = red ? [] : [issueSentence({ field: 'photo', code: 'photo.notRed' })]
  return { content: atPrintSize(jpeg), ...target, warnings }
}

/**
 * Takes an uploaded picture for a 2寸登记照 (R25, rules §6.6). Refuses as openPicture does, and with photo.tooSmall when no cut of
 * it, standing or turned, could be 413 pixels wide. A screenshot or a lying photo is taken: it can still be framed.
 */
export async function toIdPhoto(file: Buffer, promisedSha256 = ''): Promise<UploadedPhoto> {
  const picture = await openPicture(file, longestSide, promisedSha256)
  const width = widestIdPhoto(picture)
  if (width < leastIdPhotoWidth) throw photoTooSmall({ width })
  const original = await toJpeg(picture, mostBytes)
  const { issues, size } = photoGeometry(picture.width, picture.height)
  const photo = size && issues.length === 0 ? await normalise(picture, size) : null
  return { original, photo }
}

function checkCut(turned: Pixels, { size, ...area }: PhotoCut): void {
  if (!isInside(turned, area)) throw photoOutside()
  const found = photoGeometry(area.width, area.height)
  if (found.size !== size) throw photoWrongShape({ width: area.width, height: area.height })
  if (area.width < leastIdPhotoWidth) throw photoTooSmall({ width: area.width })
}

/**
 * Cuts the 2寸登记照 out of a stored original. Refuses an area outside the picture (photo.outside), one that is not of the
 * size's shape within 3 % (photo.wrongShape), and one under 413 pixels wide (photo.tooSmall).
 */
export async function cutIdPhoto(original: Buffer, cut: PhotoCut): Promise<IdPhoto> {
  const picture = await openPicture(original, longestSide)
  const turned = await (await fromPixels(picture)).rotate(cut.turn).raw().toBuffer({ resolveWithObject: true })
  const { width, height } = turned.info
  checkCut({ width, height }, cut)
  const part = await (await fromPixels({ pixels: turned.data, width, height }))
    .extract({ left: cut.left, top: cut.top, width: cut.width, height: cut.height })
    .raw()
    .toBuffer()
  return normalise({ pixels: part, width: cut.width, height: cut.height }, cut.size)
}
