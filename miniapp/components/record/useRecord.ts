import { computed, type Ref, ref } from 'vue'
import { mySession } from '../../client/session'
import { type Load, useLoad } from '../../composables/useLoad'
import type { Send } from '../../composables/useSend'
import type { Button, RecordFace } from './chain'
import { recordTexts } from './texts'

export interface RecordModel<Value> {
  load: Load<Value>
  face: Ref<RecordFace | null>
  today: string
  /** What has just been done, in words. */
  done: Ref<string>
  /** Says so, shows the record anew. */
  finish: (text: string) => Promise<void>
  /** A step that needs nothing but words; false when it was refused. */
  take: (sending: Send, step: Button, comment: string) => Promise<boolean>
}

/** A record that runs on the engine, loaded by its part's own call, which carries its face. */
export function useRecord<Value extends { face: RecordFace }>(ask: () => Promise<Value>): RecordModel<Value> {
  const { today } = mySession()
  const load = useLoad(ask)
  const done = ref('')
  const face = computed(() => load.value.value?.face ?? null)
  const finish = async (text: string): Promise<void> => {
    done.value = text
    await load.reload()
    window.scrollTo({ top: 0 })
  }
  const take = async (sending: Send, step: Button, comment: string): Promise<boolean> => {
    if (!face.value) return false
    const { workflow, recordId, revision } = face.value
    const input = { workflow, recordId, revision, event: step.event, comment }
    return sending.send('record.step', input, () => finish(recordTexts.done(step.done)))
  }
  return { load, face, today, done, finish, take }
}
