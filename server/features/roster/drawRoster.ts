import type { Readable } from 'node:stream'
import { In, Not } from 'typeorm'
import { Department, PartyGroup, PartyOrganisation, Person } from '../../../entities'
import { inForce } from '../../database/inForce'
import type { Work } from '../../database/work'
import { dayName } from '../../domain/calendar/calendarDay'
import { rosterColumns } from '../../domain/organisation/rosterColumns'
import { streamWorkbook } from '../../files/streamedWorkbook'
import { type WrittenValue, workbookMediaType } from '../../files/workbookWriter'
import type { FileAnswer, PlatformTenants } from '../call'
import { PlaceNames, personTexts } from './compare'
import { sheetName } from './findTable'
import { type KnownPerson, knownPeople } from './snapshot'

const pageRows = 500

function rowOf({ person, placements, accounts }: KnownPerson, names: PlaceNames): WrittenValue[] {
  const accountOn = (platform: 'feishu' | 'wecom') => accounts.find((one) => one.platform === platform)?.userId ?? ''
  const texts = {
    ...personTexts(person),
    ...names.columns(placements[0]),
    staffNumber: person.staffNumber,
    feishuAccount: accountOn('feishu'),
    wecomAccount: accountOn('wecom'),
  }
  return rosterColumns.map(({ key }) => (key === 'positionRank' ? person.positionRank : (texts[key] ?? '')))
}

async function* pagesOf(work: Work, tenants: PlatformTenants, ids: readonly string[], names: PlaceNames) {
  for (let start = 0; start < ids.length; start += pageRows) {
    const part = ids.slice(start, start + pageRows)
    const people = await work.manager.find(Person, { where: { id: In(part) }, order: { staffNumber: 'ASC' } })
    yield (await knownPeople(work, people, tenants)).map((known) => rowOf(known, names))
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
      where: { dutyStatus: Not(In(['LEFT', 'RETIRED'])) },
      order: { staffNumber: 'ASC' },
    })
    const groups = await work.manager
      .createQueryBuilder(PartyGroup, 'partyGroup')
      .where(inForce('partyGroup'), { today: work.today })
      .getMany()
    const branches = await work.manager.find(PartyOrganisation)
    const names = new PlaceNames({ departments: await work.manager.find(Department), branches, groups })
    const ids = people.map(({ id }) => id)
    const sheet = {
      name: sheetName,
      widths: rosterColumns.map((column) => Math.min(26, Math.max(10, column.limit / 2))),
      title: '名册',
      line: `${dayName(work.today)}   共${people.length}人   改好后可以原样传回；空白的格子不改动。`,
      headings: rosterColumns.map(({ heading }) => heading),
      pages: pagesOf(work, tenants, ids, names),
    }
    return {
      mediaType: workbookMediaType,
      fileName: `名册${dayName(work.today)}.xlsx`,
      content: await streamWorkbook(sheet),
    }
  }
