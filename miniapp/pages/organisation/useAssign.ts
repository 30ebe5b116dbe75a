import { emptyKept, type KeptForm, keptInput, keptProblems } from '../../components/links/keptForm'
import { useForm } from '../../composables/useForm'
import { linksTexts } from './linksTexts'
import { longestTargetName, mostTargets, type TargetTexts, targetsOf } from './targets'
import type { Leader } from './useThreeLinks'

type AssignForm = TargetTexts & KeptForm

const nothing = (): AssignForm => ({ MARKET: '', SUBSIDIARY: '', PHARMACY: '', ...emptyKept() })

/** Why these cannot be assigned, or ''; what the server would refuse as a whole. */
const problemOf = (targets: readonly { name: string }[], chosen: number): string => {
  const long = targets.find(({ name }) => [...name].length > longestTargetName)
  if (long) return linksTexts.tooLong(`${long.name.slice(0, 10)}…`)
  if (targets.length > mostTargets) return linksTexts.tooMany(targets.length)
  return targets.length + chosen === 0 ? linksTexts.nothing : ''
}

/** One leader's links: new ones as pasted lists, last year's taken over, some ended. */
export const useAssign = (leader: Leader, assigned: (text: string) => void) => {
  const model = useForm({
    name: `links.${leader.personId}`,
    fresh: nothing,
    find: (written) => {
      const sentence = problemOf(targetsOf(written), written.carried.length + written.ended.length)
      return [...(sentence ? [{ field: 'targets', code: 'page.targets', sentence }] : []), ...keptProblems(written)]
    },
  })
  const save = async (): Promise<void> => {
    if (!model.complete()) return
    const input = { leaderId: leader.personId, targets: targetsOf(model.form.value), ...keptInput(model.form.value) }
    await model.sending.send('threeLinks.assign', input, ({ added, ended }) => {
      model.sent()
      assigned(linksTexts.added(leader.name, added, ended))
    })
  }
  return { model, save }
}
