import { Filing, FilingStep, Person } from '../../../entities'
import type { Checked, Output } from '../../contract'
import type { Work } from '../../database/work'
import { type AnyForm, tableOf } from '../../domain/forms/form'
import { ledBy } from '../../domain/workflows/chain'
import { capacityName } from '../../domain/workflows/doers'
import { namesOf } from '../organisation'
import { faceOf, type TakenStep, withStandIns } from '../record'
import { allowedOf, requireRecord } from '../workflow'
import { flowOf } from './flow'
import { listed } from './present'
import { checkReadable, nextVersion, requireFiling, requireForm } from './records'

type Answer = Output<'filing.read'>

async function historyOf(work: Work, form: AnyForm, filingId: string): Promise<TakenStep[]> {
  const steps = await work.manager.find(FilingStep, { where: { filingId }, order: { at: 'ASC', id: 'ASC' } })
  const actors = steps.map(({ actorId }) => actorId)
  const names = await namesOf(work, Person, actors)
  return steps.map(({ event, actorId, actedAs, at, comment }) => ({
    name: form.way.events[event]?.name ?? event,
    personId: actorId,
    personName: names.get(actorId ?? '') ?? '系统',
    roleName: capacityName(actedAs) ?? '',
    at: Number(at),
    comment,
    notes: [],
    counts: true,
    led: ledBy(tableOf(form), [event]),
  }))
}

/** Every version of the same matter, the newest first. */
async function versionsOf(work: Work, form: AnyForm, { branchId, subjectKey }: Filing): Promise<Answer['versions']> {
  const where = { branchId, form: form.name, subjectKey }
  const all = await work.manager.find(Filing, { where, order: { version: 'DESC' } })
  return all.map(({ id, version, number, state }) => ({
    filingId: id,
    version,
    number,
    stateName: form.way.states[state] ?? state,
  }))
}

/** A filing with what may be done to it, by whom, and what was; also one that is not begun. */
export async function readFiling(
  work: Work,
  { form: name, filingId, branchId }: Checked<'filing.read'>,
): Promise<Answer> {
  work.must('readFilings')
  const form = requireForm(name)
  const flow = flowOf(form)
  const known = branchId
    ? await requireFiling(work, form, filingId, branchId)
    : await requireRecord(work, flow, filingId)
  const { record } = known
  checkReadable(work, form, record)
  const versions = await versionsOf(work, form, record)
  const isNewest = !versions.some(({ version }) => version > record.version)
  const renews = record.state === form.way.inForce?.state && isNewest && work.may('writeFiling', record)
  return {
    ...listed(form, known),
    branchId: record.branchId,
    values: record.content,
    returnReason: record.returnReason,
    revision: record.revision,
    allowed: allowedOf(flow, known, work.actor),
    face: await faceOf(
      work,
      flow as never,
      known,
      await withStandIns(work, record.id, await historyOf(work, form, record.id)),
    ),
    versions,
    nextVersionId: renews ? nextVersion(form, record).id : null,
  }
}
