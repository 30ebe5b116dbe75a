import { onBeforeUnmount, ref, watch } from 'vue'
import { call } from '../../api/call'
import { useLoad } from '../../composables/useLoad'
import { useSend } from '../../composables/useSend'
import { texts } from './texts'

const lookAgainMilliseconds = 2000

/** What the directories said last; looks again while one is being read. */
export function useDirectory() {
  const load = useLoad(() => call('directory.read', {}))
  const sending = useSend()
  const done = ref('')
  let timer: ReturnType<typeof setTimeout> | undefined
  watch(load.value, (value) => {
    clearTimeout(timer)
    const isReading = value?.platforms.some(({ state }) => state === 'reading')
    if (isReading) timer = setTimeout(() => void load.reload(), lookAgainMilliseconds)
  })
  onBeforeUnmount(() => clearTimeout(timer))
  const begin = (): void => {
    done.value = ''
    sending.clear()
  }
  const ask = (dry: boolean): Promise<boolean> => {
    begin()
    return sending.send('directory.ask', { dry }, () => load.reload())
  }
  const take = (findingId: string): Promise<boolean> => {
    begin()
    return sending.send('directory.take', { findingId }, async ({ waits }) => {
      done.value = texts.taken(waits)
      await load.reload()
    })
  }
  const close = (platform: 'feishu' | 'wecom'): Promise<boolean> => {
    begin()
    return sending.send('directory.closeLeavers', { platform }, async ({ closed }) => {
      done.value = texts.closed(closed)
      await load.reload()
    })
  }
  return { load, sending, done, ask, take, close }
}
