import { onBeforeUnmount, onMounted, ref, useTemplateRef } from 'vue'
import { fetchNow } from '../../composables/later'

const reading = () => import('../../sealing/readQr')

/** A module of the QR is five points and more at arm's length, and an old phone reads a picture in a twentieth of a second. */
const widestPicture = 640
const pauseMilliseconds = 200

/** In a page that is no secure one, and in some old clients, a page has no camera. */
export const canScan = (): boolean => Boolean(globalThis.navigator?.mediaDevices?.getUserMedia)

export type ScanState = 'idle' | 'opening' | 'looking' | 'other' | 'filled' | 'refused' | 'offline'

/** What the camera shows now, no wider than is needed; null while it shows nothing. */
function pictureOf(video: HTMLVideoElement, canvas: HTMLCanvasElement): ImageData | null {
  const { videoWidth, videoHeight } = video
  const context = canvas.getContext('2d', { willReadFrequently: true })
  if (!videoWidth || !context) return null
  const scale = Math.min(1, widestPicture / videoWidth)
  canvas.width = Math.round(videoWidth * scale)
  canvas.height = Math.round(videoHeight * scale)
  context.drawImage(video, 0, 0, canvas.width, canvas.height)
  return context.getImageData(0, 0, canvas.width, canvas.height)
}

/** Looks through the camera, shown in the page's `video`, for the code of a slip. The pictures stay in the memory of this page, one at a time. */
export function useScan(found: (code: string) => void) {
  const state = ref<ScanState>('idle')
  const video = useTemplateRef<HTMLVideoElement>('video')
  let stream: MediaStream | null = null
  /** Told apart from the one before: a camera may open after nobody waits for it any more. */
  let turn = 0

  const stop = (then: ScanState = 'idle'): void => {
    turn += 1
    for (const track of stream?.getTracks() ?? []) track.stop()
    stream = null
    state.value = then
  }
  const look = (readQr: Awaited<ReturnType<typeof reading>>['readQr'], mine: number): void => {
    const canvas = document.createElement('canvas')
    const next = (): void => {
      if (turn !== mine) return
      const picture = video.value && pictureOf(video.value, canvas)
      const seen = picture && readQr(picture)
      if (seen && seen !== 'other') {
        stop('filled')
        found(seen.code)
        return
      }
      if (seen) state.value = 'other'
      setTimeout(next, pauseMilliseconds)
    }
    next()
  }
  const open = async (mine: number): Promise<void> => {
    const { readQr } = await fetchNow(reading)
    if (turn !== mine) return
    const opened = await navigator.mediaDevices
      .getUserMedia({ video: { facingMode: 'environment' }, audio: false })
      .catch(() => null)
    if (turn !== mine || !opened || !video.value) {
      for (const track of opened?.getTracks() ?? []) track.stop()
      if (turn === mine) stop('refused')
      return
    }
    stream = opened
    video.value.srcObject = opened
    await video.value.play().catch(() => undefined)
    if (turn !== mine) return
    state.value = 'looking'
    look(readQr, mine)
  }
  const start = (): void => {
    stop('opening')
    const mine = turn
    open(mine).catch(() => {
      if (turn === mine) stop('offline')
    })
  }
  /** Whoever turns to another program leaves no camera running. */
  const hidden = (): void => {
    if (document.hidden && stream) stop()
  }
  onMounted(() => document.addEventListener('visibilitychange', hidden))
  onBeforeUnmount(() => {
    document.removeEventListener('visibilitychange', hidden)
    stop()
  })
  return { state, start, stop }
}
