import { computed, ref } from 'vue'
import { call } from '../../api/call'
import { halfText } from '../../composables/dayText'
import { useLoad } from '../../composables/useLoad'
import { useSend } from '../../composables/useSend'
import { listTexts } from './texts'

const fields = ['title', 'basisNumber'] as const

/** All rounds the reader may see; 机关党办 also opens the next half-year here (R52–R54). */
export const useRounds = () => {
  const load = useLoad(() => call('evaluation.rounds', {}))
  const sending = useSend()
  const opening = ref(false)
  const done = ref('')
  const tried = ref(false)
  const title = ref('')
  const basisNumber = ref('')
  const half = computed(() => load.value.value?.nextHalf ?? null)
  const written = { title, basisNumber }

  return {
    load,
    sending,
    opening,
    done,
    title,
    basisNumber,
    half,
    mayOpen: computed(() => load.value.value?.mayOpen === true && half.value !== null),
    begin: (): void => {
      tried.value = false
      title.value ||= listTexts.defaultName(halfText(half.value ?? ''))
      opening.value = true
    },
    problemOf: (field: (typeof fields)[number]): string =>
      sending.problemOf(field) || (tried.value && written[field].value.trim() === '' ? listTexts.missing : ''),
    beside: () => sending.problemsBeside(fields),
    open: async (): Promise<void> => {
      tried.value = true
      if (half.value === null || fields.some((field) => written[field].value.trim() === '')) return
      const input = { half: half.value, title: title.value, basisNumber: basisNumber.value }
      await sending.send('evaluation.open', input, async ({ rounds }) => {
        opening.value = false
        done.value = listTexts.started(rounds)
        await load.reload()
      })
    },
  }
}
