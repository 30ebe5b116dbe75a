import type { Page } from 'playwright-core'
import sharp from 'sharp'

/** What a camera sees that is held over this sheet: grey, a little turned, not quite sharp. */
const seen = async (sheet: Buffer): Promise<string> => {
  const held = await sharp(sheet).resize({ height: 300 }).rotate(6, { background: '#bbb' }).toBuffer()
  const table = sharp({ create: { width: 640, height: 480, channels: 3, background: '#999' } })
  const picture = sharp(
    await table
      .composite([{ input: held }])
      .png()
      .toBuffer(),
  )
  return (await picture.blur(1).greyscale().png().toBuffer()).toString('base64')
}

/** The browser of the tests has no camera: from now on this page has one that looks at the sheet. */
export async function holdBeforeCamera(page: Page, sheet: Buffer): Promise<void> {
  const picture = `data:image/png;base64,${await seen(sheet)}`
  await page.evaluate(`navigator.mediaDevices.getUserMedia = async () => {
    const image = new Image()
    image.src = ${JSON.stringify(picture)}
    await image.decode()
    const canvas = Object.assign(document.createElement('canvas'), { width: image.width, height: image.height })
    const draw = () => canvas.getContext('2d').drawImage(image, 0, 0)
    setInterval(draw, 100)
    draw()
    return canvas.captureStream(10)
  }`)
}
