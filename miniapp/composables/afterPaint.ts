import { type Ref, ref } from 'vue'

/**
 * What a page needs to be seen comes first; the rest (sheets, the places at the foot, what is shown without a network) is
 * asked for when the page stands, so that it takes nothing of a weak network from it.
 */
let loads = 0
let standing = false
let paint: () => void = () => {}
const painted = new Promise<void>((resolve) => {
  paint = resolve
})

/** A page that never gets its answer still gets the rest. */
const longestMilliseconds = 4000
/** The second frame comes after the first was drawn; a slow phone is left to show it. */
const restMilliseconds = 150

const look = (): void => {
  if (!standing || loads > 0) return
  requestAnimationFrame(() =>
    requestAnimationFrame(() => setTimeout(() => (loads === 0 ? paint() : undefined), restMilliseconds)),
  )
}

/** The first page is there, and asks for what it shows. */
export const pageStands = (): void => {
  if (standing) return
  standing = true
  setTimeout(paint, longestMilliseconds)
  look()
}

/** Something the page shows is asked for; call the answer when it has come, or was refused. */
export const loadBegins = (): (() => void) => {
  loads += 1
  return () => {
    loads -= 1
    look()
  }
}

/** When the first page has been shown with what it asked for. */
export const afterPaint = (): Promise<void> => painted

const isPainted = ref(false)
void painted.then(() => {
  isPainted.value = true
})

/** The same as a value: a picture, which weighs more than the words beside it, is only asked for then; its room is kept. */
export const usePainted = (): Readonly<Ref<boolean>> => isPainted
