import { computed, ref, watch } from 'vue'
import { useRoute, useRouter } from 'vue-router'
import type { Output } from '../../../server/contract'
import { call } from '../../api/call'
import { useLoad } from '../../composables/useLoad'
import { texts } from './texts'
import { departmentsOf, isFiltered, readChoice, toFilter, toQuery, type WallChoice } from './wallQuery'

type Shown = ({ tab: 'pledges' } & Output<'wall.list'>) | ({ tab: 'posts' } & Output<'wall.posts'>)

const ask = async (choice: WallChoice): Promise<Shown> =>
  choice.tab === 'posts'
    ? { tab: 'posts', ...(await call('wall.posts', toFilter(choice))) }
    : { tab: 'pledges', ...(await call('wall.list', toFilter(choice))) }

export const useWall = () => {
  const route = useRoute()
  const router = useRouter()
  const choice = computed(() => readChoice(route.query))
  const words = ref(choice.value.search)
  const wall = useLoad(() => ask(choice.value))
  const change = (changes: Partial<WallChoice>): void =>
    void router.replace({ query: toQuery({ ...choice.value, page: 1, ...changes }) })

  const tab = computed<WallChoice['tab'][]>({
    get: () => [choice.value.tab],
    set: ([chosen = 'pledges']) => change({ tab: chosen }),
  })
  const departments = computed(() => wall.value.value?.departments ?? [])
  const branchId = computed({
    get: () => choice.value.branchId,
    set: (chosen) => {
      const { departmentId } = choice.value
      const stays = departmentsOf(departments.value, chosen).some((each) => each.departmentId === departmentId)
      change({ branchId: chosen, departmentId: stays ? departmentId : '' })
    },
  })
  const departmentId = computed({
    get: () => choice.value.departmentId,
    set: (chosen) => change({ departmentId: chosen }),
  })
  const page = computed({
    get: () => choice.value.page,
    set: (chosen) => {
      change({ page: chosen })
      window.scrollTo({ top: 0 })
    },
  })
  const branchOptions = computed(() => [
    { value: '', label: texts.allBranches },
    ...(wall.value.value?.branches ?? []).map(({ branchId: value, name: label }) => ({ value, label })),
  ])
  const departmentOptions = computed(() => [
    { value: '', label: texts.allDepartments },
    ...departmentsOf(departments.value, branchId.value).map(({ departmentId: value, name: label }) => ({
      value,
      label,
    })),
  ])
  const department = computed(() => departments.value.find((each) => each.departmentId === departmentId.value) ?? null)
  // Leaving the page changes the address too; what is chosen there is none of ours.
  watch(choice, () => route.path === '/wall' && void wall.reload())

  return {
    wall,
    words,
    tab,
    branchId,
    departmentId,
    page,
    branchOptions,
    departmentOptions,
    department,
    filtered: computed(() => isFiltered(choice.value)),
    slidesPath: computed(() => ({ path: '/wall/slides', query: toQuery({ ...choice.value, page: 1, search: '' }) })),
    find: () => change({ search: words.value.trim() }),
    clear: () => {
      words.value = ''
      change({ branchId: '', departmentId: '', search: '' })
    },
  }
}
