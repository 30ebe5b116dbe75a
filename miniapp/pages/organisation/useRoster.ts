import { computed, ref, shallowRef } from 'vue'
import type { Input, Output } from '../../../server/contract'
import { call } from '../../api/call'
import { useLoad } from '../../composables/useLoad'
import { useSend } from '../../composables/useSend'
import { useRosterAnswers } from './rosterAnswers'
import { rosterTexts } from './rosterTexts'

export type RosterCheck = Output<'roster.check'>
export type SaidColumn = Input<'roster.mapHeading'>['rosterColumn']
export type RosterHistory = Output<'roster.imports'>
export type RosterImport = Output<'roster.imports'>['imports'][number]

/** Ten thousand rows are read and checked in seconds, but a phone may need long to send them. */
const uploadTimeoutMilliseconds = 120_000

const optionsFor = (file: File) => ({ fileName: file.name, timeoutMilliseconds: uploadTimeoutMilliseconds })

/** Check first, then apply exactly the file that was checked. */
const useUpload = (applied: (answer: Output<'roster.apply'>) => Promise<void>) => {
  const checking = useSend()
  const applying = useSend()
  const file = shallowRef<File | null>(null)
  const result = shallowRef<RosterCheck | null>(null)
  const answers = useRosterAnswers(() => result.value?.questions ?? [])
  const keep = (answer: RosterCheck): void => {
    result.value = answer
  }
  const check = async (chosen: File): Promise<void> => {
    file.value = chosen
    result.value = null
    answers.clear()
    applying.clear()
    await checking.send('roster.check', chosen, keep, optionsFor(chosen))
  }
  const apply = async (): Promise<void> => {
    if (!file.value || !result.value) return
    const headers = { 'X-File-Sha256': result.value.sha256, ...answers.header() }
    const answered = async (answer: Output<'roster.apply'>): Promise<void> => {
      file.value = null
      result.value = null
      await applied(answer)
    }
    await applying.send('roster.apply', file.value, answered, { ...optionsFor(file.value), headers })
  }
  const clean = computed(
    () => result.value !== null && result.value.problemCount === 0 && result.value.differenceCount > 0,
  )
  /** What is still wanted before the import; '' when nothing is. */
  const wanted = computed(() => {
    if (answers.left.value) return rosterTexts.leftToAnswer(answers.left.value)
    return answers.reasonShort.value ? rosterTexts.reasonMissing : ''
  })
  /** The same file once more, after something was said about it. */
  const checkAgain = async (): Promise<void> => {
    if (file.value) await check(file.value)
  }
  return { checking, applying, file, result, answers, clean, wanted, check, checkAgain, apply }
}

/** The roster comes in by whole files; every import can be undone. */
export const useRoster = () => {
  const history = useLoad(() => call('roster.imports', {}))
  const undoing = useSend()
  const done = ref('')
  const finish = async (text: string): Promise<void> => {
    done.value = text
    await history.reload()
  }
  return {
    ...useUpload(({ summary }) => finish(rosterTexts.applied(summary))),
    history,
    undoing,
    done,
    undo: ({ batchId }: RosterImport) => undoing.send('roster.undo', { batchId }, () => finish(rosterTexts.undoDone)),
  }
}
