import type { Page } from 'playwright-core'

const watched = new WeakSet<Page>()

/** From the next load on the page knows what listens to clicks. To be called before the page is opened. */
export async function watchClicks(page: Page): Promise<void> {
  if (watched.has(page)) return
  watched.add(page)
  await page.addInitScript(`
    const add = EventTarget.prototype.addEventListener
    window.listening = new Set()
    EventTarget.prototype.addEventListener = function (type, ...rest) {
      if (type === 'click' && this instanceof HTMLElement) window.listening.add(this)
      return add.call(this, type, ...rest)
    }`)
}

/** What a mouse can press (a curve aside, whose figures stand below it in words) and a keyboard cannot reach, and what does not show that the keyboard has reached it. */
const faults = `(() => {
  const stops = ':is(a[href],button,input,select,textarea,summary,[tabindex]):not([tabindex="-1"])'
  const seen = (each) => each.isConnected && each.offsetParent !== null && each.getClientRects().length > 0
  const named = (each) => each.tagName.toLowerCase() + '.' + [...each.classList].join('.') + ' ' +
    (each.innerText || each.getAttribute('aria-label') || '').trim().slice(0, 20)
  const outOfReach = [...window.listening ?? []]
    .filter((each) => seen(each) && !each.matches('.u-wrap') && !each.closest(stops) && !each.querySelector(stops) && !(each.control && seen(each.control)))
    .map((each) => 'out of reach: ' + named(each))
  const look = (each) => {
    const { outlineStyle, outlineWidth, outlineColor, boxShadow, borderColor, backgroundColor } = getComputedStyle(each)
    return [outlineStyle === 'none' ? '' : outlineStyle + outlineWidth + outlineColor, boxShadow, borderColor, backgroundColor].join()
  }
  /** A field's frame or a choice's label may show it in the field's place. */
  const looks = (each) => {
    const around = [each, ...each.children]
    for (let up = each.parentElement, at = 0; up && at < 3; up = up.parentElement, at += 1) around.push(up, ...up.children)
    return around.map(look).join(' ')
  }
  const unseen = [...document.querySelectorAll(stops)].filter((each) => seen(each) && !each.disabled).filter((each) => {
    document.activeElement?.blur()
    const before = looks(each)
    each.focus({ preventScroll: true })
    return document.activeElement === each && looks(each) === before
  })
  document.activeElement?.blur()
  return [...new Set([...outOfReach, ...unseen.map((each) => 'not shown: ' + named(each))])]
})()`

/** As somebody finds the page who has no mouse; empty when all can be reached and seen. Leaves the focus nowhere. */
export async function keyboardFaults(page: Page): Promise<string[]> {
  // From here on the browser shows where the focus is, as it does to whoever uses the keyboard.
  await page.keyboard.press('Tab')
  await page.addStyleTag({ content: '*{transition:none!important}' })
  return page.evaluate<string[]>(faults)
}
