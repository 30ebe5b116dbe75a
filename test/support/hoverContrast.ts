import type { CDPSession, Page } from 'playwright-core'

/** A node as the browser's inspector tells it; a frame's document hangs below its frame. */
interface Node {
  nodeId: number
  nodeName: string
  children?: Node[]
  contentDocument?: Node
}

const buttonsBelow = (node: Node): number[] => [
  ...(node.nodeName === 'BUTTON' ? [node.nodeId] : []),
  ...[...(node.children ?? []), ...(node.contentDocument ? [node.contentDocument] : [])].flatMap(buttonsBelow),
]

/** WCAG 1.4.3: words on a button against the ground they stand on, that of the elements behind it where it has none. */
const leastContrast = 4.5

// In the words of the page: its colours may be written in any way CSS knows, so a canvas is asked what they are.
const facesOfButtons = `(() => {
  // One that never ends (a piece that is still coming) has no end to go to.
  for (const one of document.getAnimations()) if (one.effect?.getComputedTiming().endTime !== Infinity) one.finish()
  const pen = Object.assign(document.createElement('canvas'), { width: 1, height: 1 }).getContext('2d', { willReadFrequently: true })
  const rgba = (colour) => {
    pen.clearRect(0, 0, 1, 1)
    pen.fillStyle = colour
    pen.fillRect(0, 0, 1, 1)
    const [red, green, blue, alpha] = pen.getImageData(0, 0, 1, 1).data
    return [red, green, blue, alpha / 255]
  }
  const over = ([r, g, b, a], under) => [r, g, b].map((part, at) => part * a + under[at] * (1 - a))
  const groundOf = (element) => {
    if (!element) return [255, 255, 255]
    const own = rgba(getComputedStyle(element).backgroundColor)
    return own[3] === 1 ? own.slice(0, 3) : over(own, groundOf(element.parentElement))
  }
  const light = (colour) => {
    const [r, g, b] = colour.map((part) => (part / 255 <= 0.04045 ? part / 255 / 12.92 : ((part / 255 + 0.055) / 1.055) ** 2.4))
    return 0.2126 * r + 0.7152 * g + 0.0722 * b
  }
  const shown = [...document.querySelectorAll('button:hover:not(:disabled)')].filter((one) => one.checkVisibility() && one.innerText.trim())
  return shown.map((button) => {
    const ground = groundOf(button)
    const [more, less] = [light(over(rgba(getComputedStyle(button).color), ground)), light(ground)].sort((a, b) => b - a)
    return { words: button.innerText.trim(), contrast: (more + 0.05) / (less + 0.05) }
  })
})()`

interface Face {
  words: string
  contrast: number
}

async function hoverAll(session: CDPSession): Promise<void> {
  await session.send('DOM.enable')
  await session.send('CSS.enable')
  const { root } = await session.send('DOM.getDocument', { depth: -1, pierce: true })
  for (const nodeId of buttonsBelow(root as Node))
    await session.send('CSS.forcePseudoState', { nodeId, forcedPseudoClasses: ['hover'] }).catch((fault: Error) => {
      // Drawn anew meanwhile, as lists are when news comes.
      if (!fault.message.includes('Could not find node')) throw fault
    })
}

/**
 * Puts the mouse, as the page sees it, on every button of the page and of the frames in it at once; answers how many there
 * were, and those whose words are hard to read then.
 */
export async function hoverContrast(page: Page): Promise<{ looked: number; faults: string[] }> {
  const session = await page.context().newCDPSession(page)
  await hoverAll(session)
  const faces = (await Promise.all(page.frames().map((frame) => frame.evaluate<Face[]>(facesOfButtons)))).flat()
  await session.detach()
  const faults = faces.filter(({ contrast }) => contrast < leastContrast)
  return { looked: faces.length, faults: faults.map(({ words, contrast }) => `${words}: ${contrast.toFixed(2)}`) }
}
