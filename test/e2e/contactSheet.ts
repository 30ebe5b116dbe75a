import { existsSync, mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import sharp, { type OverlayOptions } from 'sharp'
import { artifactsFolder } from '../support/run/checkout'
import { type Look, nameOfLook } from './looks'

const columns = 4
const perSheet = 8
const gap = 8
/** Of a longer page the first two screens. */
const screens = 2

export const picturesFolder = join(artifactsFolder, 'pictures')

interface Taken {
  path: string
  look: Look
}

/** Pictures of one house, by look, eight of them on a contact sheet. */
export class ContactSheets {
  private readonly taken = new Map<string, Taken[]>()
  private readonly folder: string

  /** `keep`: the pictures that lie there from before stay, but for those that are taken again. */
  constructor(house: string, keep: boolean) {
    this.folder = join(picturesFolder, house)
    if (!keep && existsSync(this.folder)) rmSync(this.folder, { recursive: true })
  }

  /** The page as it stands, as far down as two screens, under a name that sorts. */
  async take(page: Page, look: Look, name: string): Promise<void> {
    const folder = join(this.folder, nameOfLook(look))
    mkdirSync(folder, { recursive: true })
    const path = join(folder, `${name}.png`)
    const { width, height } = look.size
    const whole = await page.evaluate<number>('document.documentElement.scrollHeight')
    const clip = { x: 0, y: 0, width, height: Math.max(height, Math.min(whole, screens * height)) }
    await page.screenshot({ path, fullPage: true, clip, animations: 'disabled', scale: 'css' })
    const known = this.taken.get(nameOfLook(look)) ?? []
    this.taken.set(nameOfLook(look), [...known, { path, look }])
  }

  /** Writes the sheets; answers how many pictures there are. */
  async write(): Promise<number> {
    let count = 0
    for (const [name, all] of this.taken)
      for (let at = 0; at < all.length; at += perSheet) {
        const shown = all.slice(at, at + perSheet)
        count += shown.length
        await writeSheet(join(this.folder, `${name}-${String(at / perSheet).padStart(2, '0')}.png`), shown)
      }
    return count
  }
}

async function writeSheet(path: string, shown: readonly Taken[]): Promise<void> {
  const { width, height } = shown[0]?.look.size ?? { width: 0, height: 0 }
  // Of a desk the first screen alone, at half its size.
  const scale = width > 1000 ? 0.5 : 1
  const cell = { width: Math.round(width * scale), height: Math.round(height * scale * (width > 1000 ? 1 : 1.5)) }
  const across = width > 1000 ? 3 : columns
  const pictures = await Promise.all(
    shown.map(async ({ path: from }, at): Promise<OverlayOptions> => {
      const resized = await sharp(from).resize({ width: cell.width }).toBuffer()
      const { height: actual = 0 } = await sharp(resized).metadata()
      const area = { left: 0, top: 0, width: cell.width, height: Math.min(actual, cell.height) }
      const input = await sharp(resized).extract(area).toBuffer()
      const place = { left: (at % across) * (cell.width + gap), top: Math.floor(at / across) * (cell.height + gap) }
      return { input, ...place }
    }),
  )
  const rows = Math.ceil(shown.length / across)
  const size = { width: across * (cell.width + gap), height: rows * (cell.height + gap) }
  await sharp({ create: { ...size, channels: 3, background: '#888' } })
    .composite(pictures)
    .png({ compressionLevel: 6 })
    .toFile(path)
}
