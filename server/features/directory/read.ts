import { In } from 'typeorm'
import type { ChatPlatform } from '../../../bot/port'
import { DirectoryFinding, DirectoryReading } from '../../../entities'
import type { Output } from '../../contract'
import type { Work } from '../../database/work'
import { type FindingKind, findingKinds } from '../../domain/organisation/directoryPlan'
import { platformNames } from '../../domain/organisation/platforms'
import { type PersonToTell, peopleToTell } from '../organisation'

type Told = Output<'directory.read'>['platforms'][number]
type Shown = Told['groups'][number]['shown'][number]

/** Nobody goes through more before he reads the directory again. */
const mostShown = 50

async function ownersOf(work: Work, personIds: readonly string[]): Promise<Map<string, PersonToTell>> {
  if (!personIds.length) return new Map()
  const rows = await peopleToTell(work)
    .where({ id: In([...personIds]) })
    .getRawMany<PersonToTell>()
  return new Map(rows.map((row) => [row.personId, row]))
}

async function groupsOf(work: Work, platform: ChatPlatform['name']): Promise<Told['groups']> {
  const counts = await work.manager
    .createQueryBuilder(DirectoryFinding, 'finding')
    .select('finding.kind', 'kind')
    .addSelect('count(*)', 'total')
    .where({ platform })
    .groupBy('finding.kind')
    .getRawMany<{ kind: FindingKind; total: string | number }>()
  const totals = new Map(counts.map(({ kind, total }) => [kind, Number(total)]))
  const groups: Told['groups'] = []
  // Who moved is the roster's business, and the roster is 党办's.
  const kinds = findingKinds.filter((kind) => kind !== 'MOVED' || work.may('manageOrganisation'))
  for (const kind of kinds) {
    const total = totals.get(kind)
    if (!total) continue
    const where = { platform, kind }
    const findings = await work.manager.find(DirectoryFinding, { where, order: { id: 'ASC' }, take: mostShown })
    const owners = await ownersOf(
      work,
      findings.map(({ personId }) => personId),
    )
    const shown = findings.flatMap(({ id, personId, name, staffNumber, departmentName }): Shown[] => {
      const owner = owners.get(personId)
      const theirs = { theirName: name, theirNumber: staffNumber, theirDepartment: departmentName }
      return owner ? [{ findingId: id, ...owner, ...theirs }] : []
    })
    shown.sort((one, other) => one.staffNumber.localeCompare(other.staffNumber))
    groups.push({ kind, total, shown })
  }
  return groups
}

function stateOf(row: DirectoryReading | undefined): Told['state'] {
  if (!row) return 'never'
  if (row.askedAt !== null) return 'reading'
  if (row.failure) return 'failed'
  return row.outcome ? 'read' : 'never'
}

/** What the directories said last, for whoever keeps accounts. */
export const readDirectory =
  (platforms: readonly ChatPlatform[]) =>
  async (work: Work): Promise<Output<'directory.read'>> => {
    work.must('linkAccount')
    const rows = await work.manager.find(DirectoryReading)
    const told: Told[] = []
    for (const { name } of platforms) {
      const row = rows.find(({ platform }) => platform === name)
      const { nightly = false, finishedDry: dry = true, finishedAt = null, failure = null } = row ?? {}
      const outcome = row?.outcome ? { ...row.outcome, missing: [...row.outcome.missing] } : null
      const groups = outcome ? await groupsOf(work, name) : []
      const state = stateOf(row)
      told.push({
        platform: name,
        platformName: platformNames[name],
        state,
        dry,
        nightly,
        finishedAt,
        failure,
        outcome,
        groups,
      })
    }
    return { platforms: told }
  }
