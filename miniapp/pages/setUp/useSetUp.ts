import { computed, ref } from 'vue'
import type { Output } from '../../../server/contract'
import { politicalStatusNames } from '../../../server/domain/organisation/persons'
import type { FieldProblem } from '../../api/refused'
import { drawLoginCode, type LoginLink, loginLink } from '../../components/links/loginLink'
import { useChecked } from '../../composables/useChecked'
import { draftName, useDraft } from '../../composables/useDraft'
import { missingIn } from '../../composables/useForm'
import { useSend } from '../../composables/useSend'
import { keptLater } from '../../keeping/later'
import { texts } from './texts'

type Opened = Output<'setUp.open'>

export interface PersonDraft {
  staffNumber: string
  name: string
  politicalStatus: string
  departmentCode: string
  departmentName: string
  branchName: string
}

const emptyPerson = (): PersonDraft => ({
  staffNumber: '',
  name: '',
  politicalStatus: politicalStatusNames.FULL_MEMBER,
  departmentCode: '',
  departmentName: '',
  branchName: '',
})
const emptyHouse = () => ({
  houseName: '',
  committeeName: '',
  groupName: '',
  branches: '',
  people: [emptyPerson(), emptyPerson()],
})

const nobody = 'nobody'

/** From the code on the console to the links of the first two people. Nobody is logged in, so the draft is nobody's. */
export const useSetUp = () => {
  const setUpCode = ref('')
  const opened = ref<Opened | null>(null)
  const links = ref<LoginLink[]>([])
  const sending = useSend()
  // Kept like anybody's, so that it is found again; before there is anybody.
  void keptLater().then(({ keeping }) => keeping.open(nobody))
  const draft = useDraft(draftName(nobody, 'setUp'), emptyHouse())
  const house = draft.value
  const branchNames = computed(() =>
    house.value.branches
      .split('\n')
      .map((line) => line.trim())
      .filter(Boolean),
  )
  const branchOptions = computed(() => branchNames.value.map((name) => ({ value: name, label: name })))
  /** With one branch there is nothing to choose. */
  const branchOf = ({ branchName }: PersonDraft): string =>
    branchNames.value.includes(branchName) ? branchName : (branchNames.value[0] ?? '')

  const findHouse = (): FieldProblem[] => {
    const { houseName, committeeName, branches } = house.value
    const fields = missingIn(
      { houseName, committeeName, branchNames: branches },
      ['houseName', 'committeeName', 'branchNames'],
      texts.missing,
    )
    const people = house.value.people.flatMap((person, at) =>
      missingIn(person, ['staffNumber', 'name', 'departmentCode', 'departmentName'], texts.missing).map((problem) => ({
        ...problem,
        field: `people.${at}.${problem.field}`,
      })),
    )
    return [...fields, ...people]
  }
  const find = (): FieldProblem[] => {
    if (!opened.value) return missingIn({ setUpCode: setUpCode.value }, ['setUpCode'], texts.missingCode)
    return opened.value.state === 'empty' ? findHouse() : []
  }
  const checked = useChecked(sending, find)

  const open = async (): Promise<void> => {
    if (!checked.complete()) return
    await sending.send('setUp.open', { setUpCode: setUpCode.value }, (answer) => {
      opened.value = answer
      checked.restart()
    })
  }
  // Drawn once for a form: sent again after nobody answered, it is the same request with the same links.
  let codes: string[] = []
  const found = async (): Promise<void> => {
    if (!checked.complete()) return
    const { houseName, committeeName, groupName, people } = house.value
    if (!codes.length) codes = people.map(drawLoginCode)
    const given = people.map((person, at) => ({ ...person, branchName: branchOf(person), loginCode: codes[at] ?? '' }))
    const input = {
      setUpCode: setUpCode.value,
      houseName,
      committeeName,
      groupName,
      branchNames: branchNames.value,
      people: given,
    }
    await sending.send('setUp.found', input, () => {
      links.value = given.map(({ name, loginCode }) => loginLink(name, loginCode))
      draft.clear(emptyHouse())
    })
  }
  const renew = async (): Promise<void> => {
    const people = opened.value?.people ?? []
    if (!codes.length) codes = people.map(drawLoginCode)
    const given = people.map(({ personId }, at) => ({ personId, loginCode: codes[at] ?? '' }))
    await sending.send('setUp.renewLinks', { setUpCode: setUpCode.value, links: given }, () => {
      links.value = people.map(({ name }, at) => loginLink(name, codes[at] ?? ''))
    })
  }
  const discard = (): void => draft.clear(emptyHouse())
  const head = { draft, sending, checked, discard }
  return { setUpCode, opened, links, house, head, sending, checked, branchOptions, branchOf, open, found, renew }
}

export type SetUp = ReturnType<typeof useSetUp>
