import type { Page } from 'playwright-core'
import type { Size } from '../support/browser'

/** How a page is looked at: on which screen, by day or night, with which of the three sizes of letters (0 to 2). */
export interface Look {
  size: Size
  dark: boolean
  step: number
}

export const phone: Size = { width: 390, height: 844 }
export const smallPhone: Size = { width: 320, height: 640 }
export const desk: Size = { width: 1280, height: 800 }

export const nameOfLook = ({ size, dark, step }: Look): string =>
  `${size.width}-${dark ? 'dark' : 'light'}-${['ordinary', 'large', 'largest'][step]}`

/** Every combination on these screens. */
export const looksOn = (sizes: readonly Size[]): Look[] =>
  sizes.flatMap((size) => [false, true].flatMap((dark) => textSteps.map((_pixels, step) => ({ size, dark, step }))))

/** The root's size in pixels at each of the three steps (useTextStep.ts, which needs a browser to be loaded in). */
const textSteps = [16, 20, 24] as const

/** Letters as useTextStep.ts sets them; nobody's own choice is changed. */
export const wearLetters = (page: Page, step: number): Promise<void> =>
  page.evaluate<void>(`(() => {
    document.documentElement.style.fontSize = '${textSteps[step]}px'
    document.documentElement.dataset.textStep = '${step}'
  })()`)

/** Shows the page as it stands in this look. */
export async function wear(page: Page, { size, dark, step }: Look): Promise<void> {
  await page.setViewportSize(size)
  await page.emulateMedia({ colorScheme: dark ? 'dark' : 'light' })
  await wearLetters(page, step)
}

/** Controls smaller than a fingertip: at least 44 px, links in running text excepted. */
export const smallTargets = `(() => {
  const controls = 'button, a[href], select, textarea, summary, input:not(.unseen), [role=tab], label:has(input.unseen)'
  const seen = [...document.querySelectorAll(controls)].filter((one) => one.checkVisibility() && !one.closest('.skip'))
  const small = seen.filter((one) => {
    if (getComputedStyle(one).display === 'inline' && one.closest('p, li, dd')) return false
    if (one.matches('input[type=range], input[type=file]')) return false
    const { width, height } = one.getBoundingClientRect()
    return height > 0 && (height < 43.5 || width < 43.5)
  })
  return small.map((one) => {
    const { width, height } = one.getBoundingClientRect()
    return one.tagName + ' ' + (one.innerText || one.ariaLabel || '').slice(0, 20) + ' ' + Math.round(width) + 'x' + Math.round(height)
  })
})()`

/** Smaller letters nobody reads. */
const leastLetters = 13
/** In letters: of a longer line the eye does not find the next one. */
const longestLine = 50

/**
 * What a machine sees of how the page looks now: a page or an element wider than the screen, words cut off without an
 * ellipsis, words that stick out of what holds them, letters too small and lines too long to read, a control that touches the
 * next or stands on end, a figure or buttons at odds with the labels around them, a button whose form is not to be seen, more
 * than one filled red control.
 */
const script = `(() => {
  const faults = []
  const root = document.documentElement
  const screen = root.clientWidth
  const say = (one) => one.tagName.toLowerCase() + [...one.classList].map((each) => '.' + each).join('') + ' “' + (one.innerText || '').trim().replace(/\\s+/g, ' ').slice(0, 24) + '”'
  const opened = document.querySelector('dialog[open]') ?? [...document.querySelectorAll('.van-popup')].find((one) => one.checkVisibility())
  const inside = opened ?? document.body
  const apart = '.unseen, .skip, [aria-hidden=true]'
  const all = [...inside.querySelectorAll('*')].filter((one) => one instanceof HTMLElement && one.checkVisibility({ visibilityProperty: true }) && !one.closest(apart))
  const rolls = (one) => /auto|scroll/.test(getComputedStyle(one).overflowX)
  const rolled = (one) => { for (let at = one.parentElement; at && at !== document.body; at = at.parentElement) if (rolls(at)) return true; return false }
  const written = (one) => [...one.childNodes].some((each) => each.nodeType === 3 && each.data.trim())
  if (root.scrollWidth > screen) faults.push('the page is ' + root.scrollWidth + ' wide')
  for (const one of all) {
    const at = one.getBoundingClientRect()
    if (!at.width || !at.height) continue
    const style = getComputedStyle(one)
    const beyond = (rect, edge) => rect.right > edge.right + 1 || rect.left < edge.left - 1
    const outer = one.parentElement?.getBoundingClientRect()
    if (beyond(at, { left: 0, right: screen }) && !(outer && beyond(outer, { left: 0, right: screen })) && !rolled(one)) faults.push('wider than the screen: ' + say(one))
    const clips = /hidden|clip/
    const shortened = style.textOverflow === 'ellipsis' || (style.webkitLineClamp && style.webkitLineClamp !== 'none')
    if (!shortened && one.innerText && ((clips.test(style.overflowX) && one.scrollWidth > one.clientWidth + 1) || (clips.test(style.overflowY) && one.scrollHeight > one.clientHeight + 2))) faults.push('cut: ' + say(one))
    if (!written(one)) continue
    if (parseFloat(style.fontSize) < ${leastLetters}) faults.push('letters of ' + style.fontSize + ': ' + say(one))
    const lines = document.createRange()
    lines.selectNodeContents(one)
    if (one.matches('p, li, dd') && [...lines.getClientRects()].some((rect) => rect.width > ${longestLine} * parseFloat(style.fontSize))) faults.push('a line too long to read: ' + say(one))
    if (shortened || rolled(one)) continue
    const holder = one.closest('button, a, label, .card, th, td, li, .tag, .inside')
    if (!holder) continue
    const range = document.createRange()
    range.selectNodeContents(one)
    const box = holder.getBoundingClientRect()
    if ([...range.getClientRects()].some((rect) => rect.width > 0 && (beyond(rect, box) || rect.bottom > box.bottom + 3))) faults.push('sticks out: ' + say(one))
  }
  const apiece = 'button, a.quiet, a.press, .chip, .tag, strong'
  for (const one of all.filter((each) => each.matches(apiece))) {
    const words = document.createRange()
    words.selectNodeContents(one)
    const lines = new Set([...words.getClientRects()].filter(({ width }) => width > 1).map(({ bottom }) => Math.round(bottom))).size
    if (lines > 2 && (one.innerText || '').trim().length <= lines) faults.push('a character a line: ' + say(one))
    const next = one.nextElementSibling
    if (!next?.matches(apiece) || !next.checkVisibility()) continue
    const [here, there] = [one.getBoundingClientRect(), next.getBoundingClientRect()]
    const beside = here.width && there.width && there.left > here.left && there.top < here.bottom && there.bottom > here.top
    if (beside && there.left - here.right < 4) faults.push('glued to the next: ' + say(one))
  }
  for (const row of all.filter((each) => each.matches('dl'))) {
    const pairs = [...row.children]
    if (pairs.length > 1 && pairs.filter((each) => each.matches('.brief')).length === 1) faults.push('one figure alone under its label: ' + say(row))
    const labelled = pairs.filter((each) => !each.firstElementChild?.matches('.unseen'))
    faults.push(...labelled.filter((each) => each.querySelectorAll('dd button, dd a.quiet').length > 1).map((each) => 'buttons beside a label: ' + say(each)))
  }
  for (const bar of all.filter((each) => each.matches('.bar'))) {
    const form = [...(bar.parentElement?.children ?? [])].find((each) => each.matches('form'))
    const { top } = bar.getBoundingClientRect()
    if (form && top < innerHeight && form.getBoundingClientRect().top > top) faults.push('a button whose form is further down: ' + say(bar))
  }
  const red = getComputedStyle(root).getPropertyValue('--red').trim()
  const probe = document.createElement('i')
  probe.style.color = red
  document.body.append(probe)
  const filled = getComputedStyle(probe).color
  probe.remove()
  const reds = all.filter((one) => one.matches('button, a') && getComputedStyle(one).backgroundColor === filled)
  if (reds.length > 1) faults.push('red ' + reds.length + ' times: ' + reds.map(say).join(', '))
  return [...new Set(faults)]
})()`

export const faultsOfLook = (page: Page): Promise<string[]> => page.evaluate<string[]>(script)
