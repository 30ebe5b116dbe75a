import { computed, ref } from 'vue'
import type { Output } from '../../../server/contract'
import { mySession } from '../../client/session'
import { draftName, useDraft } from '../../composables/useDraft'
import { useSend } from '../../composables/useSend'
import { longestTargetName, mostTargets, requiredTargets, type TargetTexts, targetsOf } from './targets'
import { linksTexts } from './texts'

export type Leader = Output<'threeLinks.board'>['leaders'][number]

const nothing = (): TargetTexts => ({ MARKET: '', SUBSIDIARY: '', PHARMACY: '' })

/** Whether all of R46 has been visited this year. */
export const isComplete = ({ market, subsidiary, pharmacy }: Leader): boolean =>
  market >= requiredTargets.market && subsidiary >= requiredTargets.subsidiary && pharmacy >= requiredTargets.pharmacy

/** One leader's new links: pasted lists, checked here only for what the server would refuse as a whole. */
export const useAssign = (leader: Leader, assigned: (text: string) => void) => {
  const draft = useDraft(draftName(mySession().personId, `links.${leader.personId}`), nothing())
  const sending = useSend()
  const tried = ref(false)
  const written = draft.value
  const targets = computed(() => targetsOf(written.value))
  const problem = computed(() => {
    const long = targets.value.find(({ name }) => [...name].length > longestTargetName)
    if (long) return linksTexts.tooLong(`${long.name.slice(0, 10)}…`)
    if (targets.value.length > mostTargets) return linksTexts.tooMany(targets.value.length)
    return tried.value && targets.value.length === 0 ? linksTexts.nothing : ''
  })
  return {
    written,
    sending,
    problem,
    save: async (): Promise<void> => {
      tried.value = true
      if (problem.value !== '') return
      await sending.send('threeLinks.assign', { leaderId: leader.personId, targets: targets.value }, ({ added }) => {
        draft.clear(nothing())
        assigned(linksTexts.added(leader.name, added))
      })
    },
  }
}
