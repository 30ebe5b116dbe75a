/**
 * What the server has put into the page for its address (server/web/firstAnswers.ts): `<name> <input>` to its answer. Each is
 * used once, and only by the page it was made for.
 */
const answers = new Map<string, unknown>()
let read = false

const readPage = (): void => {
  read = true
  const element = typeof document === 'undefined' ? null : document.getElementById('first')
  if (!element) return
  // Gone from the page too: a copy of the page keeps nothing of it.
  element.remove()
  try {
    for (const [key, answer] of Object.entries(JSON.parse(element.textContent ?? ''))) answers.set(key, answer)
  } catch {
    // A page cut short by the network: everything is asked for as ever.
  }
}

/** The answer to this call, when it came with the page and was not used yet. */
export const takeFirst = (name: string, input: unknown): { answer: unknown } | null => {
  if (!read) readPage()
  const key = `${name} ${JSON.stringify(input)}`
  if (!answers.has(key)) return null
  const answer = answers.get(key)
  answers.delete(key)
  return { answer }
}

/** From now on everything is asked for anew: something was done, or another page is open. */
export const dropFirst = (): void => {
  read = true
  answers.clear()
}
