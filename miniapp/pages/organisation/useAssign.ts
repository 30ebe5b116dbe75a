import { useForm } from '../../composables/useForm'
import { linksTexts } from './linksTexts'
import { longestTargetName, mostTargets, type TargetTexts, targetsOf } from './targets'
import type { Leader } from './useThreeLinks'

const nothing = (): TargetTexts => ({ MARKET: '', SUBSIDIARY: '', PHARMACY: '' })

/** Why these cannot be assigned, or ''; what the server would refuse as a whole. */
const problemOf = (targets: readonly { name: string }[]): string => {
  const long = targets.find(({ name }) => [...name].length > longestTargetName)
  if (long) return linksTexts.tooLong(`${long.name.slice(0, 10)}…`)
  if (targets.length > mostTargets) return linksTexts.tooMany(targets.length)
  return targets.length === 0 ? linksTexts.nothing : ''
}

/** One leader's new links: pasted lists. */
export const useAssign = (leader: Leader, assigned: (text: string) => void) => {
  const model = useForm({
    name: `links.${leader.personId}`,
    fresh: nothing,
    find: (written) => {
      const sentence = problemOf(targetsOf(written))
      return sentence ? [{ field: 'targets', code: 'page.targets', sentence }] : []
    },
  })
  const save = async (): Promise<void> => {
    if (!model.complete()) return
    const input = { leaderId: leader.personId, targets: targetsOf(model.form.value) }
    await model.sending.send('threeLinks.assign', input, ({ added }) => {
      model.sent()
      assigned(linksTexts.added(leader.name, added))
    })
  }
  return { model, save }
}
