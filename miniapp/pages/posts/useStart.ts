import { useRouter } from 'vue-router'
import { newId } from '../../api/newId'
import { useSend } from '../../composables/useSend'
import type { Kind } from './postSteps'

/** Begins a 岗 or 区 and opens it. Tried again after no answer, it is the same record and not a second one. */
export const useStart = () => {
  const router = useRouter()
  const sending = useSend()
  const ids = new Map<string, string>()
  const start = (departmentId: string, kind: Kind, replacesId?: string): Promise<boolean> => {
    const slot = `${departmentId} ${kind} ${replacesId ?? ''}`
    const postAreaId = ids.get(slot) ?? newId()
    ids.set(slot, postAreaId)
    const input = { postAreaId, departmentId, kind, ...(replacesId && { replacesId }) }
    return sending.send('postArea.start', input, async () => {
      ids.delete(slot)
      await router.push(`/posts/${postAreaId}`)
    })
  }
  return { sending, start }
}
