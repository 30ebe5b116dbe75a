import { cleanText } from '../wording/cleanText'

// R26: photos are handed on as 支部-部门-姓名.jpg; two of one name (同名) must not overwrite each other.

/** Whose photo goes into the package. */
export interface PhotoOwner {
  personId: string
  /** 工号: the order in which people of one name are numbered, the same in every package. */
  staffNumber: string
  name: string
  branchName: string
  departmentName: string
}

/** What Windows, macOS or a zip would not take in a name, and what would change how the name reads. */
const illegal = /[\\/:*?"<>|\p{Cc}\p{Cf}\p{Cs}]/gu
/** Three parts of twenty fit into the 255 bytes of a Linux file name, even of four bytes each. */
const mostCharacters = 20

/**
 * A text as one part of a file's name: 20 characters at most, '_' for what no name can have. By code points: 𠮷 is one
 * character of two units, and a name must not end in half of it.
 */
export const fileNamePart = (text: string): string =>
  [...cleanText(text).trim().replace(illegal, '_')]
    .slice(0, mostCharacters)
    .join('')
    .replace(/^\.+|[. ]+$/g, '_')

const stemOf = ({ branchName, departmentName, name }: PhotoOwner): string =>
  [branchName, departmentName, name].map(fileNamePart).join('-')

/** File systems of Windows and macOS take capitals and small letters for the same. */
const sameFile = (stem: string): string => stem.toLowerCase()

const byStaffNumber = (one: PhotoOwner, other: PhotoOwner): number =>
  one.staffNumber < other.staffNumber
    ? -1
    : one.staffNumber > other.staffNumber
      ? 1
      : one.personId < other.personId
        ? -1
        : 1

/**
 * R26: the file name of each person's photo, 支部-部门-姓名.jpg, by person id. The second of one name in one department is
 * …-2.jpg, in order of staff number, however the list was sorted; no two names are equal, in capitals or not. Characters a
 * file name cannot have become '_'; rare characters (𠮷, 㛃) stay.
 */
export function photoFileNames(people: readonly PhotoOwner[]): Map<string, string> {
  const names = new Map<string, string>()
  const taken = new Set<string>()
  for (const person of [...people].sort(byStaffNumber)) {
    const stem = stemOf(person)
    let chosen = stem
    for (let number = 2; taken.has(sameFile(chosen)); number += 1) chosen = `${stem}-${number}`
    taken.add(sameFile(chosen))
    names.set(person.personId, `${chosen}.jpg`)
  }
  return names
}
