import type { Area, Size } from './photoCrop'

/** What can be drawn on a canvas, upright. */
export type Picture = ImageBitmap | HTMLImageElement

const fromImageElement = (file: Blob): Promise<HTMLImageElement> =>
  new Promise((resolve, reject) => {
    const image = new Image()
    image.onload = () => resolve(image)
    image.onerror = () => reject(new Error('unreadable picture'))
    image.src = URL.createObjectURL(file)
  })

/** Opens a photo and turns it upright by its EXIF; throws when this browser cannot read it (HEIC outside iOS). */
export const openPicture = async (file: Blob): Promise<Picture> => {
  try {
    return await createImageBitmap(file, { imageOrientation: 'from-image' })
  } catch {
    // Older WebViews do not know the option; an <img> is turned upright by all of them.
    return fromImageElement(file)
  }
}

export const sizeOf = (picture: Picture): Size =>
  picture instanceof HTMLImageElement
    ? { width: picture.naturalWidth, height: picture.naturalHeight }
    : { width: picture.width, height: picture.height }

export const draw = (canvas: HTMLCanvasElement, picture: Picture, area: Area, size: Size): void => {
  canvas.width = size.width
  canvas.height = size.height
  const context = canvas.getContext('2d')
  if (!context) return
  context.imageSmoothingQuality = 'high'
  context.drawImage(picture, area.x, area.y, area.width, area.height, 0, 0, size.width, size.height)
}

/** The framed part as a JPEG data address. Drawn anew, so place and camera (EXIF) stay behind. */
export const toJpeg = (picture: Picture, area: Area, size: Size): string => {
  const canvas = document.createElement('canvas')
  draw(canvas, picture, area, size)
  return canvas.toDataURL('image/jpeg', 0.9)
}

/** Without fetch(): the page's content policy lets it reach our own server only. */
export const toBlob = (dataUrl: string): Blob => {
  const text = atob(dataUrl.slice(dataUrl.indexOf(',') + 1))
  return new Blob([Uint8Array.from(text, (character) => character.charCodeAt(0))], { type: 'image/jpeg' })
}
