import { z } from 'zod'
import { idPhotoSizeNames } from '../../domain/photo/idPhotoSize'
import { id } from './common'

const pixels = z.number('裁剪框要用整数像素').int('裁剪框要用整数像素').min(0).max(100_000)
/** Warnings never block: the red background is a matter of taste to a camera (§6.6). */
const warnings = z.array(z.string())
const size = { width: z.number().int(), height: z.number().int() }

export const photoShapes = {
  /** Of the original; photoId is the normalised copy, null while nobody has framed it. */
  'photo.upload': {
    in: 'file' as const,
    out: z.strictObject({ originalId: id, ...size, photoId: id.nullable(), warnings }),
  },
  'photo.crop': {
    in: z.strictObject({
      originalId: id,
      /** Degrees clockwise; the area is in pixels of the turned original. */
      turn: z.literal([0, 90, 180, 270], '照片只能转90度的倍数'),
      left: pixels,
      top: pixels,
      width: pixels,
      height: pixels,
      size: z.enum(idPhotoSizeNames, '请选择照片尺寸'),
    }),
    out: z.strictObject({ photoId: id, ...size, warnings }),
  },
  'photo.read': { in: z.strictObject({ photoId: id }), out: 'file' as const },
}
