import { computed, type Ref, ref, shallowRef } from 'vue'
import { call, fileUrl } from '../../api/call'
import { newId } from '../../api/newId'
import { Unreachable } from '../../api/refused'
import { keptStore } from '../../composables/keptStore'
import { useAction } from '../../composables/useAction'
import { type Area, leastWidthPixels, sentSize } from './photoCrop'
import { openPicture, type Picture, toBlob, toJpeg } from './photoFile'
import { photoTexts } from './texts'

/** A photo on its way: kept on the phone until the server has it. */
interface Kept {
  dataUrl: string
  key: string
}

/** Taking, framing and sending the photo. `onUploaded` gets the id the form hands in. */
export const usePhoto = (personId: string, photoId: Ref<string | null>, onUploaded: (photoId: string) => void) => {
  const storeName = `photo.${personId}`
  const kept = shallowRef(keptStore.read<Kept>(storeName))
  const picture = shallowRef<Picture | null>(null)
  const framing = ref(false)
  const warnings = ref<string[]>([])
  const problem = ref('')
  const action = useAction()
  // What was just taken is shown at once; the server's copy may still be on its way.
  const local = ref(kept.value?.dataUrl ?? '')
  const preview = computed(
    () => local.value || (photoId.value ? fileUrl('photo.read', { photoId: photoId.value }) : ''),
  )

  const choose = async (file: File | undefined): Promise<void> => {
    if (!file) return
    problem.value = ''
    try {
      picture.value = await openPicture(file)
      framing.value = true
    } catch {
      problem.value = photoTexts.unreadable
    }
  }
  const send = (): Promise<boolean> =>
    action.run(async () => {
      const sending = kept.value
      if (!sending) return
      const options = { key: sending.key, fileName: 'photo.jpg', timeoutMilliseconds: 60_000 }
      try {
        const answer = await call('photo.upload', toBlob(sending.dataUrl), options)
        warnings.value = [...warnings.value, ...answer.warnings]
        onUploaded(answer.photoId)
        forgetKept()
      } catch (fault) {
        // Refused means this picture will never do; unreachable means again later.
        if (!(fault instanceof Unreachable)) {
          forgetKept()
          local.value = ''
        }
        throw fault
      }
    })
  const forgetKept = (): void => {
    kept.value = null
    keptStore.remove(storeName)
  }
  const use = (area: Area): Promise<boolean> => {
    framing.value = false
    if (!picture.value) return Promise.resolve(false)
    const size = sentSize(area)
    warnings.value = size.width < leastWidthPixels ? [photoTexts.tooSmall(size.width)] : []
    kept.value = { dataUrl: toJpeg(picture.value, area, size), key: newId() }
    local.value = kept.value.dataUrl
    keptStore.write(storeName, kept.value)
    return send()
  }
  if (kept.value) void send()
  return {
    picture,
    framing,
    warnings,
    problem,
    action,
    preview,
    waiting: computed(() => kept.value !== null),
    choose,
    use,
    send,
  }
}
