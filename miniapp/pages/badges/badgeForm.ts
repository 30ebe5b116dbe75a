import type { Input } from '../../../server/contract'
import { newId } from '../../api/newId'
import type { FieldProblem } from '../../api/refused'
import { branchTexts } from './branchTexts'

const { problems: said } = branchTexts

export interface BadgeForm {
  /** Of the inspection it will be: kept with the words, so that pressed again after a lost answer it is the same one. */
  entryId: string
  departmentId: string
  heldDay: string
  /** As typed. */
  checked: string
  notWearing: string
  notWearingIds: string[]
  note: string
}

export const emptyInspection = (today: string): BadgeForm => ({
  entryId: newId(),
  departmentId: '',
  heldDay: today,
  checked: '',
  notWearing: '0',
  notWearingIds: [],
  note: '',
})

/** A whole number as typed, also with full-width digits; null for anything else. */
export const typedCount = (typed: string): number | null => {
  const plain = typed.trim().normalize('NFKC')
  return /^\d{1,4}$/.test(plain) ? Number(plain) : null
}

export const inspectionProblems = (form: BadgeForm, today: string): FieldProblem[] => {
  const checked = typedCount(form.checked)
  const notWearing = typedCount(form.notWearing)
  const named = form.notWearingIds.length
  const found: [boolean, string, string][] = [
    [form.departmentId === '', 'departmentId', said.department],
    [form.heldDay === '' || form.heldDay > today, 'heldDay', said.day],
    [checked === null || checked === 0, 'checked', said.checked],
    [notWearing === null, 'notWearing', said.notWearing],
    [(notWearing ?? 0) > (checked ?? 9999), 'notWearing', said.tooMany(checked ?? 0)],
    [named > (notWearing ?? 0), 'notWearingIds', said.tooManyNames(named, notWearing ?? 0)],
  ]
  return found.flatMap(([wrong, field, sentence]) => (wrong ? [{ field, code: 'invalid', sentence }] : []))
}

export const inspectionInput = (form: BadgeForm): Input<'badge.record'> => ({
  inspectionId: form.entryId,
  departmentId: form.departmentId,
  heldDay: form.heldDay,
  checked: typedCount(form.checked) ?? 0,
  notWearing: typedCount(form.notWearing) ?? 0,
  notWearingIds: form.notWearingIds,
  note: form.note.trim(),
})
