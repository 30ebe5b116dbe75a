import jsQR from 'jsqr'
import { readCode } from '../../server/domain/sealing/lockCode'

/** Points of a picture: four bytes each, as a canvas gives them. */
export interface Points {
  data: Uint8ClampedArray
  width: number
  height: number
}

/** The code of a slip on this picture; `other` where a QR is seen that is none; null where there is none to see. */
export function readQr({ data, width, height }: Points): { code: string } | 'other' | null {
  const seen = jsQR(data, width, height, { inversionAttempts: 'dontInvert' })
  if (!seen?.data) return null
  const read = readCode(seen.data)
  return 'code' in read ? read : 'other'
}
