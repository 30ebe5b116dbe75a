import { computed } from 'vue'
import { call } from '../../api/call'
import { useLoad } from '../../composables/useLoad'
import { useSend } from '../../composables/useSend'

// From here the workflow still lets the branch give a sheet back; later it lies with 机关党办 (rules §3.2).
const withBranch: readonly string[] = ['SUBMITTED', 'BRANCH_CHECK', 'BRANCH_OK']

export const usePledgeReading = (pledgeId: string, returned: () => void) => {
  const load = useLoad(() => call('pledge.read', { pledgeId }))
  const sending = useSend()
  return {
    load,
    sending,
    mayReturn: computed(() => {
      const pledge = load.value.value
      return pledge?.may.return === true && withBranch.includes(pledge.state)
    }),
    giveBack: (reason: string) => {
      const revision = load.value.value?.revision ?? 0
      return sending.send('pledge.return', { pledgeId, reason, revision }, returned)
    },
  }
}
