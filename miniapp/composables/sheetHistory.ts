/**
 * A sheet on a phone is an entry of its own in the history: back, by button or by gesture, closes it and stays on the page.
 * The router never sees these entries: they have the address and the position of the page they lie on.
 */
interface Sheet {
  close: () => void
  /** Its entry lies in the history. */
  entered: boolean
}

const open: Sheet[] = []
/** Ends when the entries of sheets that were closed by hand are gone again. */
let returning: Promise<void> = Promise.resolve()
let returns = 0
let arrived: (() => void) | undefined
const longestReturnMilliseconds = 500

const depthOf = (state: unknown): number => Number((state as { sheet?: number } | null)?.sheet ?? 0)
const positionOf = (state: unknown): unknown => (state as { position?: number } | null)?.position
let position: unknown

const onBack = (event: PopStateEvent): void => {
  if (arrived) {
    arrived()
    event.stopImmediatePropagation()
    return
  }
  const depth = depthOf(event.state)
  if (open.length > depth) {
    if (positionOf(event.state) === position) event.stopImmediatePropagation()
    for (const sheet of open.splice(depth).reverse()) sheet.close()
  } else if (depth > open.length) history.back()
}

/** Before the router is made: its own listener must come second. */
export const watchSheetHistory = (): void => {
  window.addEventListener('popstate', onBack, true)
  // A page loaded anew with a sheet's entry on top has no sheet.
  if (depthOf(history.state) > 0) history.replaceState({ ...history.state, sheet: 0 }, '')
}

const goBack = (): Promise<void> =>
  new Promise((resolve) => {
    const end = (): void => {
      clearTimeout(timer)
      arrived = undefined
      resolve()
    }
    const timer = setTimeout(end, longestReturnMilliseconds)
    arrived = end
    history.back()
  })

const goBackInTurn = (): void => {
  returns += 1
  returning = returning.then(goBack).then(() => {
    returns -= 1
  })
}

/** A sheet opens; `close` is called when back is pressed. The answer takes its entry away again and may be called twice. */
export const enterSheet = (close: () => void): (() => void) => {
  const sheet: Sheet = { close, entered: false }
  open.push(sheet)
  const enter = (): void => {
    if (!open.includes(sheet)) return
    sheet.entered = true
    position = positionOf(history.state)
    history.pushState({ ...history.state, sheet: open.length }, '')
  }
  // One sheet that makes way for the next: its step back would take the entry of the next with it.
  if (returns === 0) enter()
  else returning = returning.then(enter)
  return () => {
    const index = open.indexOf(sheet)
    if (index < 0) return
    open.splice(index, 1)
    if (sheet.entered) goBackInTurn()
  }
}

/** Before the router goes elsewhere: no entry of a sheet is left behind. */
export const leaveSheets = async (): Promise<void> => {
  for (const sheet of [...open].reverse()) sheet.close()
  await returning
}
