import { onUnmounted } from 'vue'

interface Lock {
  release: () => Promise<void>
}

/** Keeps the screen on where the browser can; it gives the lock up by itself when the page is hidden. */
export const useAwake = (): void => {
  let lock: Lock | undefined
  let left = false
  const ask = async (): Promise<void> => {
    const { wakeLock } = navigator as { wakeLock?: { request: (kind: 'screen') => Promise<Lock> } }
    if (!wakeLock || document.visibilityState !== 'visible') return
    try {
      const got = await wakeLock.request('screen')
      if (left) await got.release()
      else lock = got
    } catch {
      // A low battery or a strict browser says no: the screen then follows its own settings.
    }
  }
  const again = (): void => void ask()
  document.addEventListener('visibilitychange', again)
  void ask()
  onUnmounted(() => {
    left = true
    document.removeEventListener('visibilitychange', again)
    void lock?.release()
  })
}
