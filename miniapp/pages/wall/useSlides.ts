import { computed, onUnmounted, ref, watch } from 'vue'
import { useRouter } from 'vue-router'
import { type Slide, sameSlide, stepped } from './slides'
import { useAwake } from './useAwake'
import { usePictures } from './usePictures'
import { useSlideList } from './useSlideList'

export const slideMilliseconds = 10_000

/** The slideshow of the office screen: ten seconds a slide, stopped by a tap or the space bar, moved by the arrows. */
export const useSlides = () => {
  const router = useRouter()
  const index = ref(0)
  const paused = ref(false)
  const pictures = usePictures()
  const list = useSlideList((now: Slide[]) => {
    index.value = sameSlide(list.slides.value ?? [], index.value, now)
    pictures.keep(new Set(now.map(({ picture }) => picture)))
  })
  const count = computed(() => list.slides.value?.length ?? 0)
  const slide = computed(() => list.slides.value?.[index.value] ?? null)
  const go = (by: number): void => {
    index.value = stepped(index.value, by, count.value)
  }
  const toggle = (): void => {
    paused.value = !paused.value
  }
  const leave = (): void => void router.replace({ path: '/wall', query: router.currentRoute.value.query })

  let timer: ReturnType<typeof setTimeout> | undefined
  watch([slide, index, paused, count], () => {
    clearTimeout(timer)
    if (!paused.value && count.value > 1) timer = setTimeout(() => go(1), slideMilliseconds)
  })
  watch(slide, (shown) => {
    void pictures.load(shown?.picture)
    void pictures.load(list.slides.value?.[stepped(index.value, 1, count.value)]?.picture)
  })

  const onKey = (event: KeyboardEvent): void => {
    const onButton = event.target instanceof HTMLButtonElement
    if (event.key === 'ArrowRight') go(1)
    else if (event.key === 'ArrowLeft') go(-1)
    else if (event.key === 'Escape' && !document.fullscreenElement) leave()
    else if (event.key === ' ' && !onButton) {
      event.preventDefault()
      toggle()
    }
  }
  window.addEventListener('keydown', onKey)
  useAwake()
  onUnmounted(() => {
    clearTimeout(timer)
    window.removeEventListener('keydown', onKey)
  })
  const { slides, refusal, since, read } = list
  return { slides, refusal, since, read, slide, index, count, paused, go, toggle, leave, shownPicture: pictures.shown }
}
