import { computed, ref } from 'vue'
import { call } from '../../api/call'
import { useLoad } from '../../composables/useLoad'
import { useSend } from '../../composables/useSend'
import {
  type BranchMember,
  canBeReminded,
  filterCounts,
  filterOf,
  latestPackage,
  type MemberFilter,
  packageObstacle,
  toTellInPerson,
} from './branchMembers'
import { texts } from './texts'

/** The 书记's collection board (R13, R19): who is missing, one tap to remind, what was handed in. */
export const useBranch = (branchId: string) => {
  const load = useLoad(() => call('pledge.branch', { branchId }))
  const nudging = useSend()
  const filter = ref<MemberFilter[]>(['missing'])
  const done = ref('')
  const nothing = ref(false)
  const skipped = ref<{ name: string; reason: string }[]>([])
  const members = computed(() => load.value.value?.members ?? [])
  const packages = computed(() => load.value.value?.packages ?? [])
  const shown = computed(() => members.value.filter((member) => filterOf(member) === filter.value[0]))
  const reminders = computed(() => members.value.filter(canBeReminded))

  const say = (text: string, came = true): void => {
    done.value = text
    nothing.value = !came
    skipped.value = []
  }
  const nudge = (chosen: readonly BranchMember[]): Promise<boolean> =>
    nudging.send('pledge.nudge', { branchId, personIds: chosen.map(({ personId }) => personId) }, async (answer) => {
      say(answer.sent > 0 ? texts.nudged(answer.sent) : texts.nobodyNudged, answer.sent > 0)
      skipped.value = answer.skipped
      await load.reload()
    })

  return {
    load,
    nudging,
    filter,
    done,
    nothing,
    skipped,
    shown,
    reminders,
    counts: computed(() => filterCounts(members.value)),
    inPerson: computed(() => toTellInPerson(members.value)),
    latest: computed(() => latestPackage(packages.value)),
    obstacle: computed(() => (load.value.value ? packageObstacle(load.value.value) : null)),
    nudge,
    say,
  }
}

export type Branch = ReturnType<typeof useBranch>
