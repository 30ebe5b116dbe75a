import { onUnmounted, ref, shallowRef } from 'vue'
import { useRoute } from 'vue-router'
import { call } from '../../api/call'
import { type Refusal, toRefusal } from '../../composables/useAction'
import { type Slide, slidesOf } from './slides'
import { readChoice, toFilter } from './wallQuery'

const reloadMilliseconds = 10 * 60_000
const timeOf = (date: Date): string => `${date.getHours()}:${String(date.getMinutes()).padStart(2, '0')}`

/** Asks page after page, since the screen shows all of it. */
const allPages = async <Row>(ask: (page: number) => Promise<{ total: number; rows: Row[] }>): Promise<Row[]> => {
  const all: Row[] = []
  for (let page = 1; ; page += 1) {
    const { total, rows } = await ask(page)
    all.push(...rows)
    if (rows.length === 0 || all.length >= total) return all
  }
}

/**
 * What the screen shows: read at once and every ten minutes. Without a network it goes on with what it has; what has left
 * the wall is gone with the next reading.
 */
export const useSlideList = (onRead: (slides: Slide[]) => void) => {
  const choice = readChoice(useRoute().query)
  const slides = shallowRef<Slide[] | null>(null)
  const refusal = ref<Refusal | null>(null)
  /** Time of the last reading while none succeeds; '' when all is well. */
  const since = ref('')
  let lastRead = ''

  const read = async (): Promise<void> => {
    try {
      const filter = (page: number) => toFilter({ ...choice, search: '', page })
      const posts = await allPages(async (page) => {
        const { total, posts: rows } = await call('wall.posts', filter(page))
        return { total, rows }
      })
      const pledges = await allPages(async (page) => {
        const { total, pledges: rows } = await call('wall.list', filter(page))
        return { total, rows }
      })
      const now = slidesOf(posts, pledges)
      onRead(now)
      slides.value = now
      lastRead = timeOf(new Date())
      since.value = ''
      refusal.value = null
    } catch (fault) {
      if (slides.value) since.value = lastRead
      else refusal.value = toRefusal(fault)
    }
  }
  const timer = setInterval(() => void read(), reloadMilliseconds)
  onUnmounted(() => clearInterval(timer))
  void read()
  return { slides, refusal, since, read }
}
