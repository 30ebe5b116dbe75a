import { computed, ref } from 'vue'
import { call } from '../../api/call'
import { useLoad } from '../../composables/useLoad'
import { useSend } from '../../composables/useSend'
import {
  type BranchMember,
  canBeReminded,
  filterCounts,
  latestPackage,
  packageObstacle,
  toTellInPerson,
} from './branchMembers'
import { collectedPosts } from './branchPosts'
import { texts } from './texts'

/** The 书记's collection board (R13, R19): who is missing, one tap to remind, what was handed in. */
export const useBranch = (branchId: string) => {
  const load = useLoad(() => call('pledge.branch', { branchId }))
  const posts = useLoad(() => call('postArea.board', { branchId }))
  const nudging = useSend()
  const done = ref('')
  const nothing = ref(false)
  const skipped = ref<{ name: string; reason: string }[]>([])
  const members = computed(() => load.value.value?.members ?? [])
  const packages = computed(() => load.value.value?.packages ?? [])
  const reminders = computed(() => members.value.filter(canBeReminded))

  const collected = computed(() => (posts.value.value ? collectedPosts(posts.value.value) : { posts: 0, areas: 0 }))

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
    posts,
    nudging,
    done,
    nothing,
    skipped,
    reminders,
    counts: computed(() => filterCounts(members.value)),
    inPerson: computed(() => toTellInPerson(members.value)),
    latest: computed(() => latestPackage(packages.value)),
    obstacle: computed(() => {
      const { posts: postCount, areas } = collected.value
      return load.value.value ? packageObstacle(load.value.value, postCount + areas) : null
    }),
    nudge,
    say,
  }
}

export type Branch = ReturnType<typeof useBranch>
