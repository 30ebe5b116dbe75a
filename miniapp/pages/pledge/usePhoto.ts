import { computed, type Ref, ref, shallowRef, watch } from 'vue'
import { call, fileUrl } from '../../api/call'
import { online } from '../../api/connection'
import { fetchLater } from '../../composables/later'
import { useAction } from '../../composables/useAction'
import { draftName } from '../../composables/useDraft'
import { keeping } from '../../keeping'
import type { Cut } from './photoCrop'
import type { Picture } from './photoFile'
import { createPhotoSteps, type FinishedPhoto, type Original, type PhotoCalls } from './photoSteps'
import { photoTexts } from './photoTexts'

const timeoutMilliseconds = 60_000
/** Opening and drawing pictures; nothing of it is needed before somebody takes one. */
const photoFile = fetchLater(() => import('./photoFile'))

const calls: PhotoCalls = {
  upload: async (dataUrl, key) => {
    const { sha256Of, toBlob } = await photoFile()
    const blob = toBlob(dataUrl)
    const sha256 = await sha256Of(blob)
    const headers: Record<string, string> = sha256 ? { 'X-File-Sha256': sha256 } : {}
    return call('photo.upload', blob, { key, fileName: 'photo', timeoutMilliseconds, headers })
  },
  crop: (input, key) => call('photo.crop', input, { key, timeoutMilliseconds }),
}

/** Whether the picture this phone has opened lies as the server's copy does; older WebViews do not turn by EXIF. */
const liesAlike = async (picture: Picture, { width, height }: Original): Promise<boolean> => {
  const own = (await photoFile()).sizeOf(picture)
  return Math.abs((own.width * height) / (own.height * width) - 1) < 0.02
}

/** Taking, sending and framing the photo. `onUploaded` gets the id the form hands in. */
export const usePhoto = (personId: string, photoId: Ref<string | null>, onUploaded: (photoId: string) => void) => {
  const steps = createPhotoSteps(keeping, draftName(personId, 'idPhoto'), calls)
  const action = useAction()
  const opening = ref(false)
  const problem = ref('')
  /** What this phone has opened itself; else the server's copy is shown. */
  const opened = shallowRef<Picture | null>(null)
  const original = shallowRef<Original | null>(null)
  const picture = shallowRef<Picture | null>(null)
  const framing = ref(false)
  const finished = shallowRef<FinishedPhoto | null>(null)

  const waitingPicture = computed(() => {
    const kept = steps.kept.value
    return kept?.step === 'crop' ? kept.dataUrl : ''
  })
  // What was just framed is shown at once; the server's copy may still be on its way.
  const preview = computed(
    () => waitingPicture.value || (photoId.value ? fileUrl('photo.read', { photoId: photoId.value }) : ''),
  )

  const frame = async (): Promise<void> => {
    if (!original.value) return
    problem.value = ''
    const { originalId } = original.value
    const { loadImage } = await photoFile()
    const own = opened.value && (await liesAlike(opened.value, original.value)) ? opened.value : null
    try {
      picture.value = own ?? (await loadImage(fileUrl('photo.read', { photoId: originalId })))
      framing.value = true
    } catch {
      problem.value = photoTexts.notLoaded
    }
  }
  /** `asked`: the person is waiting for it; by itself the frame does not open over whatever is being written. */
  const send = (asked: boolean): Promise<boolean> =>
    action.run(async () => {
      const photo = await steps.send()
      const { value: kept } = steps.kept
      original.value = photo?.original ?? (kept?.step === 'frame' ? kept.original : original.value)
      finished.value = photo
      if (photo) onUploaded(photo.photoId)
      else if (asked && kept?.step === 'frame') await frame()
    })
  const choose = async (file: File | undefined): Promise<void> => {
    if (!file || action.busy.value || opening.value) return
    problem.value = ''
    action.clear()
    opening.value = true
    const { mostSentBytes, readyToSend, toDataUrl } = await photoFile()
    try {
      const ready = await readyToSend(file)
      if (ready.blob.size > mostSentBytes) {
        problem.value = photoTexts.tooLarge
        return
      }
      opened.value = ready.picture
      steps.upload(await toDataUrl(ready.blob))
    } catch {
      problem.value = photoTexts.unreadable
      return
    } finally {
      opening.value = false
    }
    await send(true)
  }
  const use = async (cut: Cut, dataUrl: string): Promise<boolean> => {
    framing.value = false
    if (!original.value) return false
    steps.crop(original.value, cut, dataUrl)
    return send(true)
  }
  const { value: left } = steps.kept
  if (left?.step === 'frame' || left?.step === 'crop') original.value = left.original
  const waiting = computed(() => steps.kept.value !== null && steps.kept.value.step !== 'frame')
  const goOn = (): void => void (waiting.value && send(false))
  goOn()
  watch(online, (reached) => reached && goOn())

  return {
    action,
    opening,
    problem,
    picture,
    original,
    framing,
    finished,
    preview,
    choose,
    frame,
    use,
    /** On its way and stopped by the network. */
    waiting,
    send: () => send(true),
    safe: steps.safe,
    /** Sent, but nobody has framed it yet. */
    unframed: computed(() => steps.kept.value?.step === 'frame'),
  }
}
