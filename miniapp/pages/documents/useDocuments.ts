import { computed, onBeforeUnmount, ref, shallowRef } from 'vue'
import type { Input, Output } from '../../../server/contract'
import { call, fileUrl } from '../../api/call'
import { newId } from '../../api/newId'
import { Unreachable } from '../../api/refused'
import { useAction } from '../../composables/useAction'
import { useLoad } from '../../composables/useLoad'

type Kind = Input<'document.startBatch'>['kind']
type Format = NonNullable<Input<'document.startBatch'>['format']>
type Progress = Output<'document.batch'>

const pauseMilliseconds = 1000
/** A select holds texts only; this stands for the whole house. */
const house = 'house'

/** Asks for a zip, lets the browser fetch it and shows how far it is. */
export const useDocuments = () => {
  const load = useLoad(() => call('document.batches', {}))
  const kind = ref<Kind[]>(['package'])
  const format = ref<Format[]>(['docx'])
  const scope = ref('')
  const progress = shallowRef<Progress | null>(null)
  const action = useAction()
  let timer: ReturnType<typeof setTimeout> | undefined
  let gone = false

  const scopes = computed(() =>
    (load.value.value?.scopes ?? []).map(({ branchId, name }) => ({ value: branchId ?? house, label: name })),
  )
  const chosenScope = computed({
    get: () => scope.value || (scopes.value[0]?.value ?? ''),
    set: (value: string) => {
      scope.value = value
    },
  })
  const branch = computed(() =>
    chosenScope.value && chosenScope.value !== house ? { branchId: chosenScope.value } : {},
  )

  const followSoon = (batchId: string): void => {
    clearTimeout(timer)
    if (!gone) timer = setTimeout(() => void follow(batchId), pauseMilliseconds)
  }
  const follow = async (batchId: string): Promise<void> => {
    try {
      progress.value = await call('document.batch', { batchId })
      if (progress.value.finished) await load.reload()
      else followSoon(batchId)
    } catch (fault) {
      // The download goes on, and so does its count when the network is back.
      if (fault instanceof Unreachable) followSoon(batchId)
    }
  }
  /** A link, not fetch: the browser's own download goes on after a break and writes to the disk as it comes. */
  const save = (batchId: string): void => {
    const link = document.createElement('a')
    link.href = fileUrl('document.download', { batchId })
    link.download = ''
    link.click()
    followSoon(batchId)
  }
  const start = (): Promise<boolean> =>
    action.run(async () => {
      const asked = { kind: kind.value[0] ?? 'package', format: format.value[0] ?? 'docx', ...branch.value }
      const { batchId, total } = await call('document.startBatch', { batchId: newId(), ...asked })
      progress.value = { batchId, total, done: 0, bytes: 0, finished: false, fileName: '' }
      save(batchId)
    })
  onBeforeUnmount(() => {
    gone = true
    clearTimeout(timer)
  })
  const summaryUrl = computed(() => fileUrl('document.postAreaSummary', branch.value))
  return { load, kind, format, scopes, chosenScope, progress, action, start, save, summaryUrl }
}
