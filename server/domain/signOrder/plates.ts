import { type SignKind, signKinds } from './kinds'

// R28: what stands on a plate and goes to the agency. Never a telephone number, an identity number or a birthday.

/** Plates of persons, in the order of the table. */
export const personFields = ['姓名', '部门', '岗位', '职责', '承诺', '照片'] as const
/** Plates of 岗 and 区. */
export const placeFields = ['名称', '部门', '责任人', '内容'] as const

export const isPersonKind = (kind: SignKind): boolean => kind === 'WORK_PLATE' || kind === 'DESK_PLATE'

/** The only columns the agency gets for a kind of plate (R28). */
export const fieldsOf = (kind: SignKind): readonly string[] => (isPersonKind(kind) ? personFields : placeFields)

/** One plate with its texts; `name` is its 姓名 or 名称. */
export interface Plate {
  kind: SignKind
  /** The pledge or the 岗区 it is made from. */
  recordId: string
  branchId: string
  departmentId: string | null
  name: string
  /** The other fields by their heading; 照片 is the file's name, empty without a photo. */
  texts: Record<string, string>
  photoId: string | null
}

/** A field as it is printed; empty when the plate has none. */
export const fieldText = ({ name, texts }: Pick<Plate, 'name' | 'texts'>, field: string): string =>
  field === '姓名' || field === '名称' ? name : (texts[field] ?? '')

const compare = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0)

/** By kind, 部门, name: the same order whatever the database answered, so that the same plates make the same file. */
export const inPrintOrder = <Line extends Plate>(plates: readonly Line[]): Line[] =>
  [...plates].sort(
    (one, other) =>
      signKinds.indexOf(one.kind) - signKinds.indexOf(other.kind) ||
      compare(fieldText(one, '部门'), fieldText(other, '部门')) ||
      compare(one.name, other.name) ||
      compare(one.recordId, other.recordId),
  )

/** Short enough to be said whole in the sentence; of the others it says only that they changed. */
const shortFields = ['姓名', '名称', '部门', '岗位', '责任人']

function differenceOf(field: string, plate: Plate, today: Plate): string | null {
  // A file's name may change with a namesake's; what counts is the picture.
  if (field === '照片') {
    if (plate.photoId === today.photoId) return null
    return today.photoId ? '照片已更换' : '本人不再同意使用照片'
  }
  const now = fieldText(today, field)
  if (fieldText(plate, field) === now) return null
  return shortFields.includes(field) ? `${field}现为“${now}”` : `${field}已修改`
}

/**
 * What a plate says otherwise than the roster and the accepted sheets of today (R29), as a sentence; null when nothing.
 * `today` is null when the person left, or the sheet or 岗区 no longer holds.
 */
export function plateDiffers(plate: Plate, today: Plate | null): string | null {
  if (!today) return '名册或已受理的材料里已经没有这一条'
  const found = fieldsOf(plate.kind).flatMap((field) => differenceOf(field, plate, today) ?? [])
  return found.length ? `与今天的记录不一致：${found.join('；')}` : null
}

/** How many plates each branch has to sign for (R32 audit), by branch id. */
export function dueByBranch(plates: readonly Pick<Plate, 'branchId'>[]): Map<string, number> {
  const due = new Map<string, number>()
  for (const { branchId } of plates) due.set(branchId, (due.get(branchId) ?? 0) + 1)
  return due
}
