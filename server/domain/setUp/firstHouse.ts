import { headingOf, type RosterKey } from '../organisation/rosterColumns'
import { type RosterRow, readRosterRow } from '../organisation/rosterRow'
import { foldText, sameText } from '../wording/foldText'

/** What the administrator says of the house on its first day. */
export interface GivenHouse {
  houseName: string
  /** 机关党委. */
  committeeName: string
  /** 集团党委, the one above; '' where there is none. */
  groupName: string
  branchNames: readonly string[]
  people: readonly GivenPerson[]
}

/** Cells of the roster, under the same names and rules: the roster comes after it and must fit. */
export interface GivenPerson {
  staffNumber: string
  name: string
  politicalStatus: string
  departmentCode: string
  departmentName: string
  branchName: string
}

export interface HouseFault {
  field: string
  sentence: string
}

export interface FirstHouse {
  branchNames: string[]
  people: RosterRow[]
  departments: { code: string; name: string; branchName: string }[]
  faults: HouseFault[]
}

const required = ['departmentCode', 'departmentName', 'branchName'] as const
const personKeys = ['staffNumber', 'name', 'politicalStatus', ...required] as const

/** The first of these texts that says the same as an earlier one. */
const repeated = (texts: readonly string[]): number =>
  texts.findIndex((text, at) => texts.findIndex((other) => sameText(other, text)) < at)

function readPeople(people: readonly GivenPerson[], faults: HouseFault[]): RosterRow[] {
  const keyOf = new Map<string, RosterKey>(personKeys.map((key) => [headingOf(key), key]))
  return people.flatMap((given, at) => {
    const cells = new Map(personKeys.map((key) => [key as RosterKey, { text: given[key], kind: 'text' as const }]))
    const { facts, problems } = readRosterRow(at, cells)
    for (const { column, sentence } of problems) faults.push({ field: `people.${at}.${keyOf.get(column)}`, sentence })
    for (const key of required)
      if (!given[key].trim()) faults.push({ field: `people.${at}.${key}`, sentence: `${headingOf(key)}没有填。` })
    return facts ? [facts] : []
  })
}

/** Each department once; one that is called in two ways, or lies in two branches, is a fault of the second person. */
function readDepartments(people: readonly RosterRow[], faults: HouseFault[]): FirstHouse['departments'] {
  const made = new Map<string, FirstHouse['departments'][number]>()
  for (const { row, departmentCode: code = '', departmentName: name = '', branchName = '' } of people) {
    const known = made.get(foldText(code))
    if (!known) made.set(foldText(code), { code, name, branchName })
    else if (!sameText(known.name, name))
      faults.push({
        field: `people.${row}.departmentName`,
        sentence: `编号“${code}”上面写的是“${known.name}”，请改成一样的。`,
      })
    else if (!sameText(known.branchName, branchName))
      faults.push({
        field: `people.${row}.branchName`,
        sentence: `部门“${name}”上面写在“${known.branchName}”，一个部门只属于一个支部。`,
      })
  }
  return [...made.values()]
}

/** Reads the house, with everything that is wrong with it at its field. */
export function readHouse({ committeeName, groupName, branchNames: given, people: rows }: GivenHouse): FirstHouse {
  const faults: HouseFault[] = []
  const branchNames = given.map((name) => name.trim()).filter(Boolean)
  if (!branchNames.length) faults.push({ field: 'branchNames', sentence: '至少写一个支部，每行一个。' })
  const names = [committeeName, ...(groupName ? [groupName] : []), ...branchNames]
  const twice = names[repeated(names)]
  if (twice !== undefined) faults.push({ field: 'branchNames', sentence: `“${twice}”写了两次，名称不能重复。` })
  const people = readPeople(rows, faults)
  const numbers = people.map(({ staffNumber }) => staffNumber)
  if (repeated(numbers) >= 0)
    faults.push({ field: `people.${repeated(numbers)}.staffNumber`, sentence: '两个人的工号一样，请核对。' })
  for (const { row, branchName } of people)
    if (branchName !== undefined && !branchNames.some((name) => sameText(name, branchName)))
      faults.push({
        field: `people.${row}.branchName`,
        sentence: `上面的支部里没有“${branchName}”，请加上或改成其中一个。`,
      })
  return { branchNames, people, departments: readDepartments(people, faults), faults }
}
