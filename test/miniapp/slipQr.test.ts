import sharp from 'sharp'
import { type Points, readQr } from '../../miniapp/sealing/readQr'
import { slipQr } from '../../miniapp/sealing/slipQr'
import { codeFrom } from '../../server/domain/sealing/lockCode'

const code = codeFrom('794318220605117390')

/** A photo of the printed code: turned, grey, not quite sharp. */
async function photoOf(digits: string, turned: number): Promise<Points> {
  const { side, path } = slipQr(digits)
  const box = `-4 -4 ${side + 8} ${side + 8}`
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="260" height="260" viewBox="${box}"><rect x="-4" y="-4" width="100" height="100" fill="#ddd"/><path d="${path}" fill="#333"/></svg>`
  const { data, info } = await sharp(Buffer.from(svg))
    .rotate(turned, { background: '#ccc' })
    .blur(1.2)
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true })
  return { data: new Uint8ClampedArray(data), width: info.width, height: info.height }
}

describe('the QR on a printed slip', () => {
  it('is the smallest there is, with a rim of its own', () => expect(slipQr(code).side).toBe(21))

  it('is read from a photo, however the slip is held', async () => {
    for (const turned of [0, 7, 90, 163]) expect(readQr(await photoOf(code, turned))).toEqual({ code })
  })

  it('is no code where a digit is another one, and where there is none nothing is read', async () => {
    expect(readQr(await photoOf(code.replace('7943', '7942'), 0))).toBe('other')
    expect(readQr({ data: new Uint8ClampedArray(4 * 100 * 100).fill(200), width: 100, height: 100 })).toBeNull()
  })
})
