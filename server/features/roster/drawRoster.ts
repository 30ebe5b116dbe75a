import type { Readable } from 'node:stream'
import { In, Not, type ObjectLiteral, type SelectQueryBuilder } from 'typeorm'
import { Department, PartyGroup, PartyOrganisation, Person, Placement, PlatformAccount } from '../../../entities'
import { inForce } from '../../database/inForce'
import type { Work } from '../../database/work'
import { dayName } from '../../domain/calendar/calendarDay'
import { rosterColumns } from '../../domain/organisation/rosterColumns'
import { streamWorkbook } from '../../files/streamedWorkbook'
import { type WrittenValue, workbookMediaType } from '../../files/workbookWriter'
import type { FileAnswer, PlatformTenants } from '../call'
import { columnWidth } from './columnWidth'
import { PlaceNames, personTexts } from './compare'
import { sheetName } from './findTable'
import { rosterFields } from './planImport'

const pageRows = 500

const onDuty = { dutyStatus: Not(In(['LEFT', 'RETIRED'])) }

type Numbered = Pick<Person, 'id' | 'staffNumber'>

/** Whoever has been chosen, in their order, from one number to another. */
const among = <Row extends ObjectLiteral>(query: SelectQueryBuilder<Row>, part: readonly Numbered[]) =>
  query.where('person.staffNumber between :from and :to', {
    from: part[0]?.staffNumber,
    to: part.at(-1)?.staffNumber,
  })

const flags = ['leadingCadre', 'cadreMember', 'keyPost'] as const

/** The columns that a roster has, as the driver gives them: thousands of rows are no objects of their own. */
async function peopleOf(work: Work, part: readonly Numbered[]): Promise<Map<string, Person>> {
  const query = among(work.manager.createQueryBuilder(Person, 'person').select('person.id', 'id'), part)
  for (const field of ['staffNumber', ...rosterFields]) query.addSelect(`person.${field}`, field)
  const people = await query.getRawMany<Person>()
  for (const person of people) {
    for (const flag of flags) person[flag] = Boolean(Number(person[flag]))
    person.positionRank = Number(person.positionRank)
  }
  return new Map(people.map((person) => [person.id, person]))
}

type Place = Pick<Placement, 'personId' | 'departmentId' | 'partyGroupId'>

/** Where each stands today, or will; the first of them, by day. */
async function placesOf(work: Work, part: readonly Numbered[]): Promise<Map<string, Place>> {
  const query = work.manager
    .createQueryBuilder(Placement, 'placement')
    .innerJoin(Person, 'person', 'person.id = placement.personId')
    .select('placement.personId', 'personId')
    .addSelect('placement.departmentId', 'departmentId')
    .addSelect('placement.partyGroupId', 'partyGroupId')
  const rows = await among(query, part)
    .andWhere('(placement.toDay is null or placement.toDay >= :today)', { today: work.today })
    .orderBy('placement.fromDay', 'DESC')
    .getRawMany<Place>()
  return new Map(rows.map((row) => [row.personId, row]))
}

type Account = Pick<PlatformAccount, 'personId' | 'platform' | 'tenant' | 'userId'>

/** By person and platform, those of this house. */
async function accountsOf(work: Work, part: readonly Numbered[], tenants: PlatformTenants) {
  const query = work.manager
    .createQueryBuilder(PlatformAccount, 'account')
    .innerJoin(Person, 'person', 'person.id = account.personId')
  query.select('account.personId', 'personId')
  for (const column of ['platform', 'tenant', 'userId']) query.addSelect(`account.${column}`, column)
  const rows = await among(query, part).getRawMany<Account>()
  const own = rows.filter(({ platform, tenant }) => tenant === tenants[platform])
  return new Map(own.map(({ personId, platform, userId }) => [`${platform}:${personId}`, userId]))
}

async function* pagesOf(work: Work, tenants: PlatformTenants, all: readonly Numbered[], names: PlaceNames) {
  for (let start = 0; start < all.length; start += pageRows) {
    const part = all.slice(start, start + pageRows)
    const people = await peopleOf(work, part)
    const places = await placesOf(work, part)
    const accounts = await accountsOf(work, part, tenants)
    yield part.flatMap(({ id }): WrittenValue[][] => {
      const person = people.get(id)
      if (!person) return []
      const texts = {
        ...personTexts(person),
        ...names.columns(places.get(id)),
        staffNumber: person.staffNumber,
        feishuAccount: accounts.get(`feishu:${id}`) ?? '',
        wecomAccount: accounts.get(`wecom:${id}`) ?? '',
      }
      return [rosterColumns.map(({ key }) => (key === 'positionRank' ? person.positionRank : (texts[key] ?? '')))]
    })
  }
}

/**
 * The roster as it is today, in the columns in which it comes in: corrected and sent back, it changes what was corrected.
 * Sent while it is written.
 */
export const exportRoster =
  (tenants: PlatformTenants) =>
  async (work: Work): Promise<FileAnswer<Readable>> => {
    work.must('importRoster')
    const people = await work.manager.find(Person, {
      select: { id: true, staffNumber: true },
      where: onDuty,
      order: { staffNumber: 'ASC' },
    })
    const groups = await work.manager
      .createQueryBuilder(PartyGroup, 'partyGroup')
      .where(inForce('partyGroup'), { today: work.today })
      .getMany()
    const branches = await work.manager.find(PartyOrganisation)
    const names = new PlaceNames({ departments: await work.manager.find(Department), branches, groups })
    const sheet = {
      name: sheetName,
      widths: rosterColumns.map(columnWidth),
      title: '名册',
      line: `${dayName(work.today)}   共${people.length}人   改好后可以原样传回；空白的格子不改动。`,
      headings: rosterColumns.map(({ heading }) => heading),
      pages: pagesOf(work, tenants, people, names),
    }
    return {
      mediaType: workbookMediaType,
      fileName: `名册${dayName(work.today)}.xlsx`,
      content: await streamWorkbook(sheet),
    }
  }
