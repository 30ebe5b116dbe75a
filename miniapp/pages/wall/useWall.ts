import { computed, ref, watch } from 'vue'
import { call } from '../../api/call'
import { useLoad } from '../../composables/useLoad'
import { texts } from './texts'

export const useWall = () => {
  const words = ref('')
  const search = ref('')
  const branchId = ref('')
  const page = ref(1)
  const wall = useLoad(() =>
    call('wall.list', {
      search: search.value,
      page: page.value,
      ...(branchId.value ? { branchId: branchId.value } : {}),
    }),
  )
  const branches = computed(() => [
    { value: '', label: texts.allBranches },
    ...(wall.value.value?.branches ?? []).map(({ branchId: value, name: label }) => ({ value, label })),
  ])
  const filtered = computed(() => search.value !== '' || branchId.value !== '')
  const find = (): void => {
    search.value = words.value.trim()
    page.value = 1
  }
  const clear = (): void => {
    words.value = ''
    branchId.value = ''
    find()
  }
  watch(branchId, () => {
    page.value = 1
  })
  watch([search, branchId, page], () => void wall.reload())
  watch(page, () => window.scrollTo({ top: 0 }))
  return { words, branchId, page, wall, branches, filtered, find, clear }
}
