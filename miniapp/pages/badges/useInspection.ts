import { shallowRef, watch } from 'vue'
import type { Output } from '../../../server/contract'
import { call } from '../../api/call'
import { mySession } from '../../client/session'
import { renewEntry } from '../../composables/renewEntry'
import { useChecked } from '../../composables/useChecked'
import { draftName, useDraft } from '../../composables/useDraft'
import { useSend } from '../../composables/useSend'
import { emptyInspection, inspectionInput, inspectionProblems } from './badgeForm'
import { branchTexts } from './branchTexts'
import type { BranchBadges } from './useBranchBadges'

type Member = Output<'badge.members'>['members'][number]

/** The form for one more 抽查 (R02). */
export const useInspection = ({ branchId, today, done, logging, say }: BranchBadges) => {
  const draft = useDraft(draftName(mySession().personId, `inspection.${branchId}`), emptyInspection(today))
  const form = draft.value
  const members = shallowRef<Member[] | null>(null)
  const sending = useSend()
  const checked = useChecked(sending, () => inspectionProblems(form.value, today))
  renewEntry(form, sending)

  watch(
    () => form.value.departmentId,
    async (departmentId, before) => {
      // At the start it is what the draft holds, with its names; nothing written is no draft.
      if (before !== undefined && form.value.notWearingIds.length > 0) form.value.notWearingIds = []
      members.value = null
      if (!departmentId) return
      // Without the list everything but names can still be written down.
      const answer = await call('badge.members', { departmentId }).catch(() => ({ members: [] }))
      if (form.value.departmentId === departmentId) members.value = answer.members
    },
    { immediate: true },
  )
  const save = async (): Promise<void> => {
    done.value = ''
    if (!checked.complete()) return
    await sending.send('badge.record', inspectionInput(form.value), async () => {
      draft.clear(emptyInspection(today))
      checked.restart()
      logging.value = false
      await say(branchTexts.saved)
    })
  }
  return { form, draft, checked, discard: () => draft.clear(emptyInspection(today)), members, sending, save }
}
