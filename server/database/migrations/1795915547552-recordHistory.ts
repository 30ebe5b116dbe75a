import type { MigrationInterface, QueryRunner } from 'typeorm'
import { applyChanges, type Change, undoChanges } from './changes'

// A line of 留痕 says which record it moved and by what steps, for the history of the record. What older lines tell of it by
// their names is filled in; what no name tells stays empty: a sheet that moved with its package left no line of its own, and
// of the agreement to publish (pledge.setConsent) none says whether the sheet moved.
const changes: Change[] = [
  {
    change: 'add',
    part: 'column',
    of: 'audit_entry',
    column: { name: 'recordId', type: 'varchar', length: '36', isNullable: true },
  },
  {
    change: 'add',
    part: 'column',
    of: 'audit_entry',
    column: { name: 'events', type: 'varchar', length: '80', isNullable: true },
  },
  { change: 'add', part: 'column', of: 'audit_entry', column: { name: 'revision', type: 'integer', isNullable: true } },
  {
    change: 'add',
    part: 'index',
    of: 'audit_entry',
    index: { name: 'audit_entry_record', columnNames: ['recordId', 'at'] },
  },
]

/** Named by the step, or by the verb that took it. */
const named: Record<string, Record<string, string>> = {
  postArea: Object.fromEntries(
    `start recommend consult giveOpinion fill review returnByHead agree disagree collect package accept returnByOffice
     returnByBranch hangPlate confirmHalfYear suspend resume resumeUnhung remove changeNominee void`
      .split(/\s+/)
      .map((event) => [event, event]),
  ),
  signOrder: Object.fromEntries(
    `start export sendProof quote submit review returnByOffice approve reject changeAmount allDelivered pay close cancel`
      .split(' ')
      .map((event) => [event, event]),
  ),
  package: { submit: 'submit', accept: 'accept', return: 'return' },
  pledge: {
    submit: 'submit',
    return: 'return',
    amend: 'amend',
    discardAmendment: 'discardAmendment',
    archive: 'archive',
  },
  round: {
    freeze: 'freezeRoster',
    openVoting: 'openVoting',
    close: 'close',
    tally: 'tally',
    confirm: 'confirmGrades',
    report: 'submitTable1',
    acceptReport: 'accept',
    returnReport: 'return',
  },
}

const fill = (runner: QueryRunner, recordId: string, events: string, where: string, values: string[] = []) =>
  runner.query(
    `update audit_entry set recordId = ${recordId}, events = ${events} where recordId is null and ${where}`,
    values,
  )

async function fillNamed(runner: QueryRunner): Promise<void> {
  for (const [workflow, verbs] of Object.entries(named))
    for (const [verb, event] of Object.entries(verbs))
      await fill(runner, 'subjectId', `'${event}'`, 'action = ?', [`${workflow}.${verb}`])
  await runner.query(
    "update audit_entry set events = 'confirmPart' where action = 'round.confirm' and `change` like '%\"completed\":false%'",
  )
  // '<form>.<step>'.
  await fill(runner, 'subjectId', "substr(action, instr(action, '.') + 1)", "subjectKind = 'filing'")
}

/** Lines about a department: its one request of that kind, or of several the one that was asked or decided then. */
async function fillExemptions(runner: QueryRunner): Promise<void> {
  const events = { '"GRANTED"': 'grant', '"REFUSED"': 'refuse' }
  for (const kind of ['POST', 'AREA']) {
    const own = `from post_exemption e where e.departmentId = audit_entry.subjectId and e.kind = '${kind}'`
    const one = `(select case when count(*) = 1 then min(e.id) end ${own})`
    const then = `(select min(e.id) ${own} and (e.askedAt = audit_entry.at or e.decidedAt = audit_entry.at))`
    const about = `\`change\` like '%"${kind}"%'`
    await fill(runner, `coalesce(${one}, ${then})`, "'ask'", `action = 'exemption.ask' and ${about}`)
    for (const [said, event] of Object.entries(events))
      await fill(
        runner,
        `coalesce(${one}, ${then})`,
        `'${event}'`,
        `action = 'exemption.decide' and ${about} and \`change\` like '%${said}%'`,
      )
  }
}

async function upgrade(runner: QueryRunner): Promise<void> {
  await applyChanges(runner, changes)
  await fillNamed(runner)
  await fillExemptions(runner)
  await runner.query('update audit_entry set events = null where recordId is null')
}

export class RecordHistory1795915547552 implements MigrationInterface {
  up = upgrade
  down = (runner: QueryRunner) => undoChanges(runner, changes)
}
