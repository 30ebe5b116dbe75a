import { computed } from 'vue'
import { useForm } from '../../composables/useForm'
import { type BranchBoard, filterOf } from './branchMembers'
import { lacksReason, type MissingReason, missingReasons, type ReasonChoice, reasonSentences } from './packageReasons'
import { packageTexts } from './packageTexts'

interface WrittenReasons {
  note: string
  byPerson: Record<string, { choice: ReasonChoice | null; text: string }>
}

/** Handing in to 机关党办: everybody missing is named with a reason (R19). What was written survives a reload. */
export const usePackage = (branchId: string, board: BranchBoard, submitted: (number: number) => void) => {
  const withWritten = ({ byPerson }: WrittenReasons): MissingReason[] =>
    missingReasons(board.members).map((line) => ({ ...line, ...byPerson[line.personId] }))
  const model = useForm({
    name: `package.${branchId}`,
    fresh: (): WrittenReasons => ({ note: '', byPerson: {} }),
    find: (value) =>
      withWritten(value)
        .filter(lacksReason)
        .map(({ personId }) => ({ field: personId, code: 'page.missing', sentence: packageTexts.needReason })),
  })
  const { form, sending } = model
  const missing = computed(() => withWritten(form.value))
  const unexplained = computed(() => missing.value.filter(lacksReason))

  const write = (personId: string, choice: ReasonChoice | null, text: string): void => {
    form.value.byPerson = { ...form.value.byPerson, [personId]: { choice, text } }
  }
  const submit = async (): Promise<void> => {
    if (!model.complete()) return
    const lines = missing.value.map(({ personId, text }) => ({ personId, reason: text.trim() }))
    const note = form.value.note.trim()
    await sending.send('package.submit', { branchId, missing: lines, ...(note && { note }) }, (answer) => {
      model.sent()
      submitted(answer.package.number)
    })
  }

  return {
    model,
    missing,
    unexplained,
    ready: computed(() => board.members.filter((member) => filterOf(member) === 'submitted').length),
    choose: (personId: string, choice: ReasonChoice) => write(personId, choice, reasonSentences[choice]),
    rewrite: (line: MissingReason, text: string) => write(line.personId, line.choice, text),
    submit,
  }
}
