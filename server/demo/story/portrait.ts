import { loadSharp } from '../../files/pictureFile'

const twoInch = { width: 413, height: 579 }
const skins = ['#f0c9a4', '#e8b894', '#d9a57f']
const hairs = ['#1f1a17', '#2e2622', '#4a3f38']
const clothes = ['#ffffff', '#dfe7f2', '#2d3f5e', '#e9e4da']

const pick = (list: readonly string[], number: number): string => list[number % list.length] ?? ''

/** A drawn 2寸 portrait on the red ground that is asked for; the number varies it. No real face is in the demo. */
export async function drawnPortrait(number: number): Promise<Buffer> {
  const { width, height } = twoInch
  const skin = pick(skins, number)
  const hair = pick(hairs, number >> 1)
  const figure =
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">` +
    `<path d="M20 ${height}C40 450 120 410 206 410S373 450 393 ${height}Z" fill="${pick(clothes, number)}"/>` +
    `<rect x="168" y="330" width="77" height="100" rx="34" fill="${skin}"/>` +
    `<ellipse cx="206" cy="248" rx="98" ry="122" fill="${skin}"/>` +
    `<path d="M104 250C96 130 150 96 206 96S316 130 308 250C296 190 270 176 206 176S116 190 104 250Z" fill="${hair}"/>` +
    `<circle cx="170" cy="252" r="8" fill="#2a2320"/><circle cx="242" cy="252" r="8" fill="#2a2320"/>` +
    `<path d="M176 316Q206 338 236 316" fill="none" stroke="#a05a4c" stroke-width="6" stroke-linecap="round"/></svg>`
  const sharp = await loadSharp()
  return sharp({ create: { ...twoInch, channels: 3, background: '#c8102e' } })
    .composite([{ input: Buffer.from(figure) }])
    .jpeg({ quality: 88 })
    .toBuffer()
}
