import { computed, ref, watch } from 'vue'
import type { Output } from '../../../server/contract'
import { call } from '../../api/call'
import { mySession } from '../../client/session'
import type { Select } from '../../components/ledger/ledger'
import { usePlace } from '../../components/ledger/usePlace'
import { useLoad } from '../../composables/useLoad'
import { branchTexts } from './branchTexts'

export type Inspection = Output<'badge.branch'>['inspections'][number]
const firstYear = 2018

/** The 台账 of a branch (R02). */
export const useBranchBadges = (branchId: string) => {
  const { today } = mySession()
  const thisYear = Number(today.slice(0, 4))
  const at = usePlace(['year'])
  const year = computed(() => Number(at.place.value.selects.year) || thisYear)
  const load = useLoad(() => call('badge.branch', { branchId, year: year.value }))
  watch(year, () => void load.reload())

  const done = ref('')
  const logging = ref(false)
  const say = async (text: string): Promise<void> => {
    done.value = text
    await load.reload()
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
    branchId,
    today,
    at,
    selects,
    logging,
    load,
    done,
    say,
    departments: computed(() => [
      { value: '', label: branchTexts.chooseDepartment },
      ...(load.value.value?.departments ?? []).map(({ departmentId: value, name: label }) => ({ value, label })),
    ]),
    months: computed(() => (load.value.value?.months ?? []).filter(({ times }) => times > 0)),
  }
}

export type BranchBadges = ReturnType<typeof useBranchBadges>
