import type { Page } from 'playwright-core'

/**
 * What a page says: its title, the letters to be seen, what stands in its fields, and what a screen reader adds (labels,
 * alternative texts, placeholders).
 */
export const textOfPage = (page: Page): Promise<string> =>
  page.evaluate<string>(`(() => {
  const said = ['aria-label', 'aria-description', 'placeholder', 'alt', 'title'].flatMap((name) =>
    [...document.querySelectorAll('[' + name + ']')].map((each) => each.getAttribute(name)))
  const written = [...document.querySelectorAll('textarea, input[type=text], input:not([type])')].map((each) => each.value)
  return [document.title, document.body.innerText, ...said, ...written].join('\\n')
})()`)
