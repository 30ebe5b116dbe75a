import { computed, ref, watch } from 'vue'
import type { Output } from '../../../server/contract'
import { call } from '../../api/call'
import { useLoad } from '../../composables/useLoad'
import { useSend } from '../../composables/useSend'
import { orgTexts } from './texts'

export type Tree = Output<'organisation.tree'>
export type Branch = Tree['branches'][number]
export type ListedPerson = Output<'organisation.people'>['people'][number]

const typingPauseMilliseconds = 300

/** People found by name, number or branch; nobody while nothing was asked. */
const usePeople = () => {
  const search = ref('')
  const branchId = ref('')
  const page = ref(1)
  const searching = computed(() => search.value.trim() !== '' || branchId.value !== '')
  const people = useLoad(async () => {
    if (!searching.value) return null
    const where = branchId.value === '' ? {} : { branchId: branchId.value }
    return call('organisation.people', { search: search.value.trim(), ...where, page: page.value })
  })
  const askAnew = (): void => {
    page.value = 1
    void people.reload()
  }
  let pause: ReturnType<typeof setTimeout> | undefined
  watch(search, () => {
    clearTimeout(pause)
    pause = setTimeout(askAnew, typingPauseMilliseconds)
  })
  watch(branchId, askAnew)
  watch(page, () => void people.reload())
  return { people, search, branchId, page, searching }
}

export type People = ReturnType<typeof usePeople>['people']

/** The two lines of the organisation, or the people found in it; which of them depends on what was asked. */
export const useOrganisation = () => {
  const tree = useLoad(() => call('organisation.tree', {}))
  const found = usePeople()
  const moving = useSend()
  return {
    ...found,
    tree,
    chosenId: ref(''),
    branchOptions: computed(() => [
      { value: '', label: orgTexts.allBranches },
      ...(tree.value.value?.branches ?? []).map((branch) => ({ value: branch.branchId, label: branch.name })),
    ]),
    moving,
    /** Puts a branch at a place of the list, 1 for the first. */
    move: (branchId: string, place: number) => moving.send('organisation.moveBranch', { branchId, place }, tree.reload),
    reload: () => Promise.all([tree.reload(), found.people.reload()]),
  }
}
