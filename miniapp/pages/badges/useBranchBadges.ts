import { computed, ref, shallowRef, watch } from 'vue'
import type { Output } from '../../../server/contract'
import { call } from '../../api/call'
import { newId } from '../../api/newId'
import { mySession } from '../../client/session'
import type { Select } from '../../components/ledger/ledger'
import { usePlace } from '../../components/ledger/usePlace'
import { useChecked } from '../../composables/useChecked'
import { draftName, useDraft } from '../../composables/useDraft'
import { useLoad } from '../../composables/useLoad'
import { useSend } from '../../composables/useSend'
import { emptyInspection, inspectionInput, inspectionProblems } from './badgeForm'
import { branchTexts } from './texts'

export type Inspection = Output<'badge.branch'>['inspections'][number]
type Member = Output<'badge.members'>['members'][number]
const firstYear = 2018

/** The 台账 of a branch and the form for one more 抽查 (R02). */
export const useBranchBadges = (branchId: string) => {
  const { today, personId } = mySession()
  const thisYear = Number(today.slice(0, 4))
  const at = usePlace(['year'])
  const year = computed(() => Number(at.place.value.selects.year) || thisYear)
  const load = useLoad(() => call('badge.branch', { branchId, year: year.value }))
  watch(year, () => void load.reload())

  const draft = useDraft(draftName(personId, `inspection.${branchId}`), emptyInspection(today))
  const form = draft.value
  const members = shallowRef<Member[] | null>(null)
  const sending = useSend()
  const checked = useChecked(sending, () => inspectionProblems(form.value, today))
  const done = ref('')
  const logging = ref(false)
  // A new id only once the last record has arrived: pressed again after a lost answer it is the same inspection.
  let inspectionId = newId()

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
  const say = async (text: string): Promise<void> => {
    done.value = text
    await load.reload()
  }
  const save = async (): Promise<void> => {
    done.value = ''
    if (!checked.complete()) return
    await sending.send('badge.record', inspectionInput(form.value, inspectionId), async () => {
      inspectionId = newId()
      draft.clear(emptyInspection(today))
      checked.restart()
      logging.value = false
      await say(branchTexts.saved)
    })
  }
  const years = Array.from({ length: thisYear - firstYear + 1 }, (_, index) => thisYear - index)
  const selects: readonly Select<Inspection>[] = [
    {
      key: 'year',
      label: branchTexts.year,
      options: years.map((each) => ({
        value: each === thisYear ? '' : String(each),
        label: branchTexts.yearOf(each),
      })),
    },
  ]
  return {
    today,
    at,
    selects,
    logging,
    load,
    form,
    draft,
    checked,
    discard: () => draft.clear(emptyInspection(today)),
    members,
    sending,
    done,
    say,
    save,
    departments: computed(() => [
      { value: '', label: branchTexts.chooseDepartment },
      ...(load.value.value?.departments ?? []).map(({ departmentId: value, name: label }) => ({ value, label })),
    ]),
    months: computed(() => (load.value.value?.months ?? []).filter(({ times }) => times > 0)),
  }
}

export type BranchBadges = ReturnType<typeof useBranchBadges>
