import { computed, ref } from 'vue'
import { fetchLater } from '../../composables/later'
import { useAction } from '../../composables/useAction'
import { createCast, endedCodes } from './cast'
import { canSeal, type Sheet, type Subject, sealing } from './sheet'
import { type Column, columnsOf, filled, marked, openCells, tablesOf, wholeAnswers } from './table'
import { tableName, useChoices } from './unsent'

/** The sheets of meetings that somebody enters: columns, what is chosen in them, and the signing. */
export const useTable = (roundId: string, sheet: Sheet) => {
  const choices = useChoices(tableName(roundId), sheet)
  const { answers } = choices
  const tables = tablesOf(sheet)
  const columns = columnsOf(tables)
  const open = computed(() => columns.map((column) => openCells(sheet, answers.value, column)))
  const openColumns = computed(() => open.value.filter((count) => count > 0).length)
  const sent = ref(false)
  const action = useAction()
  const cast = createCast(roundId, sheet, choices, (chosen) => wholeAnswers(sheet, chosen))
  if (canSeal(sheet)) fetchLater(sealing)

  const fill = (column: Column, value: string): void => choices.markAll(filled(answers.value, column, value))
  const mark = (column: Column, subject: Subject, value: string): void =>
    choices.markAll(marked(sheet, answers.value, column, subject, value))
  const sign = async (minutesNumber: string): Promise<void> => {
    if (await action.run(() => cast({ minutesNumber }))) sent.value = true
    if (endedCodes.has(action.refusal.value?.code ?? '')) choices.clear()
  }
  return { answers, tables, columns, open, openColumns, sent, action, fill, mark, sign, keeps: choices.keeps }
}
