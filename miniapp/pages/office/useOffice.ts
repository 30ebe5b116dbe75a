import { computed } from 'vue'
import type { Output } from '../../../server/contract'
import { call } from '../../api/call'
import { mySession } from '../../client/session'
import { useLoad } from '../../composables/useLoad'

export type OfficeBoard = Output<'package.list'>
export type BranchRow = OfficeBoard['branches'][number]
export type Package = NonNullable<BranchRow['latest']>
export type WaitingReport = Output<'evaluation.rounds'>['rounds'][number]

/** The four figures of R01's matrix, over all branches. */
export const totals = (branches: readonly BranchRow[]) => ({
  due: branches.reduce((sum, { memberCount }) => sum + memberCount, 0),
  submitted: branches.reduce((sum, { submitted }) => sum + submitted, 0),
  accepted: branches.reduce((sum, { accepted }) => sum + accepted, 0),
  published: branches.reduce((sum, { published }) => sum + published, 0),
})

/** 机关党办's model: where every branch stands, what waits for a decision. */
export const useOffice = () => {
  const { may } = mySession()
  const load = useLoad(() => call('package.list', {}))
  const rounds = useLoad(async () => (may.readRounds ? (await call('evaluation.rounds', {})).rounds : []))
  return {
    load,
    rounds,
    reports: computed(() => (rounds.value.value ?? []).filter(({ state }) => state === 'TABLE1_SUBMITTED')),
  }
}
