import { computed, ref, shallowRef } from 'vue'
import type { Output } from '../../../server/contract/schemas'
import { call } from '../../api/call'
import { useLoad } from '../../composables/useLoad'
import { useSend } from '../../composables/useSend'
import { rosterTexts } from './texts'

export type RosterCheck = Output<'roster.check'>
export type RosterImport = Output<'roster.imports'>['imports'][number]

/** Ten thousand rows are read and checked in seconds, but a phone may need long to send them. */
const uploadTimeoutMilliseconds = 120_000

/** Check first, then apply exactly the file that was checked; every import can be undone. */
export const useRoster = () => {
  const history = useLoad(() => call('roster.imports', {}))
  const checking = useSend()
  const applying = useSend()
  const undoing = useSend()
  const file = shallowRef<File | null>(null)
  const result = shallowRef<RosterCheck | null>(null)
  const done = ref('')

  const finish = async (text: string): Promise<void> => {
    done.value = text
    file.value = null
    result.value = null
    await history.reload()
  }
  return {
    history,
    checking,
    applying,
    undoing,
    file,
    result,
    done,
    mayApply: computed(() => result.value !== null && result.value.problemCount === 0),
    check: async (chosen: File): Promise<void> => {
      file.value = chosen
      result.value = null
      done.value = ''
      applying.clear()
      const options = { fileName: chosen.name, timeoutMilliseconds: uploadTimeoutMilliseconds }
      const keep = (answer: RosterCheck): void => {
        result.value = answer
      }
      await checking.send('roster.check', chosen, keep, options)
    },
    apply: async (): Promise<void> => {
      if (!file.value || !result.value) return
      const headers = { 'X-File-Sha256': result.value.sha256 }
      const options = { fileName: file.value.name, headers, timeoutMilliseconds: uploadTimeoutMilliseconds }
      await applying.send('roster.apply', file.value, ({ summary }) => finish(rosterTexts.applied(summary)), options)
    },
    undo: ({ batchId }: RosterImport) => undoing.send('roster.undo', { batchId }, () => finish(rosterTexts.undoDone)),
  }
}
